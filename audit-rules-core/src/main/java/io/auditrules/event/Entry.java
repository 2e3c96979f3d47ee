package io.auditrules.event;

import java.time.Instant;

/**
 * A line of a log.
 *
 * @param time to the nanosecond
 * @param stream the labels of the stream that it belongs to
 * @param structuredMetadata what Loki keeps beside the line; mostly empty
 */
public record Entry(Instant time, Labels stream, Labels structuredMetadata, String line) {

    /** An entry without structured metadata. */
    public static Entry of(Instant time, Labels stream, String line) {
        return new Entry(time, stream, Labels.EMPTY, line);
    }
}
