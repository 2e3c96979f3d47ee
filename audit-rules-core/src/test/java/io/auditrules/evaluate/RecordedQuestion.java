package io.auditrules.evaluate;

/**
 * What Loki was asked about an event set. Times are nanoseconds since 1970.
 *
 * @param start of a range or log question; an instant question is asked at it
 * @param end of a range or log question, exclusive for a log question; else the start
 * @param step of a range question in nanoseconds, else 0
 * @param limit of a log question, else 0
 * @param isForward whether a log question wants the oldest entries first
 */
record RecordedQuestion(Kind kind, String query, long start, long end, long step, int limit, boolean isForward) {
    /** Which of Loki's doors was used. */
    enum Kind {
        /** {@code /loki/api/v1/query} with a metric query. */
        INSTANT,
        /** {@code /loki/api/v1/query_range} with a metric query. */
        RANGE,
        /** {@code /loki/api/v1/query_range} with a log query. */
        LOG
    }

    static RecordedQuestion instant(String query, long at) {
        return new RecordedQuestion(Kind.INSTANT, query, at, at, 0, 0, false);
    }

    static RecordedQuestion range(String query, long start, long end, long step) {
        return new RecordedQuestion(Kind.RANGE, query, start, end, step, 0, false);
    }

    static RecordedQuestion log(String query, long start, long end, int limit, boolean isForward) {
        return new RecordedQuestion(Kind.LOG, query, start, end, 0, limit, isForward);
    }

    RecordedQuestion withQuery(String other) {
        return new RecordedQuestion(kind, other, start, end, step, limit, isForward);
    }
}
