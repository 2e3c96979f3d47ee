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
     * Entries in memory, in the order of their times. Of equal entries one is kept, as in Loki.
     */
    static Log of(List<Entry> entries) {
        return new EntryLog(entries);
    }
}
