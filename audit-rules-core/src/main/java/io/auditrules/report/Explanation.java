package io.auditrules.report;

import io.auditrules.alert.Health;
import io.auditrules.alert.RuleHistory;
import io.auditrules.alertmanager.Routing;
import io.auditrules.notification.Notification;
import io.auditrules.notification.Withheld;
import io.auditrules.scenario.Since;
import io.auditrules.scenario.Site;
import io.auditrules.scenario.Verdict;
import io.auditrules.template.FloatText;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What came of a scenario step by step: what fired, the routes that it took, who was told and who was not. */
final class Explanation {
    private final Site site;
    private final Verdict verdict;
    private final Since since;
    private final List<String> lines = new ArrayList<>();

    Explanation(Site site, Verdict verdict) {
        this.site = site;
        this.verdict = verdict;
        this.since = new Since(verdict.outcome().start());
    }

    List<String> lines() {
        List<AlertLife> lives = AlertLife.of(verdict.outcome());
        lives.forEach(this::alert);
        if (lives.isEmpty()) {
            lines.add("no alert was pending or fired");
        }
        verdict.outcome().histories().forEach(this::health);
        verdict.outcome().notifications().forEach(this::told);
        verdict.outcome().withheld().forEach(this::notTold);
        return lines;
    }

    private void alert(AlertLife life) {
        lines.add(life.alert() + Words.labels(life.labels().asMap()) + " " + Words.times(life, since, "") + ", value "
                + FloatText.plain(life.value()));
        life.annotations().forEach((name, text) -> lines.add("  " + name + ": " + text));
        if (life.firedAt().isPresent()) {
            site.routing().ifPresent(routing -> routes(routing, life.labels().asMap()));
        }
    }

    private void routes(Routing routing, Map<String, String> labels) {
        routing.routesFor(labels).toString().lines().forEach(line -> lines.add("  " + line));
    }

    /** Each way in which the rule failed, once. */
    private void health(RuleHistory history) {
        Map<Health.Kind, String> failures = new LinkedHashMap<>();
        history.evaluations().stream()
                .filter(evaluation -> !evaluation.health().isOk())
                .forEach(evaluation -> failures.putIfAbsent(
                        evaluation.health().kind(), since.text(evaluation.at()) + ": " + evaluation.health()));
        failures.values().forEach(failure -> lines.add(history.rule().alert() + " failed, first at " + failure));
    }

    private void told(Notification notification) {
        lines.add("told at " + since.text(notification.at()) + ": " + notification.receiver() + " by "
                + notification.integration() + " (" + Words.occasion(notification) + "): "
                + Words.alerts(notification));
    }

    private void notTold(Withheld withheld) {
        lines.add("not told at " + since.text(withheld.at()) + ": " + withheld.receiver() + " of "
                + Words.name(withheld.labels()) + Words.labels(withheld.labels()) + ": "
                + Words.cause(withheld, verdict));
    }
}
