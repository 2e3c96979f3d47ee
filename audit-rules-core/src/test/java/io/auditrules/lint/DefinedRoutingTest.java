package io.auditrules.lint;

import static org.assertj.core.api.Assertions.assertThat;

import io.auditrules.AuditRules;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Routing in definitions is found at its very words, before it is written. */
class DefinedRoutingTest {
    @TempDir
    private Path project;

    @Test
    void pointsAtTheWordsOfTheDefinition() throws IOException {
        assertThat(found("""
            apiVersion: auditrules.io/v1
            kind: Platform
            preset: openshift-logging
            alertmanager: "0.24"
            ---
            apiVersion: auditrules.io/v1
            kind: Rules
            groups:
              - name: g
                rules:
                  - alert: PodExec
                    when: {verb: [create, get], resource: pods, subresource: exec}
                    notify: pager
                    annotations: {summary: s, description: d}
            ---
            apiVersion: auditrules.io/v1
            kind: Routing
            route:
              receiver: all
              group_by: [alertname]
              group_interval: 10m
              routes:
                - matchers: ['alertname = "PodExec"']
                  receiver: all
                - matchers: ['team = "a"', 'team = "b"']
                  receiver: all
                  repeat_interval: 1m
                  mute_time_intervals: [always]
            receivers:
              - name: all
                webhook_configs: [{url: http://example.com}]
              - name: pager
                pagerduty_configs: [{routing_key_file: /x}]
              - name: nobody
            time_intervals:
              - name: always
                time_intervals: [{times: [{start_time: '00:00', end_time: '24:00'}]}]
            """))
                .containsExactly(
                        // The route that "notify" made takes it before.
                        "routing/unreachable 23:7",
                        "routing/unreachable 25:32",
                        "routing/repeat-too-short 27:24",
                        "routing/always-muted 28:29",
                        "routing/newer-than-alertmanager 33:26",
                        "routing/unused-receiver 34:11");
    }

    private List<String> found(String definitions) throws IOException {
        Files.writeString(project.resolve("definitions.yaml"), definitions);
        return AuditRules.read(project, project).lint(List.of(), LocalDate.parse("2026-11-27")).findings().stream()
                .filter(finding -> finding.about().id().startsWith("routing/"))
                .map(finding -> finding.about().id() + " " + finding.place().line() + ":"
                        + finding.place().column())
                .toList();
    }
}
