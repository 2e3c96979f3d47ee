package io.auditrules.evaluate;

import java.util.List;
import java.util.Map;

/** What Loki answered. */
sealed interface RecordedAnswer {

    /**
     * One number for each series; numbers are texts as Loki writes them ({@code 1}, {@code 0.5}, {@code NaN},
     * {@code +Inf}).
     *
     * @param isOrdered whether Loki gave them in this order each time it was asked; if not, they are sorted
     */
    record InstantVector(List<Point> points, boolean isOrdered) implements RecordedAnswer {}

    record Point(Map<String, String> labels, String value) {}

    /** A number without labels. */
    record Scalar(String value) implements RecordedAnswer {}

    /** Numbers over time for each series. */
    record Matrix(List<Row> rows, boolean isOrdered) implements RecordedAnswer {}

    /** The times are milliseconds since 1970. */
    record Row(Map<String, String> labels, List<Long> times, List<String> values) {}

    /** Lines for each set of labels, in the order of Loki. */
    record Streams(List<Lines> streams, boolean isOrdered) implements RecordedAnswer {}

    /** The times are nanoseconds since 1970. */
    record Lines(Map<String, String> labels, List<Long> times, List<String> lines) {}

    /**
     * Loki refused.
     *
     * @param status of HTTP
     * @param message what Loki said
     * @param isWhole whether it said the same each time; if not, the message is how all began
     */
    record Refusal(int status, String message, boolean isWhole) implements RecordedAnswer {}
}
