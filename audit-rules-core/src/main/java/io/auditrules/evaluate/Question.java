package io.auditrules.evaluate;

import io.auditrules.diagnostic.IllegalValueException;
import java.time.Duration;
import java.time.Instant;

/** When, and in which form, a query is asked: as Loki's API is asked. */
public sealed interface Question {

    /** Calls the visitor's method for this kind of question. */
    <R> R accept(Visitor<R> visitor);

    /** One method for each kind of question. */
    interface Visitor<R> {
        R at(At question);

        R steps(Steps question);

        R lines(Lines question);
    }

    /** At one time, {@code /loki/api/v1/query}. */
    static Question at(Instant time) {
        return new At(time);
    }

    /** At several times, {@code /loki/api/v1/query_range} of a metric query. */
    static Steps steps(Instant start, Instant end, Duration step) {
        return new Steps(start, end, step);
    }

    /** The lines of a while, {@code /loki/api/v1/query_range} of a log query. */
    static Question lines(Instant start, Instant end, Direction direction, int limit) {
        return new Lines(start, end, direction, limit);
    }

    /** At one time. */
    record At(Instant time) implements Question {
        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.at(this);
        }
    }

    /**
     * At several times: from the start on, each a step after the other, to the end.
     *
     * @param step above zero; Loki answers at most 11,000 steps
     */
    record Steps(Instant start, Instant end, Duration step) implements Question {
        public Steps {
            Times.of(start, end, step);
        }

        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.steps(this);
        }
    }

    /**
     * The lines of a while.
     *
     * @param start counts
     * @param end does not count
     * @param limit how many lines at most
     */
    record Lines(Instant start, Instant end, Direction direction, int limit) implements Question {
        public Lines {
            if (limit < 1) {
                throw new IllegalValueException("a limit of " + limit + " lines", "ask for at least one");
            }
        }

        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.lines(this);
        }
    }

    /** Which lines come first, and are kept where there are more than the limit. */
    enum Direction {
        /** The oldest. */
        FORWARD,
        /** The newest. */
        BACKWARD
    }
}
