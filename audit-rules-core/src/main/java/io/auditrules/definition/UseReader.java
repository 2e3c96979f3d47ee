package io.auditrules.definition;

import io.auditrules.diagnostic.IllegalValueException;
import io.auditrules.diagnostic.Places;
import io.auditrules.diagnostic.Problem;
import io.auditrules.diagnostic.Problems;
import io.auditrules.diagnostic.Suggestion;
import io.auditrules.rule.Condition;
import io.auditrules.rule.Origin;
import io.auditrules.rule.Rule;
import io.auditrules.text.IllegalTextException;
import io.auditrules.yaml.Section;
import io.auditrules.yaml.YamlMapping;
import io.auditrules.yaml.YamlNode;
import io.auditrules.yaml.YamlScalar;
import io.auditrules.yaml.YamlSequence;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Reads items of a group that use a detection of the catalogue, or a whole pack. What the item says goes before what the
 * detection says, and that before the defaults of group and file; exceptions add up.
 */
final class UseReader {
    private static final String USE = "use";

    static final List<String> KEYS = Stream.of(
                    List.of(USE, "alert", "enabled", "without", "ignore"), RuleSettings.KEYS, List.of("scenarios"))
            .flatMap(List::stream)
            .toList();

    /** What an expression says itself. */
    private static final List<String> MEASUREMENT = List.of("by", "threshold", "topk", "window", "except");

    private final Problems problems;
    private final Places places;
    private final List<RuleScenario> scenarios;
    private final Detections detections;
    /** Those that are used by their own name in this document: packs leave them to that. */
    private final Set<String> named = new HashSet<>();
    /** Those that a pack brought: the next pack does not bring them again. */
    private final Set<String> used = new HashSet<>();

    UseReader(Problems problems, Places places, List<RuleScenario> scenarios, Detections detections) {
        this.problems = problems;
        this.places = places;
        this.scenarios = scenarios;
        this.detections = detections;
    }

    static boolean isUse(YamlNode item) {
        return item instanceof YamlMapping mapping && mapping.get(USE).isPresent();
    }

    /** Looks at the items of all groups, before they are read. */
    void begin(List<YamlNode> groups) {
        groups.stream()
                .flatMap(group -> items(group, "rules"))
                .filter(UseReader::isUse)
                .flatMap(item -> ((YamlMapping) item).get(USE).stream())
                .filter(YamlScalar.class::isInstance)
                .forEach(name -> named.add(((YamlScalar) name).text()));
    }

    private static Stream<YamlNode> items(YamlNode node, String key) {
        return node instanceof YamlMapping mapping
                ? mapping.get(key).stream()
                        .filter(YamlSequence.class::isInstance)
                        .flatMap(list -> ((YamlSequence) list).items().stream())
                : Stream.empty();
    }

    /** What an item says, read once however many detections it stands for. */
    private record Item(
            Section section,
            RuleSettings settings,
            RuleSettings defaults,
            Optional<Boolean> enabled,
            List<YamlScalar> ignored) {}

    /** The rules that an item stands for. */
    List<Rule> read(YamlNode node, RuleSettings defaults) {
        Section section = Section.of((YamlMapping) node, KEYS, problems);
        Optional<YamlScalar> name = section.scalar(USE);
        Item item = new Item(
                section,
                new RuleSettings(section, places),
                defaults,
                section.truth("enabled"),
                names(section, "ignore"));
        if (name.isEmpty()) {
            return List.of();
        }
        Optional<Pack> pack = Pack.find(name.get().text());
        if (pack.isPresent()) {
            return pack(item, pack.get());
        }
        Optional<DetectionDefinition> detection = detections.all().stream()
                .filter(each -> each.id().equals(name.get().text()))
                .findFirst();
        if (detection.isEmpty()) {
            List<String> known = Stream.concat(
                            Pack.names().stream(), detections.all().stream().map(DetectionDefinition::id))
                    .toList();
            problems.add(
                    name.get().place(),
                    "the catalogue has no \"" + name.get().text() + "\"",
                    Suggestion.nearest(name.get().text(), known)
                            .map(near -> "did you mean \"" + near + "\"?")
                            .orElse("\"mvn audit-rules:catalogue\" lists what there is"));
            return List.of();
        }
        section.node("without")
                .ifPresent(without -> problems.add(
                        section.keyPlace("without"),
                        "\"without\" is for packs",
                        "to keep a detection out, delete this item"));
        return detection(item, detection.get()).stream().toList();
    }

