package io.auditrules.catalogue;

import io.auditrules.definition.DetectionDefinition;
import io.auditrules.definition.DetectionReader;
import io.auditrules.definition.Detections;
import io.auditrules.definition.Pack;
import io.auditrules.diagnostic.Problems;
import io.auditrules.diagnostic.Source;
import io.auditrules.rule.Rule;
import io.auditrules.rule.RuleGroup;
import io.auditrules.rule.RuleSet;
import java.util.List;
import java.util.Optional;

/** The detections that ship with us: a file each, named in {@code index.txt}, read when they are asked for. */
public final class Catalogue implements Detections {
    private static final String INDEX = "index.txt";

    private static final class Shipped {
        static final Catalogue CATALOGUE = load();
    }

    private final List<DetectionDefinition> detections;

    private Catalogue(List<DetectionDefinition> detections) {
        this.detections = List.copyOf(detections);
    }

    /** All detections of this version. */
    public static Detections shipped() {
        // Most projects with rules of their own never ask.
        return () -> Shipped.CATALOGUE.all();
    }

    /** The rules of the pack {@link Pack#ESSENTIAL}, where nothing else is said. */
    public static RuleSet essential() {
        return RuleSet.named("audit-" + Pack.ESSENTIAL)
                .group(RuleGroup.of(
                        "audit-" + Pack.ESSENTIAL,
                        shipped().of(Pack.ESSENTIAL).stream()
                                .map(detection -> detection.ruleOf(Pack.ESSENTIAL))
                                .toArray(Rule[]::new)))
                .build();
    }

    private static Catalogue load() {
        Problems problems = new Problems();
        DetectionReader reader = new DetectionReader(problems);
        List<DetectionDefinition> detections = Resource.text(INDEX)
                .lines()
                .map(path -> reader.read(new Source(path, Resource.text(path))))
                .flatMap(Optional::stream)
                .toList();
        problems.throwIfAny();
        return new Catalogue(detections);
    }

    @Override
    public List<DetectionDefinition> all() {
        return detections;
    }
}
