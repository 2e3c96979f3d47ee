package io.auditrules.event;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

/** Entries in memory. */
final class EntryLog implements Log {
    private static final int BATCH_BYTES = 1 << 20;

    private final List<Batch> batches = new ArrayList<>();

    private record Identity(Instant time, Labels stream, String line) {}

    EntryLog(List<Entry> entries) {
        Set<Identity> seen = new HashSet<>();
        List<Entry> sorted = entries.stream()
                .filter(entry -> seen.add(new Identity(entry.time(), entry.stream(), entry.line())))
                .sorted(Comparator.comparing(Entry::time))
                .toList();
        int from = 0;
        while (from < sorted.size()) {
            from = addBatch(sorted, from);
        }
    }

    private int addBatch(List<Entry> entries, int from) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        int[] starts = new int[entries.size() - from];
        int[] ends = new int[entries.size() - from];
        int size = 0;
        while (from + size < entries.size() && bytes.size() < BATCH_BYTES) {
            starts[size] = bytes.size();
            bytes.writeBytes(entries.get(from + size).line().getBytes(StandardCharsets.UTF_8));
            ends[size] = bytes.size();
            size++;
        }
        List<Entry> inBatch = List.copyOf(entries.subList(from, from + size));
        batches.add(new Batch(bytes.toByteArray(), bytes.size(), starts, ends, size, new Batch.Origin() {
            @Override
            public long time(Batch batch, int line) {
                Instant time = inBatch.get(line).time();
                return Math.addExact(Math.multiplyExact(time.getEpochSecond(), 1_000_000_000L), time.getNano());
            }

            @Override
            public Labels stream(int line) {
                return inBatch.get(line).stream();
            }

            @Override
            public Labels structuredMetadata(int line) {
                return inBatch.get(line).structuredMetadata();
            }
        }));
        return from + size;
    }

    @Override
    public void forEach(Consumer<Batch> reader) {
        batches.forEach(reader);
    }
}
