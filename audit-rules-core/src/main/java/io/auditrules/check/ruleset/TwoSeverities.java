package io.auditrules.check.ruleset;

import io.auditrules.check.About;
import io.auditrules.check.Check;
import io.auditrules.check.Findings;
import io.auditrules.check.PlacedRule;
import io.auditrules.check.QueryLabels;
import io.auditrules.check.Scene;
import io.auditrules.rulefile.FileRule;
import io.auditrules.rulefile.RuleFile;
import io.auditrules.yaml.YamlScalar;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Two severities of one alert, of which OpenShift's Alertmanager lets the worse silence the other. */
final class TwoSeverities implements Check {
    private static final About ABOUT = About.of("ruleset/two-severities");
    /** By these it tells which alerts silence which. */
    private static final Set<String> EQUAL = Set.of("namespace", "alertname", "tenantId", "severity");

    @Override
    public About about() {
        return ABOUT;
    }

    @Override
    public void check(Scene scene, Findings findings) {
        boolean inhibits = scene.routings().isEmpty()
                || scene.routings().stream()
                        .anyMatch(routing -> !routing.routing().inhibitRules().isEmpty());
        if (!inhibits) {
            return;
        }
        for (List<PlacedRule> kin : Kin.of(scene)) {
            Map<String, PlacedRule> first = new HashMap<>();
            for (PlacedRule rule : kin) {
                if (isOfPlatform(rule.file()) && hasMany(rule)) {
                    severity(rule)
                            .ifPresent(severity -> check(
                                    severity, first.computeIfAbsent(rule.rule().name(), name -> rule), findings));
                }
            }
        }
    }

    private static void check(YamlScalar severity, PlacedRule first, Findings findings) {
        String other = severity(first).map(YamlScalar::text).orElse("");
        if (!other.equals(severity.text())) {
            findings.add(
                    ABOUT,
                    severity.place(),
                    Kin.words(first) + " has the same name and the severity \"" + other + "\"");
        }
    }

    /** Alerts of applications may go to another Alertmanager. */
    private static boolean isOfPlatform(RuleFile file) {
        return file.format().isOfLokiOperator()
                && file.tenant()
                        .map(YamlScalar::text)
                        .filter(tenant -> !tenant.equals("application"))
                        .isPresent();
    }

    private static Optional<YamlScalar> severity(PlacedRule rule) {
        return Optional.ofNullable(rule.rule().labels().get("severity"))
                .filter(entry -> !entry.isTemplate())
                .map(FileRule.Entry::value);
    }

    /** Whether one alert of the rule can be silenced for what happened to another: where it has but one, that is as meant. */
    private static boolean hasMany(PlacedRule rule) {
        return rule.query()
                .flatMap(QueryLabels::of)
                .map(labels -> !EQUAL.containsAll(labels))
                .orElse(false);
    }
}
