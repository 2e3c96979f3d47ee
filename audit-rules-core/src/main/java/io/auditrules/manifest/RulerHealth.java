package io.auditrules.manifest;

import io.auditrules.rule.Platform;
import io.auditrules.rule.Rule;
import io.auditrules.rule.RuleGroup;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Alerts of a Prometheus on Loki's ruler, which cannot tell of its own failures: a {@code PrometheusRule}
 * ({@code monitoring.coreos.com/v1}). Metrics and their labels are as Loki 3.7.6 has them: {@code rule_group} is the path
 * of the rule file, a semicolon and the group, {@code user} is the tenant. A ruler that cannot read one of its rule files
 * goes on with the rules that it had and says so in its log only; that is seen here by the number of rules.
 */
public final class RulerHealth {
    /** Names object and file. */
    public static final String NAME = "audit-ruler-health";

    private static final Pattern OF_A_REGEX = Pattern.compile("[\\\\.+*?()|\\[\\]{}^$]");

    private final Platform platform;
    private final List<RuleGroup> groups;

    private RulerHealth(Platform platform, List<RuleGroup> groups) {
        this.platform = platform;
        this.groups = groups;
    }

    /**
     * The object.
     *
     * @param platform whose Loki is watched
     * @param groups that the ruler must have loaded; rules that are not enabled do not count
     */
    public static Manifest of(Platform platform, List<RuleGroup> groups) {
        return new RulerHealth(platform, groups).manifest();
    }

    private Manifest manifest() {
        Map<String, Object> metadata = new LinkedHashMap<>();
        metadata.put("name", NAME);
        metadata.put("namespace", platform.namespace());
        if (!platform.metrics().labels().isEmpty()) {
            metadata.put("labels", platform.metrics().labels());
        }
        if (!platform.annotations().isEmpty()) {
            metadata.put("annotations", platform.annotations());
        }
        Map<String, Object> group = new LinkedHashMap<>();
        group.put("name", NAME);
        group.put("interval", "1m");
        group.put("rules", rules());
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("apiVersion", "monitoring.coreos.com/v1");
        document.put("kind", "PrometheusRule");
        document.put("metadata", metadata);
        document.put("spec", Map.of("groups", List.of(group)));
        return new Manifest("prometheus/" + NAME + ".yaml", document, true);
    }

    private List<Map<String, Object>> rules() {
        List<Map<String, Object>> rules = new ArrayList<>();
        List<RuleGroup> loaded =
                groups.stream().filter(group -> enabled(group) > 0).toList();
        if (!loaded.isEmpty()) {
            rules.add(missing(loaded));
        }
        rules.add(failing());
        rules.add(late());
        rules.add(undelivered());
        rules.add(discarded());
        return rules;
    }

    private static long enabled(RuleGroup group) {
        return group.rules().stream().filter(Rule::enabled).count();
    }

    private Map<String, Object> missing(List<RuleGroup> loaded) {
        long rules = loaded.stream().mapToLong(RulerHealth::enabled).sum();
        String ours = quoted(loaded.stream()
                .map(group -> OF_A_REGEX.matcher(group.name()).replaceAll("\\\\$0"))
                .collect(Collectors.joining("|", ".+;(", ")")));
        String series = metric("prometheus_rule_group_rules") + "{" + tenant() + ",rule_group=~" + ours + "}";
        return alert(
                "AuditRulerRulesMissing",
                // The same group may be loaded from two files, and by two rulers while they hand it over.
                "(\n  sum(max by (group) (label_replace(\n    " + series + ",\n    \"group\", \"$1\", \"rule_group\", "
                        + ours + "\n  )))\n  or vector(0)\n) < " + rules + "\n",
                "15m",
                "critical",
                "Loki's ruler has {{ $value }} of the " + rules + " audit rules",
                "Rules that are not loaded never fire. If there are none at all, see that rulers run and that Prometheus"
                        + " scrapes them. Otherwise look into the ruler's log for a rule file that it cannot read: one keeps"
                        + " the rules of all tenants from being renewed. With the Loki Operator, see that the LokiStack"
                        + " selects the AlertingRule objects by their labels.");
    }

