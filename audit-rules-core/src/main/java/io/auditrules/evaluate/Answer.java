package io.auditrules.evaluate;

import io.auditrules.diagnostic.IllegalValueException;
import io.auditrules.event.Labels;
import java.time.Instant;
import java.util.List;

/** What a query yields, as Loki's API answers: one number, a number or several for each series, or lines. Or why nothing. */
public sealed interface Answer {

    /** Calls the visitor's method for this kind of answer. */
    <R> R accept(Visitor<R> visitor);

    /** One method for each kind of answer. */
    interface Visitor<R> {
        R scalar(Scalar answer);

        R vector(Vector answer);

        R matrix(Matrix answer);

        R streams(Streams answer);

        R failure(Failure answer);
    }

    /** The answer to a query that is a number. */
    record Scalar(Instant time, double value) implements Answer {
        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.scalar(this);
        }
    }

    /**
     * The answer to a query of numbers at one time.
     *
     * @param samples by labels, unless the query sorts
     */
    record Vector(Instant time, List<Sample> samples) implements Answer {
        public Vector {
            samples = List.copyOf(samples);
        }

        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.vector(this);
        }
    }

    /**
     * The answer to a query of numbers at several times.
     *
     * @param series by labels
     */
    record Matrix(List<Series> series) implements Answer {
        public Matrix {
            series = List.copyOf(series);
        }

        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.matrix(this);
        }
    }

    /**
     * The answer to a log query.
     *
     * @param streams by labels
     */
    record Streams(List<LogStream> streams) implements Answer {
        public Streams {
            streams = List.copyOf(streams);
        }

        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.streams(this);
        }
    }

    /**
     * Why Loki would give no answer. An alert whose query fails does not fire.
     *
     * @param message what went wrong, and what to do
     */
    record Failure(Kind kind, String message) implements Answer {

        /** What went wrong. */
        public enum Kind {
            /** A line had an error, and the query does not say what to do with such lines. */
            PIPELINE_ERROR,
            /** The result has more series than Loki's {@code max_query_series}. */
            SERIES_LIMIT,
            /** Series of the two sides of an operation do not belong together one to one. */
            VECTOR_MATCHING,
            /** Loki does not run such a query, or not in this way; or its answer is too large for us. */
            NOT_SUPPORTED
        }

        /** What Loki might take and we do not, to stay within bounds. */
        static Failure notSupported(IllegalValueException refused) {
            return new Failure(Kind.NOT_SUPPORTED, refused.message() + "; " + refused.advice());
        }

        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.failure(this);
        }
    }

    /** A series at one time. */
    record Sample(Labels labels, double value) {}

    /** A series at several times. */
    record Series(Labels labels, List<Point> points) {
        public Series {
            points = List.copyOf(points);
        }
    }

    /** A number at a time. */
    record Point(Instant time, double value) {}

    /** The lines that have the same labels, in the direction of the query. */
    record LogStream(Labels labels, List<LogLine> lines) {
        public LogStream {
            lines = List.copyOf(lines);
        }
    }

    /** A line, as the stages of the query left it. */
    record LogLine(Instant time, String text) {}
}
