package io.auditrules.evaluate;

import io.auditrules.bytes.Utf8;
import io.auditrules.event.Batch;
import io.auditrules.event.Batches;
import io.auditrules.event.Entry;
import io.auditrules.event.Labels;
import io.auditrules.event.Log;
import io.auditrules.logql.And;
import io.auditrules.logql.BytesFilter;
import io.auditrules.logql.DurationFilter;
import io.auditrules.logql.IpFilter;
import io.auditrules.logql.LabelFilter;
import io.auditrules.logql.LogSelector;
import io.auditrules.logql.LokiVersion;
import io.auditrules.logql.Matcher;
import io.auditrules.logql.NumberFilter;
import io.auditrules.logql.Or;
import io.auditrules.logql.Pipeline;
import io.auditrules.logql.Stage;
import io.auditrules.pipeline.LogPipeline;
import io.auditrules.pipeline.Setting;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * How many lines of a log get past each stage of a query, to see where they are lost.
 *
 * @param steps the selector first, then the stages
 * @param closest the entries that got furthest
 */
public record Funnel(List<Step> steps, List<Entry> closest) {
    private static final int MOST_VALUES = 3;

    public Funnel {
        steps = List.copyOf(steps);
        closest = List.copyOf(closest);
    }

    /**
     * A stage.
     *
     * @param text as LogQL writes it
     * @param count how many lines are left after it
     * @param seen where a filter on labels left none: the values that it saw; empty otherwise
     */
    public record Step(String text, int count, String seen) {}

    /** Sends entries through a query, one stage more each time. */
    public static Funnel of(LogSelector query, LokiVersion version, List<Entry> entries) {
        List<Stage> stages =
                query.pipeline().stages().stream().flatMap(Funnel::conjuncts).toList();
        List<Step> steps = new ArrayList<>();
        List<Passed> before = List.of();
        List<Entry> closest = List.of();
        for (int count = 0; count <= stages.size(); count++) {
            LogSelector prefix = new LogSelector(query.selector(), new Pipeline(stages.subList(0, count)));
            List<Passed> passed = pass(prefix, version, entries);
            String text = count == 0
                    ? query.selector().toString()
                    : stages.get(count - 1).toString();
            boolean lostAll = passed.isEmpty() && !before.isEmpty();
            steps.add(new Step(
                    text,
                    passed.size(),
                    lostAll && stages.get(count - 1) instanceof LabelFilter filter ? seen(filter, before) : ""));
            if (!passed.isEmpty()) {
                closest = passed.stream().map(Passed::entry).toList();
            }
            before = passed;
        }
        return new Funnel(steps, closest);
    }

    /** A filter on several labels loses lines at one of them. */
    private static Stream<Stage> conjuncts(Stage stage) {
        return stage instanceof And and ? and.filters().stream().map(Stage.class::cast) : Stream.of(stage);
    }

    private record Passed(Entry entry, Labels labels) {}

    private static List<Passed> pass(LogSelector query, LokiVersion version, List<Entry> entries) {
        List<Passed> passed = new ArrayList<>();
        LogPipeline pipeline = new LogPipeline(query, new Setting(version, 0));
        try (Batches batches = Log.of(entries).open()) {
            for (Batch batch = batches.next(); batch != null; batch = batches.next()) {
                for (int line = 0; line < batch.size(); line++) {
                    if (pipeline.passes(batch, line)) {
                        passed.add(new Passed(entry(batch, line), pipeline.labels()));
                    }
                }
            }
        }
        return passed;
    }

    private static Entry entry(Batch batch, int line) {
        byte[] bytes = batch.bytes(line);
        return new Entry(
                Times.instant(batch.time(line)),
                batch.stream(line),
                batch.structuredMetadata(line),
                Utf8.decode(bytes, 0, bytes.length));
    }

    private static String seen(LabelFilter filter, List<Passed> lines) {
        return names(filter)
                .distinct()
                .map(name -> name + " was " + values(name, lines))
                .collect(Collectors.joining(", "));
    }

    /** The most frequent values: {@code "ResponseComplete" (2), "" (1)}. */
    private static String values(String name, List<Passed> lines) {
        Map<String, Long> counts = lines.stream()
                .collect(Collectors.groupingBy(line -> line.labels().get(name), TreeMap::new, Collectors.counting()));
        String most = counts.entrySet().stream()
                .sorted(Comparator.comparing((Map.Entry<String, Long> entry) -> -entry.getValue()))
                .limit(MOST_VALUES)
                .map(entry -> "\"" + entry.getKey() + "\" (" + entry.getValue() + ")")
                .collect(Collectors.joining(", "));
        return counts.size() > MOST_VALUES ? most + " and " + (counts.size() - MOST_VALUES) + " others" : most;
    }

    private static Stream<String> names(LabelFilter filter) {
        return filter.accept(new LabelFilter.Visitor<>() {
            @Override
            public Stream<String> matcher(Matcher matcher) {
                return Stream.of(matcher.label());
            }

            @Override
            public Stream<String> number(NumberFilter number) {
                return Stream.of(number.label());
            }

            @Override
            public Stream<String> duration(DurationFilter duration) {
                return Stream.of(duration.label());
            }

            @Override
            public Stream<String> bytes(BytesFilter bytes) {
                return Stream.of(bytes.label());
            }

            @Override
            public Stream<String> ip(IpFilter ip) {
                return Stream.of(ip.label());
            }

            @Override
            public Stream<String> and(And and) {
                return and.filters().stream().flatMap(Funnel::names);
            }

            @Override
            public Stream<String> or(Or or) {
                return or.filters().stream().flatMap(Funnel::names);
            }
        });
    }
}