    private Map<String, Object> failing() {
        return alert(
                "AuditRulerRuleFails",
                "sum by (rule_group) (\n  increase(" + metric("prometheus_rule_evaluation_failures_total") + "{"
                        + tenant() + "}[10m])\n) > 0\n",
                "0s",
                "warning",
                "Rules of {{ $labels.rule_group }} cannot be evaluated",
                "A rule that fails does not fire, and an alert that was firing is taken to be over. Ask the ruler which rule"
                        + " it is: GET /prometheus/api/v1/rules has its lastError. Frequent ones are a line that json cannot"
                        + " read (end the parser stage with | __error__=\"\"), more than max_query_series series (group by"
                        + " fewer labels) and query_timeout (add a line filter, shorten the window).");
    }

    private Map<String, Object> late() {
        return alert(
                "AuditRulerTooSlow",
                "sum by (rule_group) (\n  increase(" + metric("prometheus_rule_group_iterations_missed_total") + "{"
                        + tenant() + "}[30m])\n) > 0\n",
                "0s",
                "warning",
                "Evaluations of {{ $labels.rule_group }} were left out",
                "The group takes longer than its interval, and what was left out is not made up for: events whose whole"
                        + " window passes meanwhile are never seen. Make its queries cheaper, split it, give it a longer"
                        + " interval with windows of at least twice that, or give the ruler more to run on.");
    }

    private Map<String, Object> undelivered() {
        return alert(
                "AuditRulerAlertsLost",
                // Each Alertmanager of a cluster counts apart: alerts are lost if all of them refused some.
                "min(sum by (alertmanager) (increase(" + metric("prometheus_notifications_dropped_total") + "{"
                        + tenant()
                        + "}[10m]))) > 0\nor\nmax(" + metric("prometheus_notifications_alertmanagers_discovered") + "{"
                        + tenant() + "}) < 1\n",
                "0s",
                "critical",
                "Audit alerts do not reach Alertmanager",
                "Nobody is told of what the rules find. Look into the ruler's log for why Alertmanager cannot be reached or"
                        + " refuses alerts, and at alertmanager_url of the ruler or at the RulerConfig object.");
    }

    private Map<String, Object> discarded() {
        // Counted from the first line of its kind on, which increase alone does not see. Always under the name loki.
        String lines = "loki_discarded_samples_total{tenant=" + quoted(platform.tenant()) + "}";
        return alert(
                "AuditLogLinesDiscarded",
                "sum by (reason) (increase(" + lines + "[15m])) > 0\nor\nsum by (reason) (" + lines + " unless " + lines
                        + " offset 15m) > 0\n",
                "0s",
                "warning",
                "Loki discards lines of the audit log: {{ $labels.reason }}",
                "No rule sees them. line_too_long are events with a large body: raise max_line_size, or record or forward"
                        + " less of a request. rate_limited and per_stream_rate_limit are more lines than the tenant may"
                        + " send; greater_than_max_sample_age came too late.");
    }

    private String metric(String name) {
        return platform.metrics().prefix() + "_" + name;
    }

    private String tenant() {
        return "user=" + quoted(platform.tenant());
    }

    /** A string of PromQL. */
    private static String quoted(String text) {
        return "\"" + text.replace("\\", "\\\\").replace("\"", "\\\"") + "\"";
    }

    private Map<String, Object> alert(
            String name, String expr, String pending, String severity, String summary, String description) {
        Map<String, String> annotations = new LinkedHashMap<>();
        annotations.put("summary", summary);
        annotations.put("description", description);
        platform.links().runbooks().ifPresent(base -> annotations.put("runbook_url", base + "/" + name));
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("alert", name);
        document.put("expr", expr);
        document.put("for", pending);
        document.put("labels", Map.of("severity", severity));
        document.put("annotations", annotations);
        return document;
    }
}
