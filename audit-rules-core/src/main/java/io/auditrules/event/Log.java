package io.auditrules.event;

import java.util.List;

/** A log, read from its beginning to its end in batches, so that it may be larger than memory. */
public interface Log {

    /** Begins to read. */
    Batches open();

    /**
     * Entries in memory, in the order of their times. Of equal entries one is kept, as in Loki.
     */
    static Log of(List<Entry> entries) {
        return new EntryLog(entries);
    }
}
