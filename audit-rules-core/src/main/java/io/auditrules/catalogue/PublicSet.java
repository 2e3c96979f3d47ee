package io.auditrules.catalogue;

import io.auditrules.definition.DetectionDefinition;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** A public set of rules for the audit log, all of whose rules are known by name. */
enum PublicSet {
    FALCO("falco", "Falco", "falcosecurity/plugins", "0b3cbd8d84"),
    SIGMA("sigma", "Sigma", "SigmaHQ/sigma", "8eaafff1f2"),
    PANTHER("panther", "Panther", "panther-labs/panther-analysis", "daa10c8885"),
    ELASTIC("elastic", "Elastic", "elastic/detection-rules", "14cf530f0d"),
    STRATUS("stratus", "Stratus Red Team", "DataDog/stratus-red-team", "7c9a7a5a63");

    private final String key;
    private final String title;
    private final String repository;
    private final String commit;

    PublicSet(String key, String title, String repository, String commit) {
        this.key = key;
        this.title = title;
        this.repository = repository;
        this.commit = commit;
    }

    /**
     * A rule of a set; of Stratus, an attack.
     *
     * @param family the part of the set that it is in
     * @param notApplicable why the audit log cannot show it; empty if it can
     */
    record PublicRule(PublicSet set, String family, String name, String notApplicable) {
        boolean isApplicable() {
            return notApplicable.isEmpty();
        }

        /** The detections that look for the same. */
        List<DetectionDefinition> coveredBy(List<DetectionDefinition> detections) {
            return detections.stream()
                    .filter(detection -> set.namedBy(detection).contains(name))
                    .toList();
        }
    }

    private static final class Known {
        static final List<PublicRule> RULES = Resource.rows(Resource.text("public-rules.tsv"), 4).stream()
                .map(row -> new PublicRule(of(row.get(0)), row.get(1), row.get(2), row.get(3)))
                .toList();

        private static PublicSet of(String key) {
            return Arrays.stream(values())
                    .filter(set -> set.key.equals(key))
                    .findFirst()
                    .orElseThrow(() -> new IllegalStateException("there is no set " + key));
        }
    }

    /** What a detection's {@code sources} call it. */
    String key() {
        return key;
    }

    String title() {
        return title;
    }

    String address() {
        return "https://github.com/" + repository;
    }

    /** The state of it that the names are from. */
    String commit() {
        return commit;
    }

    /** Its rules, those of a family together. */
    List<PublicRule> rules() {
        return Known.RULES.stream().filter(rule -> rule.set() == this).toList();
    }

    /** The names of the families, in order. */
    List<String> families() {
        return rules().stream().map(PublicRule::family).distinct().toList();
    }

    List<PublicRule> rules(String family) {
        return rules().stream().filter(rule -> rule.family().equals(family)).toList();
    }

    /** The rules of this set that look for the same as a detection, as it says itself. */
    List<String> namedBy(DetectionDefinition detection) {
        return Optional.ofNullable(detection.guide().sources().get(key)).orElse(List.of());
    }
}
