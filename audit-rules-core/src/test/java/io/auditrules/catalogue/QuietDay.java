package io.auditrules.catalogue;

import io.auditrules.catalogue.cluster.Cluster;
import io.auditrules.event.Batch;
import io.auditrules.event.Batches;
import io.auditrules.event.Entry;
import io.auditrules.event.Log;
import io.auditrules.rule.AuditProfile;
import io.auditrules.scenario.Body;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The audit log of a day on which nothing happens that anybody would want to be told: a Wednesday in a healthy OpenShift
 * cluster, and the two hours before. The same values give the same log. It is made while it is read.
 *
 * <pre>{@code
 * FalseAlerts.of(rules, new QuietDay(1, AuditProfile.DEFAULT, Body.AUDIT));
 * }</pre>
 *
 * @param seed another one makes another day
 * @param profile what the API servers log
 * @param form how Loki gets it: as OpenShift Logging's OTLP model has it, where what is no audit event is plain text, or as its
 *     ViaQ model has it
 */
record QuietDay(long seed, AuditProfile profile, Body form) implements Log {
    /** When the day begins. */
    static final Instant START = Instant.parse("2026-11-18T00:00:00Z");

    static final Instant END = START.plus(Duration.ofDays(1));
    /** The log begins before the day, so that windows are full from its first minute on. */
    static final Instant LOG_START = START.minus(Duration.ofHours(2));
    /** Loki Operator's {@code max_line_size}; longer lines are discarded. */
    static final int MAX_LINE_SIZE = 256_000;

    private static final int BATCH_LINES = 500;

    /** The log as Loki has it. */
    @Override
    public Batches open() {
        return open(List.of());
    }

    /** The day with something in it that is not quiet, each line when it is written. */
    Log with(List<Entry> planted) {
        List<Entry> sorted =
                planted.stream().sorted(Comparator.comparing(Entry::time)).toList();
        return () -> open(sorted);
    }

    private Batches open(List<Entry> planted) {
        Lines lines = lines();
        Deque<Entry> waiting = new ArrayDeque<>(planted);
        return new Batches() {
            @Override
            public @Nullable Batch next() {
                List<Entry> entries = new ArrayList<>();
                while (entries.size() < BATCH_LINES) {
                    Entry entry = lines.next();
                    while (!waiting.isEmpty()
                            && (entry == null || waiting.peek().time().isBefore(entry.time()))) {
                        entries.add(waiting.remove());
                    }
                    if (entry == null) {
                        break;
                    }
                    if (entry.line().getBytes(StandardCharsets.UTF_8).length <= MAX_LINE_SIZE) {
                        entries.add(entry);
                    }
                }
                try (Batches one = Log.of(entries).open()) {
                    return one.next();
                }
            }

            @Override
            public void close() {}
        };
    }

    /** The log as the collector sends it. */
    Lines lines() {
        return new Lines(this);
    }

    /** Lines one by one, in the order of their times. */
    static final class Lines {
        private final List<Entry> made = new ArrayList<>();
        private final Cluster cluster;
        private int at;

        private Lines(QuietDay day) {
            cluster = new Cluster(day.seed, day.profile, day.form, START, LOG_START, END, made::add);
        }

        /** Null behind the last. */
        @Nullable
        Entry next() {
            if (at == made.size()) {
                made.clear();
                at = 0;
                boolean isGoingOn = true;
                while (made.isEmpty() && isGoingOn) {
                    isGoingOn = cluster.step();
                }
            }
            return at < made.size() ? made.get(at++) : null;
        }
    }
}
