package io.auditrules.definition;

import io.auditrules.alertmanager.AlertmanagerConfig;
import io.auditrules.alertmanager.AlertmanagerFile;
import io.auditrules.alertmanager.AlertmanagerSecret;
import io.auditrules.alertmanager.Placement;
import io.auditrules.alertmanager.Routing;
import io.auditrules.alertmanager.RoutingOutput;
import io.auditrules.alertmanager.RoutingPlan;
import io.auditrules.alertmanager.RoutingReader;
import io.auditrules.diagnostic.IllegalValueException;
import io.auditrules.diagnostic.Places;
import io.auditrules.diagnostic.Problems;
import io.auditrules.diagnostic.Source;
import io.auditrules.rule.RuleSet;
import io.auditrules.yaml.Section;
import io.auditrules.yaml.YamlMapping;
import io.auditrules.yaml.YamlNode;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** Reads documents of kind {@code Routing}: Alertmanager's own keys, and how the routing is written. */
final class RoutingPlanReader {
    /** Our own keys; all others are Alertmanager's. */
    static final List<String> KEYS = List.of("apiVersion", "kind", "outputs", "mergeInto");

    static final List<String> OUTPUT_KEYS = List.of("file", "secret", "alertmanagerConfig");
    static final List<String> SECRET_KEYS = List.of("name", "namespace");
    static final List<String> CONFIG_KEYS = List.of("version", "name", "namespace", "labels");
    static final List<String> MERGE_KEYS = List.of("file", "before", "at");

    private final Places places;
    private final Problems problems;
    private final Problems notes;
    private final Function<String, Optional<Source>> otherFiles;

    RoutingPlanReader(Places places, Problems problems, Problems notes, Function<String, Optional<Source>> otherFiles) {
        this.places = places;
        this.problems = problems;
        this.notes = notes;
        this.otherFiles = otherFiles;
    }

    /** The plan in a document; empty if there is a problem in it. */
    Optional<RoutingPlan> read(YamlMapping document, Source source) {
        Optional<Routing> routing = RoutingReader.read(document, new LinkedHashSet<>(KEYS), places, problems, notes);
        // Only our own keys, as the routing's reader has told of those that nobody knows.
        Section section = Section.of(
                new YamlMapping(
                        document.entries().stream()
                                .filter(entry -> KEYS.contains(entry.key().text()))
                                .toList(),
                        document.place()),
                KEYS,
                problems);
        RoutingOutput[] outputs = section.list("outputs").stream()
                .flatMap(node -> output(node).stream())
                .toArray(RoutingOutput[]::new);
        Optional<Section> merge = section.section("mergeInto", MERGE_KEYS);
        Optional<Source> existing = merge.flatMap(keys -> existing(keys, source));
        Optional<Placement> placement = merge.flatMap(this::placement);
        return routing.map(RoutingPlan::of)
                .map(plan -> outputs.length == 0 ? plan : plan.writtenAs(outputs))
                .map(plan -> existing.isPresent() && placement.isPresent()
                        ? plan.mergedInto(existing.get(), placement.get())
                        : plan);
    }

    private Optional<RoutingOutput> output(YamlNode node) {
        Optional<Section> read = Section.of(node, OUTPUT_KEYS, problems);
        if (read.isEmpty()) {
            return Optional.empty();
        }
        Section section = read.get();
        List<String> said = OUTPUT_KEYS.stream().filter(section::has).toList();
        if (said.size() != 1) {
            problems.add(
                    node.place(),
                    "an output has one form, not " + said.size(),
                    "legal keys: " + String.join(", ", OUTPUT_KEYS));
            return Optional.empty();
        }
        if (section.has("file")) {
            return section.value("file", AlertmanagerFile::new);
        }
        if (section.has("secret")) {
            AlertmanagerSecret usual = AlertmanagerSecret.openshift();
            return section.section("secret", SECRET_KEYS)
                    .map(keys -> new AlertmanagerSecret(
                            keys.value("name", Section.checked(RuleSet::checkName))
                                    .orElse(usual.name()),
                            keys.value("namespace", Section.checked(RuleSet::checkName))
                                    .orElse(usual.namespace())));
        }
        return section.section("alertmanagerConfig", CONFIG_KEYS).flatMap(this::config);
    }

    private Optional<RoutingOutput> config(Section keys) {
        keys.needs("name", "name the object");
        keys.needs("namespace", "say where the object lies");
        AlertmanagerConfig.Version version =
                keys.value("version", RoutingPlanReader::version).orElse(AlertmanagerConfig.Version.V1BETA1);
        Optional<String> name = keys.value("name", Section.checked(RuleSet::checkName));
        Optional<String> namespace = keys.value("namespace", Section.checked(RuleSet::checkName));
        Map<String, String> labels = Section.plain(keys.texts("labels", key -> {}));
        return name.isPresent() && namespace.isPresent()
                ? Optional.of(new AlertmanagerConfig(version, name.get(), namespace.get(), labels))
                : Optional.empty();
    }

    private static AlertmanagerConfig.Version version(String text) {
        return switch (text) {
            case "v1beta1" -> AlertmanagerConfig.Version.V1BETA1;
            case "v1alpha1" -> AlertmanagerConfig.Version.V1ALPHA1;
            default ->
                throw new IllegalValueException(
                        "\"" + text + "\" is not a version of AlertmanagerConfig", "legal here: v1beta1, v1alpha1");
        };
    }

    private Optional<Source> existing(Section keys, Source source) {
        if (!keys.needs("file", "name the alertmanager.yaml to merge into, relative to this file")) {
            return Optional.empty();
        }
        return keys.scalar("file").flatMap(path -> {
            Path folder =
                    Optional.ofNullable(Path.of(source.path()).getParent()).orElse(Path.of(""));
            return otherFiles.apply(folder.resolve(path.text()).normalize().toString());
        });
    }

    private Optional<Placement> placement(Section keys) {
        keys.excludes("at", List.of("before"), "say the place in one way");
        if (keys.has("at")) {
            return keys.value("at", text -> switch (text) {
                case "first" -> Placement.first();
                case "last" -> Placement.last();
                default ->
                    throw new IllegalValueException(
                            "\"" + text + "\" is not a place",
                            "legal here: first, last; or name a receiver with before");
            });
        }
        return keys.has("before") ? keys.value("before", Placement::before) : Optional.of(Placement.beforeCritical());
    }
}
