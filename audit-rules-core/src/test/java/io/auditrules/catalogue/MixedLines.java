package io.auditrules.catalogue;

import io.auditrules.evaluate.RandomEntries;
import io.auditrules.evaluate.RecordedEntry;
import io.auditrules.event.Entry;
import io.auditrules.event.Labels;
import io.auditrules.json.JsonReader;
import io.auditrules.rule.AuditProfile;
import io.auditrules.scenario.Body;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SplittableRandom;

/**
 * Twenty thousand lines of all kinds that an audit log may have, within an hour: events of a quiet day as the API server wrote
 * them and as ViaQ forwards them, with and without bodies, lines that break off, and nearly five thousand that are made to be
 * read wrongly. All belong to the audit log, so that every rule has to cope with them. They are always the same.
 */
final class MixedLines {
    static final int COUNT = 20_000;
    static final Instant START = QuietDay.START.plus(Duration.ofHours(12));
    static final Instant END = START.plus(Duration.ofHours(1));

    /** Of the lines of a day, one in so many is taken. */
    private static final int ONE_IN = 14;

    private MixedLines() {}

    /** All, in the order of their times. */
    static List<Entry> entries() {
        List<Entry> lines = new ArrayList<>();
        for (RandomEntries.Kind kind : RandomEntries.Kind.values()) {
            RandomEntries.set(kind).forEach(entry -> lines.add(ofAudit(entry)));
        }
        QuietDay.Lines day = new QuietDay(20_000, AuditProfile.WRITE_REQUEST_BODIES, Body.AUDIT).lines();
        SplittableRandom random = new SplittableRandom(1);
        for (Entry entry = day.next(); entry != null && lines.size() < COUNT; entry = day.next()) {
            if (random.nextInt(ONE_IN) == 0 && entry.line().length() <= QuietDay.MAX_LINE_SIZE) {
                lines.add(random.nextBoolean() ? entry : viaQ(entry));
            }
        }
        return spread(shuffled(lines, random));
    }

    /** Whatever it is about, it stands in the audit log. */
    private static Entry ofAudit(RecordedEntry entry) {
        Map<String, String> stream = new HashMap<>(entry.labels());
        stream.put("log_type", "audit");
        return new Entry(START, Labels.of(stream), Labels.of(entry.metadata()), entry.line());
    }

    /** As ViaQ forwards an event; anything else stays as it is. */
    private static Entry viaQ(Entry entry) {
        try {
            if (!(JsonReader.read(entry.line()) instanceof Map<?, ?> read)) {
                return entry;
            }
            Map<String, Object> event = new LinkedHashMap<>();
            read.forEach((key, value) -> event.put((String) key, Objects.requireNonNull(value)));
            return new Entry(
                    entry.time(),
                    Labels.of("log_type", "audit", "openshift_log_type", "audit", "kubernetes_host", "master-0"),
                    Labels.EMPTY,
                    Body.VIAQ.line(event, entry.time()));
        } catch (IllegalArgumentException e) {
            return entry;
        }
    }

    private static List<Entry> shuffled(List<Entry> lines, SplittableRandom random) {
        List<Entry> shuffled = new ArrayList<>(lines);
        for (int i = shuffled.size() - 1; i > 0; i--) {
            int other = random.nextInt(i + 1);
            Entry moved = shuffled.get(i);
            shuffled.set(i, shuffled.get(other));
            shuffled.set(other, moved);
        }
        return shuffled;
    }

    private static List<Entry> spread(List<Entry> lines) {
        Duration gap = Duration.between(START, END).dividedBy(COUNT + 1);
        List<Entry> spread = new ArrayList<>();
        for (Entry line : lines) {
            Instant time = START.plus(gap.multipliedBy(spread.size() + 1));
            spread.add(new Entry(time, line.stream(), line.structuredMetadata(), line.line()));
        }
        return spread;
    }
}
