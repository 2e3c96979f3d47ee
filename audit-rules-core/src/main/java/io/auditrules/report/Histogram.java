package io.auditrules.report;

import io.auditrules.diagnostic.Visible;
import io.auditrules.event.Entry;
import io.auditrules.report.TimeLine.Bar;
import io.auditrules.report.TimeLine.Mark;
import io.auditrules.scenario.Since;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The lines of one stream over time: each on its own while they are few, else how many in each part of the time. */
final class Histogram {
    private static final int MOST_SINGLE = 60;
    private static final int MOST_BINS = 120;
    private static final int LOWEST = 3;
    private static final int MOST_STREAMS = 8;
    private static final int LONGEST_LINE = 240;

    private final TimeScale scale;
    private final Since since;
    private final List<Entry> lines;
    private final String kind;
    private final int top;
    private final int height;
    private final Duration step;
    private final Map<Integer, Integer> counts = new TreeMap<>();

    Histogram(TimeScale scale, Since since, List<Entry> lines, String kind, int top, int height) {
        this.scale = scale;
        this.since = since;
        this.lines = lines;
        this.kind = kind;
        this.top = top;
        this.height = height;
        this.step = scale.step(MOST_BINS);
        if (lines.size() > MOST_SINGLE) {
            lines.forEach(line -> counts.merge(bin(line.time()), 1, Integer::sum));
        }
    }

    /** The streams that have a lane of their own, and one for all others. */
    static Map<String, List<Entry>> few(Map<String, List<Entry>> streams) {
        if (streams.size() <= MOST_STREAMS) {
            return streams;
        }
        Map<String, List<Entry>> few = new LinkedHashMap<>();
        List<Entry> others = new ArrayList<>();
        streams.forEach((stream, lines) -> {
            if (few.size() < MOST_STREAMS - 1) {
                few.put(stream, lines);
            } else {
                others.addAll(lines);
            }
        });
        few.put((streams.size() - MOST_STREAMS + 1) + " other streams", others);
        return few;
    }

    private int bin(Instant time) {
        return (int) Duration.between(scale.from(), time).dividedBy(step);
    }

    /** How high the highest bar is. */
    String note() {
        if (counts.isEmpty()) {
            return "";
        }
        return ", at most " + highest() + " in " + Since.text(step);
    }

    private int highest() {
        return counts.values().stream().mapToInt(count -> count).max().orElse(0);
    }

    List<Bar> bars() {
        int highest = highest();
        List<Bar> bars = new ArrayList<>();
        counts.forEach((bin, count) -> {
            int high = Math.max(LOWEST, height * count / highest);
            Instant from = scale.from().plus(step.multipliedBy(bin));
            Instant to = from.plus(step);
            bars.add(new Bar(
                    kind,
                    scale.x(from),
                    scale.width(from, to),
                    top + height - high,
                    high,
                    Words.count(count, "line") + " from " + since.text(from) + " to " + since.text(to)));
        });
        return bars;
    }

    List<Mark> strokes() {
        return counts.isEmpty() ? lines.stream().map(this::stroke).toList() : List.of();
    }

    private Mark stroke(Entry entry) {
        String line = entry.line();
        String shown = line.length() > LONGEST_LINE ? line.substring(0, LONGEST_LINE) + "…" : line;
        return new Mark(kind, scale.x(entry.time()), top, since.text(entry.time()) + "\n" + Visible.line(shown));
    }
}
