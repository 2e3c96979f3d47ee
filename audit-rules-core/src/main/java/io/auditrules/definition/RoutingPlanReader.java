package io.auditrules.definition;

import io.auditrules.alertmanager.Routing;
import io.auditrules.alertmanager.RoutingOutput;
import io.auditrules.alertmanager.RoutingPlan;
import io.auditrules.alertmanager.RoutingReader;
import io.auditrules.diagnostic.Problems;
import io.auditrules.diagnostic.Source;
import io.auditrules.yaml.YamlMapping;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/** Reads documents of kind {@code Routing}: Alertmanager's own keys, and how the routing is written. */
final class RoutingPlanReader {
    /** Our own keys; all others are Alertmanager's. */
    static final List<String> KEYS = List.of("apiVersion", "kind", "outputs", "mergeInto");

    static final List<String> OUTPUT_KEYS = List.of("file", "secret", "alertmanagerConfig");
    static final List<String> SECRET_KEYS = List.of("name", "namespace", "key");
    static final List<String> CONFIG_KEYS = List.of("version", "name", "namespace");
    static final List<String> MERGE_KEYS = List.of("file", "before");

    private final Problems problems;
    private final Function<String, Optional<Source>> otherFiles;

    RoutingPlanReader(Problems problems, Function<String, Optional<Source>> otherFiles) {
        this.problems = problems;
        this.otherFiles = otherFiles;
    }

    /** The plan in a document; empty if there is a problem in it. */
    Optional<RoutingPlan> read(YamlMapping document, Source source) {
        Problems notes = new Problems();
        Optional<Routing> routing = RoutingReader.read(document, Set.copyOf(KEYS), problems, notes);
        List<RoutingOutput> outputs = new ArrayList<>();
        return routing.map(RoutingPlan::of);
    }
}
