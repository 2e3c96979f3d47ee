package io.auditrules.definition;

import io.auditrules.diagnostic.Places;
import io.auditrules.diagnostic.Problems;
import io.auditrules.logql.LogQl;
import io.auditrules.rule.Companion;
import io.auditrules.rule.Condition;
import io.auditrules.rule.LineFilter;
import io.auditrules.rule.Rule;
import io.auditrules.rule.SiteParameter;
import io.auditrules.rule.Threshold;
import io.auditrules.yaml.Section;
import io.auditrules.yaml.YamlNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads what to look for. */
final class QueryReader {
    /** How it can be said. */
    static final List<String> FORMS = List.of("when", "lines", "pipeline", "expr");

    static final List<String> KEYS = List.of("when", "lines", "pipeline", "expr", "also", "atMetadata", "requires");

    /** What can be said of events that must have happened as well. */
    static final List<String> COMPANION_KEYS = List.of("when", "threshold");

    /** What can be said of a detection without bodies. */
    static final List<String> AT_METADATA_KEYS = List.of("when", "misses");

    /** What a detection of the catalogue can say besides: its fallback is proven where it ships. */
    private static final List<String> SHIPPED_AT_METADATA_KEYS = List.of("when", "misses", "scenarios");

    /** What can be said of a line. */
    static final List<String> LINE_KEYS = List.of("contains", "containsNot", "matches", "matchesNot");

    private final Problems problems;
    private final Places places;
    private final List<String> atMetadataKeys;

    private QueryReader(Problems problems, Places places, List<String> atMetadataKeys) {
        this.problems = problems;
        this.places = places;
        this.atMetadataKeys = atMetadataKeys;
    }

    /**
     * For rules of a project, whose scenarios are played on whatever its platform makes of them.
     *
     * @param places gets where conditions and line filters stand
     */
    static QueryReader ofRules(Problems problems, Places places) {
        return new QueryReader(problems, places, AT_METADATA_KEYS);
    }

    /** For the catalogue. */
    static QueryReader ofDetections(Problems problems) {
        return new QueryReader(problems, new Places(), SHIPPED_AT_METADATA_KEYS);
    }

    /**
     * What a definition says to look for.
     *
     * @param misses what is not seen where the audit log has no bodies
     * @param scenariosAtMetadata tests of what is looked for there, not yet read; none but in the catalogue
     */
    record Definition(
            Optional<Condition> when,
            List<LineFilter> lines,
            Optional<String> pipeline,
            Optional<String> expr,
            List<Companion> also,
            Optional<Condition> atMetadata,
            Optional<String> misses,
            List<YamlNode> scenariosAtMetadata,
            List<SiteParameter> requires) {

        void applyTo(Rule.Builder builder) {
            when.ifPresent(builder::when);
            lines.forEach(builder::line);
            pipeline.ifPresent(builder::pipeline);
            expr.ifPresent(builder::expr);
            also.forEach(builder::also);
            atMetadata.ifPresent(builder::atMetadata);
            builder.requires(requires);
        }
    }

    Definition read(Section section) {
        if (FORMS.stream().noneMatch(section::has)) {
            problems.add(
                    section.place(),
                    "the rule does not say what to look for",
                    "add when (fields of the event), lines (the log line), pipeline or expr (LogQL)");
        }
        section.excludes("pipeline", List.of("when", "lines", "except", "atMetadata"), "a pipeline is used as it is");
        section.excludes(
                "expr",
                List.of(
                        "when",
                        "lines",
                        "pipeline",
                        "also",
                        "atMetadata",
                        "by",
                        "threshold",
                        "topk",
                        "window",
                        "except"),
                "an expression is used as it is");
        Optional<Section> atMetadata = section.section("atMetadata", atMetadataKeys);
        return new Definition(
                condition(section),
                section.items("lines").stream()
                        .flatMap(item -> lines(item).stream())
                        .toList(),
                section.scalar("pipeline").flatMap(text -> EmbeddedLogQl.read(text, LogQl::parsePipeline, problems)),
                section.scalar("expr").flatMap(text -> EmbeddedLogQl.read(text, LogQl::parseMetric, problems)),
                section.items("also").stream()
                        .flatMap(item -> companion(item).stream())
                        .toList(),
                atMetadata
                        .filter(fallback -> fallback.needs("when", "say what to look for without bodies"))
                        .flatMap(this::condition),
                atMetadata.flatMap(fallback -> fallback.value("misses", text -> text)),
                atMetadata.map(fallback -> fallback.list("scenarios")).orElse(List.of()),
                section.items("requires").stream()
                        .flatMap(item -> section.scalar(item).stream())
                        .flatMap(item -> section.value(item, SiteParameter::of).stream())
                        .toList());
    }

    private Optional<Condition> condition(Section section) {
        return section.node("when").flatMap(node -> new ConditionReader(problems, places).read(node));
    }

    private Optional<Companion> companion(YamlNode node) {
        return Section.of(node, COMPANION_KEYS, problems)
                .filter(section -> section.needs("when", "say what must have happened as well"))
                .flatMap(section -> {
                    Threshold threshold = section.section("threshold", RuleSettings.MEASURES)
                            .flatMap(RuleSettings::threshold)
                            .orElse(Threshold.ANY_EVENT);
                    return condition(section).map(when -> new Companion(when, threshold));
                });
    }

    private List<LineFilter> lines(YamlNode node) {
        List<LineFilter> filters = new ArrayList<>();
        Section.of(node, LINE_KEYS, problems).ifPresent(section -> {
            if (LINE_KEYS.stream().noneMatch(section::has)) {
                problems.add(
                        node.place(), "the line filter says nothing", "legal keys: " + String.join(", ", LINE_KEYS));
            }
            for (String key : LINE_KEYS) {
                section.value(key, text -> filter(key, text)).ifPresent(filter -> {
                    places.put(filter, section.node(key).orElseThrow().place());
                    filters.add(filter);
                });
            }
        });
        return filters;
    }

    private static LineFilter filter(String key, String text) {
        return switch (key) {
            case "contains" -> LineFilter.contains(text);
            case "containsNot" -> LineFilter.containsNot(text);
            case "matches" -> LineFilter.matches(text);
            case "matchesNot" -> LineFilter.matchesNot(text);
            default -> throw new AssertionError(key);
        };
    }
}
