package io.auditrules.catalogue;

import io.auditrules.catalogue.PublicSet.PublicRule;
import io.auditrules.definition.DetectionDefinition;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * How far a part of a public set is covered.
 *
 * @param rules each rule with the detections that look for the same
 */
record SetCoverage(Map<PublicRule, List<DetectionDefinition>> rules) {
    SetCoverage {
        rules = Collections.unmodifiableMap(new LinkedHashMap<>(rules));
    }

    static SetCoverage of(PublicSet set, String family, List<DetectionDefinition> detections) {
        Map<PublicRule, List<DetectionDefinition>> rules = new LinkedHashMap<>();
        set.rules(family).forEach(rule -> rules.put(rule, rule.coveredBy(detections)));
        return new SetCoverage(rules);
    }

    /** How many are covered, of those that can be. */
    int covered() {
        return (int) rules.entrySet().stream()
                .filter(entry ->
                        entry.getKey().isApplicable() && !entry.getValue().isEmpty())
                .count();
    }

    int applicable() {
        return (int) rules.keySet().stream().filter(PublicRule::isApplicable).count();
    }

    int notApplicable() {
        return rules.size() - applicable();
    }
}
