package io.auditrules.catalogue;

import io.auditrules.catalogue.Template.Verbatim;
import io.auditrules.definition.DetectionDefinition;
import io.auditrules.definition.DetectionDefinition.FalsePositive;
import io.auditrules.definition.DetectionDefinition.Guide;
import io.auditrules.definition.DetectionDefinition.Prevention;
import io.auditrules.definition.Pack;
import io.auditrules.json.JsonWriter;
import io.auditrules.rule.AuditLevel;
import io.auditrules.rule.By;
import io.auditrules.rule.Detection;
import io.auditrules.rule.Field;
import io.auditrules.rule.Platform;
import io.auditrules.rule.Query;
import io.auditrules.rule.Rule;
import io.auditrules.rule.Site;
import io.auditrules.rule.SiteParameter;
import io.auditrules.rule.Threshold;
import io.auditrules.time.PrometheusDuration;
import io.auditrules.translate.EventsAround;
import io.auditrules.translate.Translator;
import io.auditrules.yaml.YamlMapping;
import io.auditrules.yaml.YamlNode;
import io.auditrules.yaml.YamlScalar;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** All that is said of a detection, by name: what templates show, and what is JSON for programs. */
final class DetectionFacts {
    private final DetectionDefinition detection;
    private final Guide guide;
    private final Rule rule;
    private final List<SiteParameter> examples;
    private final Platform platform;

    private DetectionFacts(DetectionDefinition detection) {
        this.detection = detection;
        this.guide = detection.guide();
        this.rule = detection.rule();
        this.examples = rule.detection().requires().stream()
                .filter(parameter -> parameter.defaults().isEmpty())
                .toList();
        Site site = Site.DEFAULT;
        for (SiteParameter parameter : examples) {
            site = site.with(parameter, List.of(example(parameter)));
        }
        this.platform =
                Platform.preset(Platform.Preset.OPENSHIFT_LOGGING).site(site).build();
    }

    /** What stands in a row of a list. */
    static Map<String, Object> brief(DetectionDefinition detection) {
        return new DetectionFacts(detection).brief();
    }

    /** All of it. */
    static Map<String, Object> of(DetectionDefinition detection) {
        return new DetectionFacts(detection).all();
    }

    /** What the audit log must record, and what it may come down to: {@code Request/Metadata}. */
    static List<AuditLevel> levels(DetectionDefinition detection) {
        return detection.rule().detection().atMetadata().isPresent()
                ? List.of(detection.level(), AuditLevel.METADATA)
                : List.of(detection.level());
    }

    /** The words of {@link #levels}. */
    static String levelText(DetectionDefinition detection) {
        return levels(detection).stream().map(AuditLevel::toString).collect(Collectors.joining("/"));
    }

    /** A value that a parameter without any may have, from the names and networks that are kept for examples. */
    private static String example(SiteParameter parameter) {
        return switch (parameter.kind()) {
            case GLOB -> "example-*";
            case USER -> "alice@example.com";
            case IMAGE -> "registry.example.com/*";
            case NETWORK -> "203.0.113.0/24";
        };
    }

    private Map<String, Object> brief() {
        Map<String, Object> facts = new LinkedHashMap<>();
        facts.put("id", new Verbatim(detection.id()));
        facts.put("title", detection.title());
        facts.put("alert", new Verbatim(detection.alert()));
        facts.put("packs", detection.packs().stream().map(Pack::toString).toList());
        facts.put("severity", rule.severity().toString());
        facts.put("level", levelText(detection));
        facts.put("attack", guide.attack());
        facts.put("sources", guide.sources());
        facts.put("why", guide.why());
        return facts;
    }

    private Map<String, Object> all() {
        Map<String, Object> facts = brief();
        facts.put(
                "techniques",
                guide.attack().stream()
                        .map(Technique::of)
                        .map(DetectionFacts::technique)
                        .toList());
        facts.put("elsewhere", elsewhere());
        facts.put("query", query(rule));
        facts.put(
                "exampleValues",
                examples.stream().map(DetectionFacts::exampleValue).toList());
        facts.put(
                "by",
                new Verbatim(
                        rule.detection().by().stream().map(DetectionFacts::name).collect(Collectors.joining(", "))));
        facts.put("threshold", threshold());
        facts.put("window", isExpression() ? "" : duration(rule.window()));
        facts.put("pending", rule.pending().isZero() ? "" : duration(rule.pending()));
        facts.put(
                "most",
                rule.detection().topk().isPresent()
                        ? "" + rule.detection().topk().getAsInt()
                        : "");
        facts.put(
                "requires",
                rule.detection().requires().stream()
                        .map(DetectionFacts::parameter)
                        .toList());
        facts.put("fallback", fallback());
        facts.put("summary", new Verbatim(annotation("summary")));
        facts.put("description", new Verbatim(annotation("description")));
        facts.put(
                "falsePositives",
                guide.falsePositives().stream()
                        .map(DetectionFacts::falsePositive)
                        .toList());
        facts.put("closed", guide.closed());
        facts.put("open", guide.open());
        facts.put("investigate", guide.investigate());
        facts.put("logQuery", new Verbatim(isExpression() ? "" : EventsAround.query(platform, rule)));
        facts.put("respond", guide.respond());
        facts.put("prevent", prevent(guide.prevent()));
        facts.put("fires", scenarios(true));
        facts.put("silent", scenarios(false));
        return facts;
    }

