package io.auditrules.definition;

import io.auditrules.alertmanager.RoutingPlan;
import io.auditrules.diagnostic.Places;
import io.auditrules.diagnostic.Problems;
import io.auditrules.diagnostic.Source;
import io.auditrules.diagnostic.Sourced;
import io.auditrules.diagnostic.Suggestion;
import io.auditrules.rule.Platform;
import io.auditrules.rule.RuleSet;
import io.auditrules.yaml.YamlMapping;
import io.auditrules.yaml.YamlNode;
import io.auditrules.yaml.YamlReader;
import io.auditrules.yaml.YamlScalar;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;

/**
 * Reads definition files: YAML documents, each with {@code apiVersion} and {@code kind}, any number in a file.
 *
 * <p>What the files say is collected in this object; what is wrong with them goes to the {@link Problems}.
 */
public final class DefinitionReader {
    /** The only version so far. */
    public static final String API_VERSION = "auditrules.io/v1";

    /** A kind of document that is read elsewhere. */
    private static final String SCENARIOS = "Scenarios";

    static final List<String> KINDS = List.of("Platform", "Rules", "Routing");

    private final Problems problems;
    private final Problems notes;
    private final Places places = new Places();
    private final Function<String, Optional<Source>> otherFiles;
    private final Detections detections;
    private final List<Sourced<Platform>> platforms = new ArrayList<>();
    private final List<Sourced<RuleSet>> ruleSets = new ArrayList<>();
    private final List<Sourced<RoutingPlan>> routings = new ArrayList<>();
    private final List<RuleScenario> scenarios = new ArrayList<>();

    /**
     * Begins with nothing read.
     *
     * @param problems gets what is wrong
     * @param notes gets what works, but perhaps not as its author thinks
     * @param otherFiles gives the file at a path, named as sources are, that a definition refers to; one that cannot be
     *     read is its problem to tell
     * @param detections what rules can use by name
     */
    public DefinitionReader(
            Problems problems, Problems notes, Function<String, Optional<Source>> otherFiles, Detections detections) {
        this.problems = problems;
        this.notes = notes;
        this.otherFiles = otherFiles;
        this.detections = detections;
    }

    /** Reads one file. */
    public void read(Source source) {
        List<YamlNode> documents = YamlReader.read(source, problems);
        if (documents.isEmpty()
                && problems.list().stream().noneMatch(p -> p.place().source().equals(source))) {
            problems.add(
                    source.place(),
                    "the file is empty",
                    "delete it, or begin with apiVersion: " + API_VERSION + " and a kind");
        }
        documents.forEach(document -> read(document, source));
    }

    /** All platforms, in the order of the files; a project needs exactly one. */
    public List<Sourced<Platform>> platforms() {
        return platforms;
    }

    /** All rule sets, in the order of the files. */
    public List<Sourced<RuleSet>> ruleSets() {
        return ruleSets;
    }

    /** All routings, in the order of the files; a project has one at most. */
    public List<Sourced<RoutingPlan>> routings() {
        return routings;
    }

    /** All scenarios that stand in rules, in the order of the files. */
    public List<RuleScenario> scenarios() {
        return scenarios;
    }

    /** Where platforms, rule sets, groups, rules, lists of receivers, routings and the parts of these were written. */
    public Places places() {
        return places;
    }

    private void read(YamlNode document, Source source) {
        if (!(document instanceof YamlMapping mapping)) {
            problems.add(
                    document.place(),
                    document instanceof YamlScalar scalar && scalar.isNull()
                            ? "the document is empty"
                            : "a definition is a mapping, not " + document.kind(),
                    "begin with apiVersion: " + API_VERSION + " and kind: " + String.join(" | ", KINDS));
            return;
        }
        kind(mapping).ifPresent(kind -> {
            switch (kind) {
                case "Platform" ->
                    new PlatformReader(problems).read(mapping).ifPresent(platform -> {
                        platforms.add(new Sourced<>(platform, source));
                        places.put(platform, mapping.place());
                    });
                case "Rules" ->
                    new RuleSetReader(problems, places, scenarios, detections)
                            .read(mapping, nameOf(source))
                            .ifPresent(ruleSet -> ruleSets.add(new Sourced<>(ruleSet, source)));
                case "Routing" ->
                    new RoutingPlanReader(places, problems, notes, otherFiles)
                            .read(mapping, source)
                            .ifPresent(routing -> {
                                routings.add(new Sourced<>(routing, source));
                                places.put(routing, mapping.place());
                            });
                default -> throw new AssertionError(kind);
            }
        });
    }

    private Optional<String> kind(YamlMapping mapping) {
        String version = oneOf(mapping, "apiVersion", List.of(API_VERSION));
        String kind = oneOf(mapping, "kind", KINDS);
        return version.isEmpty() || kind.isEmpty() ? Optional.empty() : Optional.of(kind);
    }

    /** The value of a key that every definition has; empty if there is a problem with it. */
    private String oneOf(YamlMapping mapping, String key, List<String> legal) {
        Optional<YamlNode> value = mapping.get(key);
        if (value.isEmpty()) {
            problems.add(
                    mapping.place(),
                    "the key \"" + key + "\" is missing",
                    "every definition has one; legal values: " + String.join(", ", legal));
            return "";
        }
        String said = value.get() instanceof YamlScalar scalar
                ? scalar.text()
                : value.get().kind();
        if (!legal.contains(said)) {
            String advice = key.equals("kind") && said.equals(SCENARIOS)
                    ? "scenarios lie beside the definitions, not among them: move the file to src/test/audit-rules"
                    : Suggestion.of(said, legal);
            problems.add(value.get().place(), "unknown " + key + " \"" + said + "\"", advice);
            return "";
        }
        return said;
    }

    /** The file's name without folder and ending, as far as it can name an object. */
    private static String nameOf(Source source) {
        String file = source.path().substring(source.path().lastIndexOf('/') + 1);
        return file.replaceAll("\\.ya?ml$", "")
                .toLowerCase(Locale.ROOT)
                .replaceAll("[^a-z0-9.-]", "-")
                .replaceAll("^[.-]+|[.-]+$", "");
    }
}
