package io.auditrules.catalogue;

import io.auditrules.alert.Alert;
import io.auditrules.alert.AlertingGroup;
import io.auditrules.alert.AlertingRule;
import io.auditrules.alert.Evaluation;
import io.auditrules.alert.Health;
import io.auditrules.alert.RuleHistory;
import io.auditrules.alert.Ruler;
import io.auditrules.alert.RulerSettings;
import io.auditrules.event.Labels;
import io.auditrules.event.Log;
import io.auditrules.logql.Metric;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * Counts what rules raise on a log in which nothing is wrong. All of them are evaluated every minute, as Loki's ruler does,
 * in one pass over the log.
 */
final class FalseAlerts {
    private static final Duration INTERVAL = Duration.ofMinutes(1);

    private FalseAlerts() {}

    /**
     * What one rule has raised.
     *
     * @param id of the rule: what it calls its alerts
     * @param alerts those that fired, each once however often it did
     * @param times how often one began to fire
     * @param failures how evaluations failed, each kind once; a rule that fails raises nothing, which is not the same as being
     *     quiet
     */
    record Raised(String id, Set<Labels> alerts, int times, List<Health> failures) {
        Raised {
            failures = List.copyOf(failures);
        }

        /** Whether the rule was evaluated each time, and never fired. */
        boolean isQuiet() {
            return alerts.isEmpty() && failures.isEmpty();
        }
    }

    /** A rule that fires at once, of an expression alone. */
    static AlertingRule rule(String id, Metric expr) {
        return new AlertingRule(id, expr, Duration.ZERO, Map.of(), Map.of());
    }

    /** On a quiet day; in the order of the rules. */
    static List<Raised> of(List<AlertingRule> rules, QuietDay day) {
        return of(rules, day, QuietDay.START, QuietDay.END);
    }

    /**
     * On any log; in the order of the rules.
     *
     * @param start of the first evaluation
     * @param end of the last at the latest
     */
    static List<Raised> of(List<AlertingRule> rules, Log log, Instant start, Instant end) {
        AlertingGroup group = new AlertingGroup("quiet", INTERVAL, 0, rules);
        return new Ruler(RulerSettings.DEFAULT)
                .evaluate(group, group.ticks(start, end), log).stream()
                        .map(FalseAlerts::raised)
                        .toList();
    }

    private static Raised raised(RuleHistory history) {
        Set<Labels> alerts = new TreeSet<>();
        Set<String> known = new TreeSet<>();
        List<Health> failures = history.evaluations().stream()
                .map(Evaluation::health)
                .filter(health -> !health.isOk() && known.add(health.kind().toString()))
                .toList();
        int times = 0;
        for (Evaluation evaluation : history.evaluations()) {
            for (Alert alert : evaluation.alerts()) {
                boolean fires = alert.state() == Alert.State.FIRING;
                alerts.addAll(fires ? Set.of(alert.labels()) : Set.of());
                times += fires && alert.firedAt().orElseThrow().equals(evaluation.at()) ? 1 : 0;
            }
        }
        return new Raised(history.rule().alert(), alerts, times, failures);
    }
}
