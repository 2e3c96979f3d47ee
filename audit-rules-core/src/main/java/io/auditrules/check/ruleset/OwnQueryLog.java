package io.auditrules.check.ruleset;

import io.auditrules.check.About;
import io.auditrules.check.Check;
import io.auditrules.check.Findings;
import io.auditrules.check.PlacedRule;
import io.auditrules.check.Scene;
import io.auditrules.diagnostic.IllegalValueException;
import io.auditrules.evaluate.Answer;
import io.auditrules.evaluate.Query;
import io.auditrules.event.Entry;
import io.auditrules.event.Labels;
import io.auditrules.event.Log;
import io.auditrules.logql.DurationLiteral;
import io.auditrules.logql.LineFilter;
import io.auditrules.logql.LogRange;
import io.auditrules.logql.Matcher;
import io.auditrules.logql.Metric;
import io.auditrules.regex.Re2;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** A rule that finds the text it looks for in Loki's own log, where Loki writes what the rule asks. */
final class OwnQueryLog implements Check {
    private static final About ABOUT = About.of("ruleset/own-query-log");
    private static final Instant NOW = Instant.parse("2026-11-27T09:00:00Z");
    private static final int MOST_LINES = 2_000;

    private static final String BEFORE = "level=info ts=2026-11-27T08:59:00.000000000Z caller=";

    /** Where the log of a ruler may be found: its labels, and what a collector makes of a line. */
    private record Origin(Labels labels, UnaryOperator<String> line) {}

    private static final List<Origin> ORIGINS = List.of(
            new Origin(
                    Labels.of(
                            "namespace", "loki",
                            "app", "loki",
                            "container", "loki",
                            "job", "loki/loki",
                            "pod", "loki-0",
                            "service_name", "loki",
                            "stream", "stderr"),
                    line -> line),
            new Origin(
                    Labels.of(
                            "log_type", "infrastructure",
                            "openshift_log_type", "infrastructure",
                            "kubernetes_namespace_name", "openshift-logging",
                            "kubernetes_pod_name", "logging-loki-ruler-0",
                            "kubernetes_container_name", "loki-ruler",
                            "kubernetes_host", "worker-1",
                            "k8s_namespace_name", "openshift-logging",
                            "k8s_pod_name", "logging-loki-ruler-0",
                            "k8s_container_name", "loki-ruler",
                            "k8s_node_name", "worker-1"),
                    line -> "{\"level\":\"info\",\"log_type\":\"infrastructure\",\"message\":" + quoted(line) + "}"));

    @Override
    public About about() {
        return ABOUT;
    }

    @Override
    public void check(Scene scene, Findings findings) {
        for (PlacedRule rule : scene.rules()) {
            Optional<Metric> query = rule.query();
            if (query.isPresent() && rule.file().format().isOfLoki()) {
                ORIGINS.stream()
                        .filter(origin -> rule.ranges().stream().anyMatch(range -> selects(range, origin)))
                        .filter(origin -> isTrueOfItself(rule, query.get(), origin))
                        .findFirst()
                        .ifPresent(origin -> needle(rule.ranges().get(0))
                                .ifPresent(filter -> findings.add(
                                        ABOUT,
                                        rule.placeOf(filter),
                                        "the selector takes in Loki's own log, and each line there that tells of this"
                                                + " query has what is looked for")));
            }
        }
    }

    private static boolean selects(LogRange range, Origin origin) {
        return range.query().selector().matchers().stream().allMatch(matcher -> holds(matcher, origin));
    }

    private static boolean holds(Matcher matcher, Origin origin) {
        String value = origin.labels().get(matcher.label());
        boolean isFound = matcher.operator().isRegex()
                ? Re2.compile(matcher.value()).matches(value)
                : matcher.value().equals(value);
        return isFound != matcher.operator().isNegative();
    }

    /** The filter that looks for a text. */
    private static Optional<LineFilter> needle(LogRange range) {
        return range.query().pipeline().stages().stream()
                .filter(stage ->
                        stage instanceof LineFilter filter && !filter.operator().isNegative())
                .map(LineFilter.class::cast)
                .findFirst();
    }

    /** Whether the rule fires when there is nothing but what Loki writes at each evaluation. */
    private static boolean isTrueOfItself(PlacedRule rule, Metric query, Origin origin) {
        // What is set against all lines gets lost among them.
        if (!rule.ranges().stream().allMatch(range -> needle(range).isPresent())) {
            return false;
        }
        String text = rule.rule().expr().orElseThrow().text().text();
        String told = BEFORE + "compat.go:82 user=audit rule_name="
                + rule.rule().name().replace(' ', '_') + " rule_type=alerting query=" + quoted(text)
                + " query_hash=3143294783 msg=\"evaluating rule\"";
        String other = BEFORE + "table_manager.go:136 index-store=tsdb-2024-04-01 msg=\"uploading tables\"";
        return isTrueOf(rule, query, origin, told) && !isTrueOf(rule, query, origin, other);
    }

    private static boolean isTrueOf(PlacedRule rule, Metric query, Origin origin, String line) {
        Duration longest = rule.ranges().stream()
                .map(range -> range.range()
                        .value()
                        .plus(range.offset().map(DurationLiteral::value).orElse(Duration.ZERO)))
                .max(Duration::compareTo)
                .orElse(Duration.ZERO);
        Duration interval = rule.interval();
        if (interval.isZero() || longest.dividedBy(interval) > MOST_LINES) {
            return false;
        }
        List<Entry> entries = new ArrayList<>();
        for (Instant at = NOW.minus(longest); !at.isAfter(NOW); at = at.plus(interval)) {
            entries.add(Entry.of(at, origin.labels(), origin.line().apply(line)));
        }
        try {
            return Query.of(query).evaluate(Log.of(entries), NOW) instanceof Answer.Vector vector
                    && !vector.samples().isEmpty();
        } catch (IllegalValueException tooLarge) {
            return false;
        }
    }

    /** As Loki's logger and a collector write a text in quotes. */
    private static String quoted(String text) {
        return "\""
                + text.replace("\\", "\\\\")
                        .replace("\"", "\\\"")
                        .replace("\n", "\\n")
                        .replace("\t", "\\t")
                + "\"";
    }
}
