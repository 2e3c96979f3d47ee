package io.auditrules.catalogue;

import static org.assertj.core.api.Assertions.assertThat;

import io.auditrules.AuditRules;
import io.auditrules.alert.AlertingRule;
import io.auditrules.alert.Health;
import io.auditrules.catalogue.FalseAlerts.Raised;
import io.auditrules.diagnostic.Source;
import io.auditrules.event.Entry;
import io.auditrules.event.Labels;
import io.auditrules.logql.LogQl;
import io.auditrules.logql.Metric;
import io.auditrules.rule.AuditProfile;
import io.auditrules.scenario.Body;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What rules raise on a quiet day is counted as the ruler and Alertmanager would see it. */
class FalseAlertsTest {
    private static final QuietDay DAY = new QuietDay(1, AuditProfile.DEFAULT, Body.AUDIT);
    private static final Path EXAMPLE = Path.of("../examples/gitops-repo");
    private static final List<String> EXAMPLES =
            List.of("OcRshExecCommandDetected", "OcDebugCommandDetected", "PodAttach");
    private static final String EXEC =
            "sum by (user_username, objectRef_namespace) (count_over_time({log_type=\"audit\"}"
                    + " |= `\"exec\"` | json user_username=\"user.username\", objectRef_namespace=\"objectRef.namespace\","
                    + " sub=\"objectRef.subresource\", stage=\"stage\" | __error__=\"\" | sub=\"exec\" | stage=\"ResponseStarted\" [5m]))"
                    + " > 0";

    private static AlertingRule rule(String id, String expr) {
        return FalseAlerts.rule(id, (Metric) LogQl.parse(new Source(id, expr)));
    }

    private static List<AlertingRule> example() {
        return AuditRules.read(EXAMPLE.resolve("src/main/audit-rules"), EXAMPLE).site().groups().stream()
                .flatMap(group -> group.rules().stream())
                .filter(rule -> EXAMPLES.contains(rule.alert()))
                .toList();
    }

    @Test
    void countsTheAlertsOfEachRule() {
        List<AlertingRule> rules = new ArrayList<>(example());
        rules.add(rule("exec", EXEC));
        rules.add(
                rule(
                        "logins",
                        "sum by (person) (count_over_time({log_type=\"audit\"} |= `authentication.openshift.io/username` | json"
                                + " person=`annotations[\"authentication.openshift.io/username\"]` | __error__=\"\" [5m])) > 0"));
        rules.add(rule("silent", "absent_over_time({log_type=\"audit\"} |= `\"auditID\"` [15m])"));
        rules.add(rule(
                "unguarded", "sum by (verb) (count_over_time({log_type=\"audit\"} | json | verb!=\"get\" [5m])) > 0"));
        rules.add(rule(
                "names",
                "count_over_time({log_type=\"audit\"} | json id=\"auditID\" | __error__=\"\" | id!=\"\" [1m])"));

        List<Raised> raised = FalseAlerts.of(rules, DAY);

        assertThat(raised)
                .extracting(Raised::id)
                .containsExactly(
                        "OcRshExecCommandDetected",
                        "OcDebugCommandDetected",
                        "PodAttach",
                        "exec",
                        "logins",
                        "silent",
                        "unguarded",
                        "names");
        assertThat(of(raised, "PodAttach").isQuiet()).isTrue();
        assertThat(of(raised, "exec").isQuiet()).isTrue();
        assertThat(of(raised, "silent").isQuiet()).isTrue();
        assertThat(of(raised, "logins").alerts())
                .extracting(labels -> labels.get("person"))
                .containsExactly("alice", "bob", "carol", "dave");
        assertThat(of(raised, "logins").times()).isBetween(10, 40);
        // what a ruler cannot evaluate raises nothing, and is not quiet for that
        assertThat(of(raised, "unguarded").failures())
                .extracting(Health::kind)
                .containsExactly(Health.Kind.PIPELINE_ERROR);
        assertThat(of(raised, "unguarded").isQuiet()).isFalse();
        assertThat(of(raised, "names").isQuiet()).isFalse();
    }

    private static Raised of(List<Raised> raised, String id) {
        return raised.stream().filter(each -> each.id().equals(id)).findFirst().orElseThrow();
    }

    @Test
    void findsWhatIsPlanted() {
        List<Entry> planted = new ArrayList<>();
        for (int hour : List.of(3, 11, 12)) {
            planted.add(Entry.of(
                    QuietDay.START.plus(Duration.ofHours(hour)),
                    Labels.of("log_type", "audit"),
                    "{\"stage\":\"ResponseStarted\",\"verb\":\"get\",\"user\":{\"username\":\"eve\"},\"objectRef\":{\"resource\":\"pods\","
                            + "\"namespace\":\"shop\",\"name\":\"cart\",\"subresource\":\"exec\"}}"));
        }

        Raised exec = FalseAlerts.of(List.of(rule("exec", EXEC)), DAY.with(planted), QuietDay.START, QuietDay.END)
                .get(0);

        assertThat(exec.alerts())
                .containsExactly(Labels.of("alertname", "exec", "objectRef_namespace", "shop", "user_username", "eve"));
        assertThat(exec.times()).isEqualTo(3);
    }
}
