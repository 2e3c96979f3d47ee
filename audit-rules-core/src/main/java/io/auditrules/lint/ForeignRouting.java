package io.auditrules.lint;

import io.auditrules.alertmanager.AlertmanagerConfig;
import io.auditrules.alertmanager.AlertmanagerConfigReader;
import io.auditrules.alertmanager.Routing;
import io.auditrules.alertmanager.RoutingProblems;
import io.auditrules.alertmanager.RoutingProblems.Kind;
import io.auditrules.alertmanager.RoutingReader;
import io.auditrules.check.About;
import io.auditrules.check.Findings;
import io.auditrules.check.PlacedRouting;
import io.auditrules.check.PlacedRouting.Form;
import io.auditrules.diagnostic.Places;
import io.auditrules.yaml.YamlMapping;
import io.auditrules.yaml.YamlNode;
import io.auditrules.yaml.YamlScalar;
import io.auditrules.yaml.YamlSequence;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Routing that people have: configurations of Alertmanager, and objects from which the Prometheus Operator adds to one. */
final class ForeignRouting {
    /** What is said of each kind of problem, in the order of their pages. */
    private static final Map<Kind, About> ABOUTS = new EnumMap<>(Map.of(
            Kind.REFUSED, About.of("routing/refused"),
            Kind.SECRET_IN_CLEAR, About.of("routing/secret-in-clear"),
            Kind.PARSERS_DIFFER, About.of("routing/parsers-differ"),
            Kind.CLASSIC_ONLY, About.of("routing/classic-only"),
            Kind.OLD_FORM, About.of("routing/old-form"),
            Kind.UNCONDITIONAL, About.of("routing/unconditional"),
            Kind.NEVER_HOLDS, About.of("routing/interval-never-holds"),
            Kind.DROPPED, About.of("routing/dropped-key")));

    private final Findings findings;

    ForeignRouting(Findings findings) {
        this.findings = findings;
    }

    static List<About> abouts() {
        return List.copyOf(ABOUTS.values());
    }

    /** The routing in a document; empty if it is another kind of document. */
    Optional<PlacedRouting> read(YamlMapping document) {
        String kind = text(document, "kind").map(YamlScalar::text).orElse("");
        if (kind.isEmpty()) {
            return isConfiguration(document) ? Optional.of(configuration(document)) : Optional.empty();
        }
        String apiVersion = text(document, "apiVersion").map(YamlScalar::text).orElse("");
        return kind.equals("AlertmanagerConfig")
                ? Arrays.stream(AlertmanagerConfig.Version.values())
                        .filter(version -> version.apiVersion().equals(apiVersion))
                        .findFirst()
                        .map(version -> resource(document, version))
                : Optional.empty();
    }

    private static boolean isConfiguration(YamlMapping document) {
        return document.get("route").filter(YamlMapping.class::isInstance).isPresent()
                || (document.get("receivers")
                                .filter(YamlSequence.class::isInstance)
                                .isPresent()
                        && document.get("apiVersion").isEmpty());
    }

    private PlacedRouting configuration(YamlMapping document) {
        Places places = new Places();
        RoutingProblems problems = new RoutingProblems();
        Routing routing = RoutingReader.readAll(document, places, problems);
        tell(problems);
        return new PlacedRouting(
                Form.CONFIGURATION,
                routing,
                places,
                document.place(),
                problems.isWhole(),
                Optional.empty(),
                problems.of(Kind.UTF8_ONLY));
    }

    private PlacedRouting resource(YamlMapping document, AlertmanagerConfig.Version version) {
        Places places = new Places();
        RoutingProblems problems = new RoutingProblems();
        Routing routing = AlertmanagerConfigReader.read(document, version, places, problems);
        tell(problems);
        Optional<YamlScalar> namespace = document.get("metadata")
                .filter(YamlMapping.class::isInstance)
                .flatMap(metadata -> text((YamlMapping) metadata, "namespace"));
        return new PlacedRouting(
                Form.ALERTMANAGER_CONFIG,
                routing,
                places,
                document.place(),
                problems.isWhole(),
                namespace,
                problems.of(Kind.UTF8_ONLY));
    }

    private void tell(RoutingProblems problems) {
        ABOUTS.forEach((kind, about) -> problems.of(kind).forEach(problem -> findings.add(about, problem)));
    }

    private static Optional<YamlScalar> text(YamlMapping mapping, String key) {
        return mapping.get(key)
                .filter((YamlNode node) -> node instanceof YamlScalar scalar && !scalar.isNull())
                .map(YamlScalar.class::cast);
    }
}
