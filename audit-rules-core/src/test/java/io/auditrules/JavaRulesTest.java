package io.auditrules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.auditrules.alertmanager.AlertmanagerFile;
import io.auditrules.alertmanager.AlertmanagerSecret;
import io.auditrules.alertmanager.InhibitRule;
import io.auditrules.alertmanager.Matcher;
import io.auditrules.alertmanager.Placement;
import io.auditrules.alertmanager.Receiver;
import io.auditrules.alertmanager.Route;
import io.auditrules.alertmanager.Routing;
import io.auditrules.alertmanager.RoutingPlan;
import io.auditrules.alertmanager.Settings;
import io.auditrules.alertmanager.TimeInterval;
import io.auditrules.alertmanager.TimePeriod;
import io.auditrules.diagnostic.ProblemsException;
import io.auditrules.diagnostic.Source;
import io.auditrules.golden.GoldenCase;
import io.auditrules.rule.By;
import io.auditrules.rule.Condition;
import io.auditrules.rule.Field;
import io.auditrules.rule.Limits;
import io.auditrules.rule.LineFilter;
import io.auditrules.rule.Platform;
import io.auditrules.rule.Rule;
import io.auditrules.rule.RuleGroup;
import io.auditrules.rule.RuleSet;
import io.auditrules.rule.Severity;
import io.auditrules.rule.Target;
import io.auditrules.rule.Threshold;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class JavaRulesTest {
    private final GoldenCase everything = GoldenCase.all("render").stream()
            .filter(golden -> golden.toString().equals("render/everything"))
            .findFirst()
            .orElseThrow();

    /** The twin of golden/render/everything, which says everything that YAML can say. */
    @Test
    void javaSaysWhatYamlSaysAndGivesTheSameManifests() {
        AuditRules java = AuditRules.definedIn(JavaRulesTest.class)
                .platform(platform())
                .rules(RuleSet.named("everything")
                        .label("a", "b")
                        .annotation("c", "d")
                        .layout(RuleSet.Layout.OBJECT_PER_GROUP)
                        .group(RuleGroup.of("fields", fields()).every(Duration.ofSeconds(30)))
                        .group(RuleGroup.of("logql", pipeline(), expression(), disabled()))
                        .build())
                .routing(RoutingPlan.of(routing())
                        .mergedInto(
                                new Source("existing", everything.read("existing/alertmanager.yaml")), Placement.last())
                        .writtenAs(
                                new AlertmanagerFile("alertmanager.yaml"), new AlertmanagerSecret("am", "monitoring")))
                .build();

        AuditRules yaml = AuditRules.read(everything.folder().resolve("definitions"), everything.folder());

        assertThat(withoutFirstLines(java)).isEqualTo(withoutFirstLines(yaml));
    }

    private static Platform platform() {
        return Platform.preset(Platform.Preset.OPENSHIFT_LOGGING)
                .selector("{log_type=\"audit\", log_source=\"kubeAPI\"}")
                .tenant("audit")
                .namespace("openshift-logging")
                .labels(Map.of("openshift.io/log-alerting", "true"))
                .annotations(Map.of("team", "security"))
                .loki("3.7")
                .operator("0.11")
                .limits(new Limits(1000, 1_000_000, Duration.ofMinutes(2)))
                .targets(Target.LOKI_OPERATOR, Target.LOKI_RULER, Target.PROMETHEUS_RULE)
                .build();
    }

    private static Rule fields() {
        return Rule.alert("Fields")
                .when(Condition.all(
                        Condition.all(
                                Condition.all(
                                        Field.RESOURCE.is("pods"),
                                        Field.SUBRESOURCE.isOneOf("exec", "attach"),
                                        Condition.not(Field.USER.like("system:node:*"))),
                                Condition.any(Field.USER_AGENT.matches("kubectl/.*"), Field.GROUPS.like("team:*")),
                                Field.NAMESPACE.isNot("kube-system")),
                        Field.DECISION.is("allow"),
                        Field.of("requestObject.spec.hostPID").is("true")))
                .line(LineFilter.contains("pods"))
                .line(LineFilter.containsNot("probe"))
                .line(LineFilter.matches("exec|attach"))
                .line(LineFilter.matchesNot("dry-?run"))
                .by(List.of(
                        By.field(Field.USER),
                        By.label("kubernetes_host"),
                        By.field(Field.of("requestObject.spec.nodeName"))))
                .threshold(Threshold.distinct(Field.NAME, Threshold.Operator.AT_LEAST, 3))
                .window(Duration.ofMinutes(15))
                .pending(Duration.ofMinutes(1))
                .severity(Severity.CRITICAL)
                .except(Field.USER.is("break-glass"))
                .label("team", "<% vars.team %>")
                .var("team", "platform")
                .annotation("summary", "<% alert %>")
                .annotation("description", "{{ $labels.user_username }} over <% window %>")
                .notify("slack")
                .notify("pager")
                .build();
    }

    private static Rule pipeline() {
        return Rule.alert("Pipeline")
                .pipeline("|~ \"/exec?\" | json")
                .by(Field.USER)
                .threshold(Threshold.rate(Threshold.Operator.ABOVE, 0.1))
                .annotation("summary", "s")
                .annotation("description", "d")
                .build();
    }

    private static Rule expression() {
        return Rule.alert("Expression")
                .expr("absent_over_time({log_type=\"audit\"}[15m])")
                .severity(Severity.INFO)
                .annotation("summary", "s")
                .annotation("description", "d")
                .notify("slack")
                .build();
    }

    private static Rule disabled() {
        return Rule.alert("Disabled")
                .enabled(false)
                .when(Field.VERB.is("delete"))
                .threshold(Threshold.events(Threshold.Operator.ABOVE, 5))
                .annotation("summary", "s")
                .annotation("description", "d")
                .build();
    }

    private static Routing routing() {
        return Routing.root(Route.to("slack")
                        .groupBy("alertname")
                        .groupWait(Duration.ofSeconds(10))
                        .groupInterval(Duration.ofMinutes(1))
                        .repeatInterval(Duration.ofHours(4))
                        .routes(Route.to("mail")
                                .matching(
                                        Matcher.equal("severity", "info"),
                                        Matcher.notEqual("team", "ops"),
                                        Matcher.regexp("alertname", "Pod.*"),
                                        Matcher.notRegexp("x", "y"))
                                .continues()
                                .mutedDuring("nights")
                                .activeDuring("nights")
                                .build())
                        .build())
                .global(Settings.with("smtp_smarthost", "mail:25").and("smtp_from", "audit@example.org"))
                .templates("/etc/alertmanager/audit/*.tmpl")
                .receivers(
                        Receiver.named("slack")
                                .slack(Settings.with("api_url_file", "/etc/alertmanager/secrets/audit-slack/url")
                                        .and("channel", "#audit")
                                        .and("send_resolved", true))
                                .build(),
                        Receiver.named("pager")
                                .pagerduty(Settings.with(
                                        "routing_key_file", "/etc/alertmanager/secrets/audit-pagerduty/key"))
                                .build(),
                        Receiver.named("mail")
                                .email(Settings.with("to", "audit@example.org"))
                                .build())
                .inhibit(InhibitRule.when("severity = \"critical\"")
                        .mutes("severity = \"info\"")
                        .equal("user_username"))
                .timeIntervals(TimeInterval.named(
                        "nights",
                        TimePeriod.always()
                                .times("20:00", "24:00")
                                .weekdays("monday:friday")
                                .daysOfMonth("1:15")
                                .months("january:june")
                                .years("2026:2027")
                                .location("Europe/Berlin")))
                .build();
    }

    @Test
    void namesTheClassAsTheSourceOfTheManifests() {
        String manifest = AuditRules.definedIn(JavaRulesTest.class)
                .platform(platform())
                .rules(RuleSet.named("one").group(RuleGroup.of("g", pipeline())).build())
                .build()
                .manifests()
                .texts()
                .get("loki-operator/one.yaml");

        assertThat(manifest).startsWith("# Generated by audit-rules from io.auditrules.JavaRulesTest. ");
    }

    @Test
    void tellsWhatDoesNotFitTogether() {
        AuditRules rules = AuditRules.definedIn(JavaRulesTest.class)
                .rules(RuleSet.named("one")
                        .group(RuleGroup.of("g", expression(), expression()))
                        .build())
                .build();

        assertThatThrownBy(rules::manifests)
                .isInstanceOf(ProblemsException.class)
                .hasMessageContainingAll(
                        "io.auditrules.JavaRulesTest: no definition says where the audit log lies",
                        "a second alert is called \"Expression\"",
                        "the alert \"Expression\" notifies \"slack\", which is no receiver");
    }

    /** The first line names the source, which differs; the second is a checksum of the rest. */
    private static SortedMap<String, String> withoutFirstLines(AuditRules rules) {
        SortedMap<String, String> texts = new TreeMap<>(rules.manifests().texts());
        texts.replaceAll((path, text) -> text.substring(text.indexOf('\n') + 1));
        return texts;
    }
}