    private boolean isExpression() {
        return rule.detection().query() instanceof Query.Expression;
    }

    private Verbatim query(Rule rule) {
        return new Verbatim(new Translator(platform).translate(rule).text());
    }

    private String annotation(String name) {
        return Optional.ofNullable(rule.annotations().get(name)).orElse("");
    }

    private static String duration(Duration duration) {
        return PrometheusDuration.of(duration).text();
    }

    private static String name(By by) {
        return by.field().map(Field::toString).orElse(by.label());
    }

    private String threshold() {
        if (isExpression()) {
            return "";
        }
        List<String> parts = new ArrayList<>();
        parts.add(words(rule.detection().threshold()));
        rule.detection().also().forEach(also -> parts.add(words(also.threshold()) + " of the second kind"));
        return String.join(" and ", parts);
    }

    private static String words(Threshold threshold) {
        if (threshold.isSilence()) {
            return "no event";
        }
        String what = threshold.measure().accept(new Threshold.Measure.Visitor<>() {
            @Override
            public String events(Threshold.Events events) {
                return "events";
            }

            @Override
            public String rate(Threshold.Rate rate) {
                return "events a second";
            }

            @Override
            public String distinct(Threshold.Distinct distinct) {
                return "different values of " + distinct.field();
            }
        });
        return what + " " + threshold.comparison();
    }

    private static Map<String, Object> exampleValue(SiteParameter parameter) {
        return Map.of("parameter", parameter.toString(), "value", new Verbatim(example(parameter)));
    }

    private static Map<String, Object> parameter(SiteParameter parameter) {
        return Map.of("parameter", parameter.toString(), "description", parameter.description());
    }

    private List<Map<String, Object>> fallback() {
        return rule.detection().withoutBodies().map(this::fallback).stream().toList();
    }

    private Map<String, Object> fallback(Detection withoutBodies) {
        return Map.of(
                "query",
                query(rule.with(withoutBodies)),
                "misses",
                detection.misses().orElse(""));
    }

    private static Map<String, Object> technique(Technique technique) {
        return Map.of(
                "technique", technique.id(),
                "name", technique.fullName(),
                "tactics",
                        technique.tactics().stream()
                                .map(Technique.Tactic::title)
                                .collect(Collectors.joining(", ")),
                "address", new Verbatim(technique.address()));
    }

    private static Map<String, Object> falsePositive(FalsePositive falsePositive) {
        return Map.of(
                "name",
                new Verbatim(falsePositive.exception().isPresent() ? falsePositive.name() : ""),
                "what",
                falsePositive.what());
    }

    private static Map<String, Object> prevent(Prevention prevention) {
        Map<String, Object> facts = new LinkedHashMap<>();
        facts.put("apiGroups", prevention.apiGroups());
        facts.put("resources", prevention.resources());
        facts.put("verbs", prevention.verbs());
        facts.put("permission", new Verbatim(prevention.resources().isEmpty() ? "" : permission(prevention)));
        facts.put("how", prevention.how());
        return facts;
    }

    /** As a rule of a role. */
    private static String permission(Prevention prevention) {
        return "- apiGroups: " + list(prevention.apiGroups()) + "\n  resources: " + list(prevention.resources())
                + "\n  verbs: " + list(prevention.verbs());
    }

    /** As a list of YAML; with quotes, as {@code ""} and {@code "*"} need them. */
    private static String list(List<String> values) {
        return values.stream()
                .map(value -> JsonWriter.write(value, JsonWriter.Escapes.NEEDED))
                .collect(Collectors.joining(", ", "[", "]"));
    }

    private List<Map<String, Object>> elsewhere() {
        List<Map<String, Object>> sources = new ArrayList<>();
        for (PublicSet set : PublicSet.values()) {
            if (!set.namedBy(detection).isEmpty()) {
                sources.add(Map.of("set", set.title(), "rules", set.namedBy(detection)));
            }
        }
        OtherSources.of(detection).forEach((set, rules) -> sources.add(Map.of("set", set, "rules", rules)));
        return sources;
    }

    private List<String> scenarios(boolean fires) {
        return detection.scenarios().stream()
                .filter(scenario -> text(scenario, "fires").equals(Boolean.toString(fires)))
                .map(scenario -> text(scenario, "name"))
                .toList();
    }

    private static String text(YamlNode node, String key) {
        return node instanceof YamlMapping mapping
                ? mapping.get(key)
                        .filter(YamlScalar.class::isInstance)
                        .map(scalar -> ((YamlScalar) scalar).text())
                        .orElse("")
                : "";
    }
}
