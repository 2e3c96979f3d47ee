package io.auditrules.evaluate;

import java.util.Map;

/**
 * A log entry as it was pushed.
 *
 * @param labels of its stream
 * @param nanos since 1970
 * @param line without a line end
 * @param metadata structured metadata, may be empty
 */
public record RecordedEntry(Map<String, String> labels, long nanos, String line, Map<String, String> metadata) {
    public RecordedEntry {
        labels = Map.copyOf(labels);
        metadata = Map.copyOf(metadata);
    }
}
