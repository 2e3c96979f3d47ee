package io.auditrules.alertmanager;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.auditrules.diagnostic.IllegalValueException;
import io.auditrules.diagnostic.Problems;
import io.auditrules.diagnostic.Source;
import io.auditrules.yaml.YamlMapping;
import io.auditrules.yaml.YamlReader;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class RoutingTest {
    private final Receiver fallback = Receiver.named("default").build();

    @Test
    void saysInJavaWhatYamlSays() {
        Routing built = Examples.audit();
        Problems problems = new Problems();
        YamlMapping mapping = (YamlMapping)
                YamlReader.read(new Source("a", Examples.AUDIT), problems).get(0);
        Optional<Routing> read = RoutingReader.read(mapping, Set.of(), problems, new Problems());

        assertThat(problems.list()).isEmpty();
        assertThat(built).hasToString(Examples.AUDIT);
        assertThat(read).contains(built);
    }

    @Test
    void readsTheOlderWordsAndWritesTheNewer() {
        Problems problems = new Problems();
        Problems notes = new Problems();
        String older = """
            apiVersion: ignored
            route:
              receiver: default
              routes:
                - match:
                    severity: critical
                    empty:
                  match_re:
                    namespace: openshift-.*
                  matchers:
                    - team=~"\\w+"
                  receiver: default
                  mute_time_intervals: [nights]
            receivers:
              - name: default
            inhibit_rules:
              - source_match: {severity: critical}
                target_match_re: {severity: warning|info}
            mute_time_intervals:
              - name: nights
                time_intervals:
                  - years: [2026]
            """;
        YamlMapping mapping =
                (YamlMapping) YamlReader.read(new Source("a", older), problems).get(0);

        Optional<Routing> read = RoutingReader.read(mapping, Set.of("apiVersion"), problems, notes);

        assertThat(problems.list()).isEmpty();
        assertThat(read).hasValueSatisfying(routing -> assertThat(routing).hasToString("""
            route:
              receiver: default
              routes:
                - matchers:
                    - severity = "critical"
                    - empty = ""
                    - namespace =~ "openshift-.*"
                    - team =~ "\\\\w+"
                  receiver: default
                  mute_time_intervals:
                    - nights
            receivers:
              - name: default
            inhibit_rules:
              - source_matchers:
                  - severity = "critical"
                target_matchers:
                  - severity =~ "warning|info"
            time_intervals:
              - name: nights
                time_intervals:
                  - years:
                      - "2026"
            """));
        assertThat(notes.list()).singleElement().hasToString("""
            a:11:11: only the classic parser of Alertmanager reads this matcher
              11 |         - team=~"\\w+"
                 |           ^^^^^^^^^^^
              write it as team =~ "\\\\w+\"\
            """);
    }

    @Test
    void followsTheTree() {
        Routing routing = Routing.root(Route.to("default")
                        .routes(
                                Route.to("pager")
                                        .matching("severity = \"critical\"")
                                        .continues()
                                        .build(),
                                Route.inheriting()
                                        .matching("team =~ \".+\"")
                                        .routes(
                                                Route.to("slack")
                                                        .matching("team = \"a\"")
                                                        .build(),
                                                Route.inheriting()
                                                        .matching("team = \"b\"")
                                                        .build())
                                        .build())
                        .build())
                .receivers(
                        fallback,
                        Receiver.named("pager").build(),
                        Receiver.named("slack").build())
                .build();

        assertThat(routing.receiversFor(Map.of())).containsExactly("default");
        assertThat(routing.receiversFor(Map.of("severity", "critical"))).containsExactly("pager");
        assertThat(routing.receiversFor(Map.of("severity", "critical", "team", "a")))
                .containsExactly("pager", "slack");
        assertThat(routing.receiversFor(Map.of("severity", "critical", "team", "b")))
                .containsExactly("pager", "default");
        assertThat(routing.receiversFor(Map.of("team", "c"))).containsExactly("default");
    }

    @Test
    void addsRoutesForSingleAlertsBeforeAllOthers() {
        Map<String, List<String>> receivers = new LinkedHashMap<>();
        receivers.put("AuditPodExec", List.of("slack"));
        receivers.put("AuditPodAttach", List.of("pager", "slack"));
        receivers.put("Audit.Odd|Name", List.of("slack"));
        receivers.put("AuditLogin", List.of("slack", "pager", "slack"));
        receivers.put("AuditQuiet", List.of());
        Routing routing = Routing.root(Route.to("default")
                        .routes(Route.to("pager")
                                .matching("severity = \"critical\"")
                                .build())
                        .build())
                .receivers(
                        fallback,
                        Receiver.named("pager").build(),
                        Receiver.named("slack").build())
                .build()
                .notify(receivers);

        assertThat(routing).hasToString("""
            route:
              receiver: default
              routes:
                - matchers:
                    - alertname =~ "AuditPodExec|Audit\\\\.Odd\\\\|Name"
                  receiver: slack
                - matchers:
                    - alertname =~ "AuditPodAttach|AuditLogin"
                  receiver: pager
                  continue: true
                - matchers:
                    - alertname =~ "AuditPodAttach|AuditLogin"
                  receiver: slack
                - matchers:
                    - severity = "critical"
                  receiver: pager
            receivers:
              - name: default
              - name: pager
              - name: slack
            """);
        assertThat(routing.receiversFor(Map.of("alertname", "Audit.Odd|Name", "severity", "critical")))
                .containsExactly("slack");
        assertThat(routing.receiversFor(Map.of("alertname", "AuditLogin"))).containsExactly("pager", "slack");
        assertThat(routing.receiversFor(Map.of("alertname", "AuditQuiet", "severity", "critical")))
                .containsExactly("pager");
    }

    @Test
    void knowsItsReceivers() {
        Routing routing = Examples.audit();

        assertThat(routing.hasReceiver("audit-slack")).isTrue();
        assertThat(routing.hasReceiver("audit-slak")).isFalse();
        assertThatThrownBy(() -> routing.notify(Map.of("A", List.of("audit-slak"))))
                .isInstanceOf(IllegalValueException.class)
                .hasMessage("the receiver \"audit-slak\" is not defined:"
                        + " did you mean \"audit-slack\"? legal here: default, audit-slack, audit-pager");
    }

    @Test
    void isValidatedWhenBuilt() {
        assertThatThrownBy(() -> Routing.root(Route.inheriting().build()).build())
                .hasMessageStartingWith("the root route has no receiver");
        assertThatThrownBy(() -> Route.to("a").groupBy("b", "b"))
                .hasMessageStartingWith("the label \"b\" stands twice");
        assertThatThrownBy(() -> Route.to("a").repeatInterval(Duration.ZERO))
                .hasMessageStartingWith("\"repeat_interval\" cannot be zero");
        assertThatThrownBy(() -> Route.to("a").matching("b")).hasMessageStartingWith("the matcher does not parse");
        assertThatThrownBy(
                        () -> Receiver.named("a").slack(Settings.with("api_url", "https://hooks.slack.com/services/x")))
                .hasMessageStartingWith("\"api_url\" holds a secret in clear: put it into a Secret")
                .message()
                .doesNotContain("hooks.slack");
        assertThatThrownBy(() -> Receiver.named("a").with("slak_configs", Settings.none()))
                .hasMessageStartingWith("unknown integration \"slak_configs\": did you mean \"slack_configs\"?");
        assertThatThrownBy(() -> Receiver.named("")).hasMessageStartingWith("the receiver has no name");
        assertThatThrownBy(() -> TimePeriod.always().weekdays("monday:sunday"))
                .hasMessageStartingWith("the range \"monday:sunday\" ends before it begins");
    }
}
