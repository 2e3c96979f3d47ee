package io.auditrules.event;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Consumer;

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
    public void forEach(Consumer<Batch> reader) {
        batches.forEach(reader);
    }
}
