package io.auditrules.event;

import java.util.List;
import java.util.function.Consumer;

/** A log, read from its beginning to its end in batches, so that it may be larger than memory. */
public interface Log {

    /**
     * Reads the log and hands over each batch, in order. A batch stays as it is after it was handed over.
     *
     * @throws java.io.UncheckedIOException if the log cannot be read
     */
    void forEach(Consumer<Batch> reader);

    /**
     * Entries in memory, in the order of their times. As Loki does, one of several entries of a stream that have the same
     * time and line is kept.
     */
    static Log of(List<Entry> entries) {
        return new EntryLog(entries);
    }
}
