package io.auditrules.event;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Entries in memory. */
final class EntryLog implements Log {
    private static final int BATCH_LINES = 1_000;

    private final List<Batch> batches = new ArrayList<>();

    EntryLog(List<Entry> entries) {
        List<Entry> sorted = entries.stream()
                .distinct()
                .sorted(Comparator.comparing(Entry::time))
                .toList();
        for (int from = 0; from < sorted.size(); from += BATCH_LINES) {
            batches.add(Batch.ofEntries(sorted.subList(from, Math.min(sorted.size(), from + BATCH_LINES))));
        }
    }

    @Override
    public Batches open() {
        Iterator<Batch> rest = batches.iterator();
        return new Batches() {
            @Override
            public @Nullable Batch next() {
                return rest.hasNext() ? rest.next() : null;
            }

            @Override
            public void close() {}
        };
    }
}
