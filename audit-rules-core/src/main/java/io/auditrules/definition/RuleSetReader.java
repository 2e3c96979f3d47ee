package io.auditrules.definition;

import io.auditrules.diagnostic.IllegalValueException;
import io.auditrules.diagnostic.Place;
import io.auditrules.diagnostic.Places;
import io.auditrules.diagnostic.Problems;
import io.auditrules.rule.Rule;
import io.auditrules.rule.RuleGroup;
import io.auditrules.rule.RuleSet;
import io.auditrules.text.IllegalTextException;
import io.auditrules.time.PrometheusDuration;
import io.auditrules.yaml.Section;
import io.auditrules.yaml.YamlMapping;
import io.auditrules.yaml.YamlNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Reads documents of kind {@code Rules}. */
final class RuleSetReader {
    private static final String KEEP_FIRING_FOR = "keep_firing_for";

    static final List<String> KEYS = List.of("apiVersion", "kind", "metadata", "objectPer", "defaults", "groups");
    static final List<String> METADATA_KEYS = List.of("name", "labels", "annotations");
    static final List<String> GROUP_KEYS = List.of("name", "interval", "limit", "defaults", "rules");
    static final List<String> RULE_KEYS = Stream.of(
                    List.of("alert", "enabled"), QueryReader.KEYS, RuleSettings.KEYS, List.of("scenarios"))
            .flatMap(List::stream)
            .toList();

    private final Problems problems;
    private final Places places;
    private final List<RuleScenario> scenarios;
    private final UseReader uses;

    /** @param scenarios gets those that stand in rules */
    RuleSetReader(Problems problems, Places places, List<RuleScenario> scenarios, Detections detections) {
        this.problems = problems;
        this.places = places;
        this.scenarios = scenarios;
        this.uses = new UseReader(problems, places, scenarios, detections);
    }

    /** The rule set in a document; empty if it has no legal name or no rule. */
    Optional<RuleSet> read(YamlMapping document, String nameOfFile) {
        Section section = Section.of(document, KEYS, problems);
        RuleSettings defaults =
                defaults(section, new RuleSettings(Section.of(emptyAt(document), List.of(), problems), places));
        Optional<Section> metadata = section.section("metadata", METADATA_KEYS);
        String name = metadata.flatMap(data -> data.value("name", Section.checked(RuleSet::checkName)))
                .orElse(nameOfFile);
        Map<String, String> labels = metadata.map(data -> Section.plain(data.texts("labels", key -> {})))
                .orElse(Map.of());
        Map<String, String> annotations = metadata.map(data -> Section.plain(data.texts("annotations", key -> {})))
                .orElse(Map.of());
        RuleSet.Layout layout =
                section.value("objectPer", RuleSetReader::layout).orElse(RuleSet.Layout.ONE_OBJECT);
        List<RuleGroup> groups = new ArrayList<>();
        if (section.needs("groups", "add a list of groups, each with a name and a list of rules")) {
            List<YamlNode> items = section.list("groups");
            if (items.isEmpty() && section.node("groups").orElseThrow().kind().equals("a list")) {
                problems.add(section.keyPlace("groups"), "there is no group", "add one with at least one rule");
            }
            uses.begin(items);
            items.forEach(item -> group(item, defaults).ifPresent(groups::add));
        }
        if (groups.isEmpty()) {
            return Optional.empty();
        }
        Optional<RuleSet> ruleSet = section.attempt(
                metadata.map(data -> data.keyPlace("name")).orElse(section.place()),
                () -> new RuleSet(name, labels, annotations, layout, groups));
        ruleSet.ifPresent(set -> places.put(set, section.place()));
        return ruleSet;
    }

    private static YamlMapping emptyAt(YamlMapping mapping) {
        return new YamlMapping(List.of(), mapping.place());
    }

    private RuleSettings defaults(Section section, RuleSettings below) {
        return section.section("defaults", RuleSettings.KEYS)
                .map(said -> new RuleSettings(said, places))
                .map(settings -> settings.over(below))
                .orElse(below);
    }

    private static RuleSet.Layout layout(String text) {
        return switch (text) {
            case "file" -> RuleSet.Layout.ONE_OBJECT;
            case "group" -> RuleSet.Layout.OBJECT_PER_GROUP;
            default ->
                throw new IllegalValueException(
                        "\"" + text + "\" is not a way to divide rules", "legal here: file, group");
        };
    }

