package io.auditrules.alertmanager;

import static org.assertj.core.api.Assertions.assertThat;

import io.auditrules.diagnostic.Places;
import io.auditrules.diagnostic.Problem;
import io.auditrules.diagnostic.Problems;
import io.auditrules.diagnostic.Source;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class RoutingMergeTest {
    /** As OpenShift has it by default, in its own words for matchers and order. */
    static final String OPENSHIFT = """
        global:
          resolve_timeout: 5m
        inhibit_rules:
          - equal:
              - namespace
              - alertname
            source_matchers:
              - severity = critical
            target_matchers:
              - severity =~ warning|info
        receivers:
          - name: Default
          - name: Watchdog
          - name: Critical
        route:
          group_by:
            - namespace
          group_interval: 5m
          group_wait: 30s
          receiver: Default
          repeat_interval: 12h
          routes:
            - matchers:
                - alertname = Watchdog
              receiver: Watchdog
            - matchers:
                - severity = critical
              receiver: Critical
        """;

    private final Problems problems = new Problems();
    private final Problems notes = new Problems();
    private final Routing audit = Routing.root(Route.to("unused")
                    .groupBy("alertname")
                    .groupWait("30s")
                    .repeatInterval("4h")
                    .routes(Route.to("audit-slack")
                            .matching("tenantId = \"audit\"")
                            .groupBy("alertname", "who")
                            .mutedDuring("nights")
                            .build())
                    .build())
            .receivers(
                    Receiver.named("unused").build(),
                    Receiver.named("audit-slack")
                            .slack(Settings.with("channel", "#audit"))
                            .build())
            .global(Settings.with("slack_api_url_file", "/etc/alertmanager/secrets/audit-slack/url")
                    .and("resolve_timeout", "5m"))
            .templates("/etc/alertmanager/templates/audit.tmpl")
            .inhibit(
                    InhibitRule.when("severity = \"critical\"")
                            .mutes("severity =~ \"warning|info\"")
                            .equal("namespace", "alertname"),
                    InhibitRule.when("tenantId = \"audit\"").mutes("severity = \"none\""))
            .timeIntervals(TimeInterval.named("nights", TimePeriod.always().times("22:00", "24:00")))
            .build();

    @Test
    void putsOurRoutesBeforeTheCriticalOne() {
        Optional<Routing> merged = merge(OPENSHIFT, Placement.beforeCritical());

        assertThat(problems.list()).isEmpty();
        assertThat(merged).hasValueSatisfying(routing -> assertThat(routing).hasToString("""
            global:
              resolve_timeout: 5m
              slack_api_url_file: /etc/alertmanager/secrets/audit-slack/url
            templates:
              - /etc/alertmanager/templates/audit.tmpl
            route:
              receiver: Default
              group_by:
                - namespace
              group_wait: 30s
              group_interval: 5m
              repeat_interval: 12h
              routes:
                - matchers:
                    - alertname = "Watchdog"
                  receiver: Watchdog
                - matchers:
                    - tenantId = "audit"
                  receiver: audit-slack
                  group_by:
                    - alertname
                    - who
                  repeat_interval: 4h
                  mute_time_intervals:
                    - nights
                - matchers:
                    - severity = "critical"
                  receiver: Critical
            receivers:
              - name: Default
              - name: Watchdog
              - name: Critical
              - name: audit-slack
                slack_configs:
                  - channel: "#audit"
            inhibit_rules:
              - source_matchers:
                  - severity = "critical"
                target_matchers:
                  - severity =~ "warning|info"
                equal:
                  - namespace
                  - alertname
              - source_matchers:
                  - tenantId = "audit"
                target_matchers:
                  - severity = "none"
            time_intervals:
              - name: nights
                time_intervals:
                  - times:
                      - start_time: "22:00"
                        end_time: "24:00"
            """));
        assertThat(merged.orElseThrow().receiversFor(Map.of("tenantId", "audit", "severity", "critical")))
                .containsExactly("audit-slack");
        assertThat(notes.list()).singleElement().hasToString("""
            openshift.yaml:1:1: alerts that no route takes still go to "Default": the receiver "unused" of the audit root route is not used for them
              1 | global:
                | ^^^^^^\
            """);
    }

    @Test
    void putsOurRoutesWhereItIsTold() {
        assertThat(receivers(Placement.first())).containsExactly("audit-slack", "Watchdog", "Critical");
        assertThat(receivers(Placement.last())).containsExactly("Watchdog", "Critical", "audit-slack");
        assertThat(receivers(Placement.before("Watchdog"))).containsExactly("audit-slack", "Watchdog", "Critical");
    }

    @Test
    void mergesAgainWithoutChange() {
        Routing once = merge(OPENSHIFT, Placement.beforeCritical()).orElseThrow();
        Routing withoutRoutes =
                audit.toBuilder().withRoot(Route.to("unused").build()).build();

        assertThat(RoutingMerge.into(
                        new Source("once.yaml", once.toString()),
                        withoutRoutes,
                        Placement.first(),
                        new Places(),
                        problems,
                        notes))
                .contains(once);
    }

    @Test
    void refusesAPlaceThatIsNotThere() {
        assertThat(merge(OPENSHIFT, Placement.before("Critcal"))).isEmpty();
        assertThat(said()).isEqualTo("""
            openshift.yaml:16:3: no route under the root leads to the receiver "Critcal"
              16 |   group_by:
                 |   ^^^^^^^^
              name the receiver whose route shall come after ours, or place ours first or last\
            """);
    }

    @Test
    void refusesWithoutACriticalRoute() {
        assertThat(merge("route:\n  receiver: a\nreceivers:\n  - name: a\n", Placement.beforeCritical()))
                .isEmpty();
        assertThat(said()).isEqualTo("""
            openshift.yaml:2:3: no route under the root matches severity = "critical"
              2 |   receiver: a
                |   ^^^^^^^^
              name the receiver whose route shall come after ours, or place ours first or last\
            """);
    }

    @Test
    void refusesNamesThatMeanTwoThings() {
        assertThat(merge("""
            global:
              resolve_timeout: 10m
            route:
              receiver: audit-slack
            receivers:
              - name: audit-slack
            time_intervals:
              - name: nights
                time_intervals:
                  - times:
                      - start_time: "23:00"
                        end_time: "24:00"
            """, Placement.last())).isEmpty();
        assertThat(said()).isEqualTo("""
            openshift.yaml:2:20: "resolve_timeout" under "global" is set here, and differently in the audit routing
              2 |   resolve_timeout: 10m
                |                    ^^^
              write it into the receivers of the audit routing instead

            openshift.yaml:6:11: the receiver "audit-slack" is defined here, and differently in the audit routing
              6 |   - name: audit-slack
                |           ^^^^^^^^^^^
              give one of the two another name, or make them say the same

            openshift.yaml:8:11: the time interval "nights" is defined here, and differently in the audit routing
              8 |   - name: nights
                |           ^^^^^^
              give one of the two another name, or make them say the same\
            """);
    }

    @Test
    void refusesWhatIsNotAnAlertmanagerYaml() {
        assertThat(merge("apiVersion: v1\nkind: Secret\nstringData: {}\n", Placement.last()))
                .isEmpty();
        assertThat(merge("- a\n", Placement.last())).isEmpty();
        assertThat(merge("", Placement.last())).isEmpty();
        assertThat(merge("a: [\n", Placement.last())).isEmpty();
        assertThat(problems.list())
                .extracting(Problem::message)
                .contains("this is an object of Kubernetes, not an alertmanager.yaml", "not one alertmanager.yaml");
    }

    private Optional<Routing> merge(String existing, Placement placement) {
        return RoutingMerge.into(
                new Source("openshift.yaml", existing), audit, placement, new Places(), problems, notes);
    }

    private List<String> receivers(Placement placement) {
        return merge(OPENSHIFT, placement).orElseThrow().root().routes().stream()
                .map(route -> route.receiver().orElse(""))
                .toList();
    }

    private String said() {
        return problems.list().stream().map(Problem::toString).collect(Collectors.joining("\n\n"));
    }
}
