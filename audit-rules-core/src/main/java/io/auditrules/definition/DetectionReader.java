package io.auditrules.definition;

import io.auditrules.diagnostic.IllegalValueException;
import io.auditrules.diagnostic.Places;
import io.auditrules.diagnostic.Problems;
import io.auditrules.diagnostic.Source;
import io.auditrules.diagnostic.Suggestion;
import io.auditrules.rule.AuditLevel;
import io.auditrules.rule.Rule;
import io.auditrules.yaml.Section;
import io.auditrules.yaml.YamlMapping;
import io.auditrules.yaml.YamlNode;
import io.auditrules.yaml.YamlReader;
import io.auditrules.yaml.YamlScalar;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Reads documents of kind {@code Detection}, of which the catalogue consists. */
public final class DetectionReader {
    private static final List<String> TEXTS = List.of("why", "summary", "description", "investigate", "respond");
    private static final List<String> SETTINGS =
            List.of("by", "threshold", "topk", "window", "for", "severity", "except");
    private static final List<String> KEYS = Stream.of(
                    List.of("apiVersion", "kind", "id", "title", "packs", "level", "attack", "sources"),
                    TEXTS,
                    QueryReader.KEYS,
                    SETTINGS,
                    List.of("falsePositives", "evasions", "prevent", "scenarios"))
            .flatMap(List::stream)
            .toList();
    private static final List<String> SOURCES = List.of("falco", "sigma", "panther", "elastic", "stratus", "other");

    private final Problems problems;

    /** @param problems gets what is wrong */
    public DetectionReader(Problems problems) {
        this.problems = problems;
    }

    /** The detection in a file; empty if there is a problem in it. */
    public Optional<DetectionDefinition> read(Source source) {
        int before = problems.list().size();
        List<YamlNode> documents = YamlReader.read(source, problems);
        if (problems.list().size() > before) {
            return Optional.empty();
        }
        if (documents.size() != 1 || !(documents.get(0) instanceof YamlMapping mapping)) {
            problems.add(source.place(), "a file of the catalogue has one detection", "");
            return Optional.empty();
        }
        Section section = Section.of(mapping, KEYS, problems);
        String id = text(section, "id", "[a-z0-9]+(-[a-z0-9]+)*");
        String title = text(section, "title", "[^.]+");
        List<Pack> packs = texts(section, "packs").stream()
                .flatMap(text -> section.value(text, DetectionReader::pack).stream())
                .toList();
        AuditLevel level = section.value("level", DetectionReader::level).orElse(AuditLevel.METADATA);
        TEXTS.forEach(key -> section.needs(key, "every detection has one"));
        QueryReader.Definition query = QueryReader.ofDetections(problems).read(section);
        Map<String, YamlScalar> annotations = new LinkedHashMap<>();
        Rule.NEEDED_ANNOTATIONS.forEach(
                key -> section.scalar(key).ifPresent(annotation -> annotations.put(key, annotation)));
        RuleSettings settings = new RuleSettings(section, new Places()).annotated(annotations);
        DetectionDefinition.Guide guide = guide(section);
        List<YamlNode> scenarios = section.list("scenarios");
        return problems.list().size() > before
                ? Optional.empty()
                : Optional.of(new DetectionDefinition(id, title, packs, level, guide, query, settings, scenarios));
    }

    private DetectionDefinition.Guide guide(Section section) {
        Map<String, List<String>> sources = new LinkedHashMap<>();
        section.section("sources", SOURCES)
                .ifPresent(sets ->
                        SOURCES.stream().filter(sets::has).forEach(set -> sources.put(set, plain(sets, set))));
        Optional<Section> evasions = section.section("evasions", List.of("closed", "open"));
        Optional<Section> prevent = section.section("prevent", List.of("verbs", "apiGroups", "resources", "how"));
        return new DetectionDefinition.Guide(
                value(section, "why"),
                texts(section, "attack").stream()
                        .flatMap(text -> section.value(text, DetectionReader::technique).stream())
                        .toList(),
                sources,
                section.items("falsePositives").stream()
                        .flatMap(node -> falsePositive(node).stream())
                        .toList(),
                evasions.map(each -> plain(each, "closed")).orElse(List.of()),
                evasions.map(each -> plain(each, "open")).orElse(List.of()),
                value(section, "investigate"),
                value(section, "respond"),
                new DetectionDefinition.Prevention(
                        prevent.map(each -> plain(each, "verbs")).orElse(List.of()),
                        prevent.map(each -> plain(each, "apiGroups")).orElse(List.of()),
                        prevent.map(each -> plain(each, "resources")).orElse(List.of()),
                        prevent.map(each -> value(each, "how")).orElse("")));
    }

    private Optional<DetectionDefinition.FalsePositive> falsePositive(YamlNode node) {
        return Section.of(node, List.of("name", "what", "except"), problems)
                .filter(section -> section.needs("what", "say what is found and harmless"))
                .filter(section -> !section.has("except") || section.needs("name", "an exception needs a name"))
                .map(section -> new DetectionDefinition.FalsePositive(
                        value(section, "name"),
                        value(section, "what"),
                        section.node("except")
                                .flatMap(condition -> new ConditionReader(problems, new Places()).read(condition))));
    }

    private String text(Section section, String key, String form) {
        section.needs(key, "every detection has one");
        return section.value(key, text -> {
                    if (!text.matches(form)) {
                        throw new IllegalValueException(
                                "\"" + text + "\" cannot be a" + (key.equals("id") ? "n id" : " " + key), "");
                    }
                    return text;
                })
                .orElse("");
    }

    private static String value(Section section, String key) {
        return section.has(key) ? section.value(key, text -> text.strip()).orElse("") : "";
    }

    private static List<YamlScalar> texts(Section section, String key) {
        return section.items(key).stream()
                .flatMap(node -> section.scalar(node).stream())
                .toList();
    }

    private static List<String> plain(Section section, String key) {
        return texts(section, key).stream().map(YamlScalar::text).toList();
    }

    private static Pack pack(String text) {
        return Pack.find(text)
                .orElseThrow(() ->
                        new IllegalValueException("\"" + text + "\" is not a pack", Suggestion.of(text, Pack.names())));
    }

    private static AuditLevel level(String text) {
        return Arrays.stream(AuditLevel.values())
                .filter(level -> level.toString().equals(text))
                .findFirst()
                .orElseThrow(() -> new IllegalValueException("\"" + text + "\" is not an audit level", ""));
    }

    private static String technique(String text) {
        if (!text.matches("T[0-9]{4}(\\.[0-9]{3})?")) {
            throw new IllegalValueException("\"" + text + "\" is not the id of a technique", "such as T1552.007");
        }
        return text;
    }
}