    private Optional<RuleGroup> group(YamlNode node, RuleSettings fileDefaults) {
        Optional<Section> read = Section.of(node, GROUP_KEYS, problems);
        if (read.isEmpty()) {
            return Optional.empty();
        }
        Section section = read.get();
        RuleSettings defaults = defaults(section, fileDefaults);
        boolean named = section.needs("name", "give the group a name that is unique in the project");
        Optional<String> name = section.value("name", Section.checked(RuleGroup::checkName));
        Duration interval = section.value("interval", text -> {
                    Duration duration = new PrometheusDuration(text).toDuration();
                    RuleGroup.checkInterval(duration);
                    return duration;
                })
                .orElse(RuleGroup.DEFAULT_INTERVAL);
        int limit = section.value("limit", Section.wholeNumber(6)).orElse(0);
        List<Rule> rules = new ArrayList<>();
        if (section.needs("rules", "add a list of rules, each with an alert")) {
            List<YamlNode> items = section.list("rules");
            if (items.isEmpty() && section.node("rules").orElseThrow().kind().equals("a list")) {
                problems.add(section.keyPlace("rules"), "there is no rule", "add one, or delete the group");
            }
            items.forEach(item -> {
                if (UseReader.isUse(item)) {
                    rules.addAll(uses.read(item, defaults));
                } else {
                    rule(item, defaults).ifPresent(rules::add);
                }
            });
        }
        if (!named || name.isEmpty() || rules.isEmpty()) {
            return Optional.empty();
        }
        RuleGroup group = new RuleGroup(name.get(), interval, limit, rules);
        places.put(group, section.node("name").orElseThrow().place());
        return Optional.of(group);
    }

    private Optional<Rule> rule(YamlNode node, RuleSettings defaults) {
        int before = problems.list().size();
        Optional<Section> read = Section.of(withoutKeepFiringFor(node), RULE_KEYS, problems);
        if (read.isEmpty()) {
            return Optional.empty();
        }
        Section section = read.get();
        section.needs("alert", "give the alert a name that is unique in the project");
        Optional<String> alert = section.value("alert", Section.checked(Rule::checkAlert));
        // An expression says by what and over how long itself, so the defaults for that are not for it.
        RuleSettings below = section.has("expr") ? defaults.withoutMeasurement() : defaults;
        RuleSettings settings = new RuleSettings(section, places).over(below);
        Rule.Builder builder = Rule.alert(alert.orElse("Unnamed"));
        section.truth("enabled").ifPresent(builder::enabled);
        QueryReader.ofRules(problems, places).read(section).applyTo(builder);
        settings.applyTo(builder);
        settings.checkAnnotations(section);
        if (problems.list().size() > before) {
            settings.checkTexts(builder, problems);
            return Optional.empty();
        }
        YamlNode name = section.node("alert").orElseThrow();
        Optional<Rule> rule = build(builder, settings, name.place());
        rule.ifPresent(built -> {
            places.put(built, name.place());
            List.of("pipeline", "expr")
                    .forEach(key -> section.node(key)
                            .ifPresent(logql -> places.put(built.detection().query(), logql.place())));
            settings.place(built, places);
            section.node("notify").ifPresent(notify -> places.put(built.receivers(), notify.place()));
            section.list("scenarios").forEach(scenario -> scenarios.add(new RuleScenario(built, scenario)));
        });
        return rule;
    }

    /** Prometheus knows it; Loki (2.8 to 3.7, pkg/ruler/rulespb/compat.go) drops it without a word. */
    private YamlNode withoutKeepFiringFor(YamlNode node) {
        if (!(node instanceof YamlMapping mapping)
                || mapping.get(KEEP_FIRING_FOR).isEmpty()) {
            return node;
        }
        List<YamlMapping.Entry> others = new ArrayList<>();
        for (YamlMapping.Entry entry : mapping.entries()) {
            if (entry.key().text().equals(KEEP_FIRING_FOR)) {
                problems.add(
                        entry.key().place(),
                        "Loki does not support \"" + KEEP_FIRING_FOR + "\"",
                        "its ruler drops it, and the alert ends with its events; a longer window keeps it firing");
            } else {
                others.add(entry);
            }
        }
        return new YamlMapping(others, mapping.place());
    }

    private Optional<Rule> build(Rule.Builder builder, RuleSettings settings, Place place) {
        try {
            return Optional.of(builder.build());
        } catch (IllegalTextException e) {
            settings.checkTexts(builder, problems);
        } catch (IllegalValueException e) {
            problems.add(place, e);
        }
        return Optional.empty();
    }
}
