package io.auditrules.alert;

import io.auditrules.evaluate.Answer.Failure;

/**
 * How an evaluation of a rule went. While it fails, its alerts stay as they are and nothing is sent to Alertmanager, which
 * takes them for resolved a few minutes later.
 *
 * @param message why it failed; empty if it did not
 */
public record Health(Kind kind, String message) {
    /** All is well. */
    public static final Health OK = new Health(Kind.OK, "");

    /** What can go wrong. */
    public enum Kind {
        OK("ok"),
        /** A line had an error that the query does not deal with. */
        PIPELINE_ERROR("pipeline error"),
        /** More series than Loki's {@code max_query_series}. */
        SERIES_LIMIT("series limit"),
        /** Series of two sides do not belong together one to one. */
        VECTOR_MATCHING("vector matching"),
        /** Loki does not run such a query. */
        NOT_SUPPORTED("not supported"),
        /** The rule's labels, or the operator's, made two series one alert. */
        DUPLICATE_LABELS("duplicate labels"),
        /** More alerts than the group's {@code limit}; all of them are forgotten. */
        ALERT_LIMIT("alert limit");

        private final String words;

        Kind(String words) {
            this.words = words;
        }

        /** As people write it. */
        @Override
        public String toString() {
            return words;
        }
    }

    static Health of(Failure failure) {
        Kind kind = switch (failure.kind()) {
            case PIPELINE_ERROR -> Kind.PIPELINE_ERROR;
            case SERIES_LIMIT -> Kind.SERIES_LIMIT;
            case VECTOR_MATCHING -> Kind.VECTOR_MATCHING;
            case NOT_SUPPORTED -> Kind.NOT_SUPPORTED;
        };
        return new Health(kind, failure.message());
    }

    /** Whether the rule was evaluated. */
    public boolean isOk() {
        return kind == Kind.OK;
    }

    @Override
    public String toString() {
        if (isOk()) {
            return kind.toString();
        }
        return message.startsWith(kind.toString()) ? message : kind + ": " + message;
    }
}