    private List<Rule> pack(Item item, Pack pack) {
        Section section = item.section();
        for (String one : List.of("alert", "by", "threshold", "scenarios")) {
            if (section.has(one)) {
                problems.add(
                        section.keyPlace(one),
                        "\"" + one + "\" cannot be said of a whole pack",
                        "use the detection that you mean by its name, in an item of its own");
            }
        }
        List<DetectionDefinition> members = detections.of(pack);
        Set<String> without = new LinkedHashSet<>();
        for (YamlScalar id : names(section, "without")) {
            if (members.stream().noneMatch(member -> member.id().equals(id.text()))) {
                problems.add(
                        id.place(),
                        "the pack \"" + pack + "\" has no \"" + id.text() + "\"",
                        Suggestion.of(
                                id.text(),
                                members.stream().map(DetectionDefinition::id).toList()));
            }
            without.add(id.text());
        }
        List<Rule> rules = new ArrayList<>();
        for (DetectionDefinition member : members) {
            if (!without.contains(member.id()) && !named.contains(member.id()) && used.add(member.id())) {
                rule(item, member, member.alert(), Optional.of(pack)).ifPresent(rules::add);
            }
        }
        checkIgnored(item, "no detection of the pack \"" + pack + "\" has an", members);
        return rules;
    }

    private Optional<Rule> detection(Item item, DetectionDefinition detection) {
        Section section = item.section();
        checkIgnored(item, "\"" + detection.id() + "\" has no", List.of(detection));
        if (saysWhatIsFixed(section, detection)) {
            return Optional.empty();
        }
        String alert = section.has("alert")
                ? section.value("alert", Section.checked(Rule::checkAlert)).orElse(detection.alert())
                : detection.alert();
        Optional<Rule> rule = rule(item, detection, alert, Optional.empty());
        rule.ifPresent(built ->
                section.list("scenarios").forEach(scenario -> scenarios.add(new RuleScenario(built, scenario))));
        return rule;
    }

    private static List<YamlScalar> names(Section section, String key) {
        return section.items(key).stream()
                .flatMap(node -> section.scalar(node).stream())
                .toList();
    }

    private static List<String> exceptionNames(DetectionDefinition detection) {
        return detection.guide().falsePositives().stream()
                .filter(known -> known.exception().isPresent())
                .map(DetectionDefinition.FalsePositive::name)
                .toList();
    }

    private void checkIgnored(Item item, String whoHasNo, List<DetectionDefinition> detections) {
        List<String> known = detections.stream()
                .flatMap(detection -> exceptionNames(detection).stream())
                .distinct()
                .sorted()
                .toList();
        for (YamlScalar name : item.ignored()) {
            if (!known.contains(name.text())) {
                problems.add(
                        name.place(),
                        whoHasNo + " exception called \"" + name.text() + "\"",
                        known.isEmpty()
                                ? "there is none; write under except what is not to count"
                                : Suggestion.of(name.text(), known));
            }
        }
    }

    /** Adds a problem for each key that could change nothing, as the detection is LogQL that is used as it is. */
    private boolean saysWhatIsFixed(Section section, DetectionDefinition detection) {
        List<String> fixed =
                detection.isExpression() ? MEASUREMENT : detection.isFixed() ? List.of("except") : List.of();
        List<String> said = fixed.stream().filter(section::has).toList();
        said.forEach(key -> problems.add(
                section.keyPlace(key),
                "\"" + key + "\" cannot be said of \"" + detection.id() + "\"",
                "its LogQL is used as it is; keep it out with enabled: false, and write a rule of your own"));
        return !said.isEmpty();
    }

    private Optional<Rule> rule(Item item, DetectionDefinition detection, String alert, Optional<Pack> pack) {
        Rule.Builder builder = detection.begin(alert, new Origin(detection.id(), pack.map(Pack::toString)));
        // Nothing can be added to LogQL that is used as it is; what defaults and packs say is meant for the others.
        RuleSettings own = detection.isExpression() ? item.settings().withoutMeasurement() : item.settings();
        RuleSettings general = detection.isExpression() ? item.defaults().withoutMeasurement() : item.defaults();
        RuleSettings all = own.over(detection.settings()).over(general);
        if (detection.isFixed()) {
            all = all.withoutExceptions();
        }
        item.enabled().ifPresent(builder::enabled);
        all.applyTo(builder);
        exceptions(item, detection).forEach(builder::except);
        Problems found = new Problems();
        all.checkTexts(builder, found);
        if (!found.isEmpty()) {
            // What is wrong with a text is wrong with it for each detection of a pack: it is told once.
            List<Problem> told = problems.list();
            found.list().stream().filter(problem -> !told.contains(problem)).forEach(problems::add);
            return Optional.empty();
        }
        try {
            Rule rule = builder.build();
            places.put(rule, item.section().node(USE).orElseThrow().place());
            item.section().node("notify").ifPresent(notify -> places.put(rule.receivers(), notify.place()));
            return Optional.of(rule);
        } catch (IllegalTextException e) {
            throw new AssertionError("checked before", e);
        } catch (IllegalValueException e) {
            problems.add(item.section().place(), e);
            return Optional.empty();
        }
    }

    private static List<Condition> exceptions(Item item, DetectionDefinition detection) {
        List<String> ignored = item.ignored().stream().map(YamlScalar::text).toList();
        return detection.guide().falsePositives().stream()
                .filter(known -> ignored.contains(known.name()))
                .flatMap(known -> known.exception().stream())
                .toList();
    }
}
