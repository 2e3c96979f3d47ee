package io.auditrules.event;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Entries in memory. */
final class EntryLog implements Log {
    private static final int BATCH_LINES = 1_000;
    /** Far from what an array can hold. */
    private static final int BATCH_CHARACTERS = 1 << 24;

    private final List<Batch> batches = new ArrayList<>();

    EntryLog(List<Entry> entries) {
        List<Entry> sorted = entries.stream()
                .distinct()
                .sorted(Comparator.comparing(Entry::time))
                .toList();
        int from = 0;
        long characters = 0;
        for (int to = 1; to <= sorted.size(); to++) {
            characters += sorted.get(to - 1).line().length();
            if (to - from == BATCH_LINES || characters > BATCH_CHARACTERS || to == sorted.size()) {
                batches.add(Batch.ofEntries(sorted.subList(from, to)));
                from = to;
                characters = 0;
            }
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
