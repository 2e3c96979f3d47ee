package io.auditrules.event;

import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a first look over a log tells.
 *
 * @param lines how many
 * @param linesWithBorrowedTime how many tell no time and are taken to be as old as a line beside them
 * @param linesWithoutTime how many have no time at all; no query sees them
 * @param oldest the time of the oldest line; empty if none has a time
 * @param newest the time of the newest line; empty if none has a time
 * @param streams how many lines each stream has, in the order of the log; only the first {@value #MOST_STREAMS}
 */
public record LogSummary(
        long lines,
        long linesWithBorrowedTime,
        long linesWithoutTime,
        Optional<Instant> oldest,
        Optional<Instant> newest,
        Map<Labels, Long> streams) {
    private static final int MOST_STREAMS = 10_000;

    public LogSummary {
        streams = Collections.unmodifiableMap(new LinkedHashMap<>(streams));
    }

    /** Reads a log from its beginning to its end. */
    public static LogSummary of(Log log) {
        Counter counter = new Counter();
        try (Batches batches = log.open()) {
            for (Batch batch = batches.next(); batch != null; batch = batches.next()) {
                counter.add(batch);
            }
        }
        return counter.summary();
    }

    private static final class Counter {
        private final Map<Labels, long[]> streams = new LinkedHashMap<>();
        private long lines;
        private long borrowed;
        private long without;
        private long oldest = Long.MAX_VALUE;
        private long newest = Batch.NO_TIME;

        void add(Batch batch) {
            @Nullable Labels last = null;
            long[] count = {};
            for (int i = 0; i < batch.size(); i++) {
                long time = batch.time(i);
                if (time == Batch.NO_TIME) {
                    without++;
                } else {
                    borrowed += batch.tellsTime(i) ? 0 : 1;
                    oldest = Math.min(oldest, time);
                    newest = Math.max(newest, time);
                }
                Labels stream = batch.stream(i);
                if (last == null || !stream.equals(last)) {
                    last = stream;
                    count = count(stream);
                }
                count[0]++;
            }
            lines += batch.size();
        }

        private long[] count(Labels stream) {
            long[] known = streams.get(stream);
            if (known != null) {
                return known;
            }
            long[] begun = new long[1];
            if (streams.size() < MOST_STREAMS) {
                streams.put(stream, begun);
            }
            return begun;
        }

        LogSummary summary() {
            Map<Labels, Long> counts = new LinkedHashMap<>();
            streams.forEach((labels, count) -> counts.put(labels, count[0]));
            boolean hasTime = newest != Batch.NO_TIME;
            return new LogSummary(
                    lines,
                    borrowed,
                    without,
                    hasTime ? Optional.of(instant(oldest)) : Optional.empty(),
                    hasTime ? Optional.of(instant(newest)) : Optional.empty(),
                    counts);
        }

        private static Instant instant(long nanos) {
            return Instant.ofEpochSecond(Math.floorDiv(nanos, 1_000_000_000L), Math.floorMod(nanos, 1_000_000_000L));
        }
    }
}
