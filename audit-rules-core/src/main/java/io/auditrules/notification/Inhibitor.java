package io.auditrules.notification;

import io.auditrules.alertmanager.InhibitRule;
import io.auditrules.alertmanager.Matcher;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Which alerts are silenced by others ({@code inhibit} in Alertmanager 0.25). From 0.30 on a rule remembers only one
 * silencing alert for each set of {@code equal} labels, so that an alert may be told though a second one still fires.
 */
final class Inhibitor {
    private final List<Sources> rules;

    Inhibitor(List<InhibitRule> rules) {
        this.rules = rules.stream().map(Sources::new).toList();
    }

    void see(Alert alert) {
        rules.forEach(rule -> rule.see(alert));
    }

    /** The labels of an alert that silences this one. */
    Optional<Map<String, String>> inhibiting(Map<String, String> labels, Instant now) {
        return rules.stream()
                .flatMap(rule -> rule.inhibiting(labels, now).stream())
                .findFirst();
    }

    /** A rule with the alerts that it makes silence others. */
    private static final class Sources {
        private final InhibitRule rule;
        private final Map<Map<String, String>, Alert> alerts = new LinkedHashMap<>();

        Sources(InhibitRule rule) {
            this.rule = rule;
        }

        void see(Alert alert) {
            if (matches(rule.source(), alert.labels())) {
                alerts.put(alert.labels(), alert);
            }
        }

        Optional<Map<String, String>> inhibiting(Map<String, String> labels, Instant now) {
            if (!matches(rule.target(), labels)) {
                return Optional.empty();
            }
            // Alerts that are both source and target do not silence each other, nor themselves.
            boolean isSource = matches(rule.source(), labels);
            return alerts.values().stream()
                    .filter(alert -> !alert.isResolvedAt(now))
                    .map(Alert::labels)
                    .filter(source -> rule.equalLabels().stream()
                            .allMatch(name -> source.getOrDefault(name, "").equals(labels.getOrDefault(name, ""))))
                    .filter(source -> !(isSource && matches(rule.target(), source)))
                    .findFirst();
        }

        private static boolean matches(List<Matcher> matchers, Map<String, String> labels) {
            return matchers.stream().allMatch(matcher -> matcher.matches(labels));
        }
    }
}
