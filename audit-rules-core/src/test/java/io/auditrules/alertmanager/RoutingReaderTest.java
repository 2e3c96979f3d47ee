package io.auditrules.alertmanager;

import static org.assertj.core.api.Assertions.assertThat;

import io.auditrules.diagnostic.Problems;
import io.auditrules.diagnostic.Source;
import io.auditrules.yaml.YamlMapping;
import io.auditrules.yaml.YamlReader;
import java.util.Set;
import org.junit.jupiter.api.Test;

class RoutingReaderTest {
    private static final String ALL = """
            global:
              resolve_timeout: 5m
              slack_api_url_file: /etc/alertmanager/secrets/audit-slack/url
            templates:
              - /etc/alertmanager/templates/*.tmpl
            route:
              receiver: default
              group_by:
                - alertname
              group_wait: 30s
              routes:
                - matchers:
                    - tenantId = "audit"
                    - audit_rule =~ ".+"
                  receiver: audit-slack
                  continue: true
                  group_by:
                    - alertname
                    - who
                  group_wait: 10s
                  group_interval: 1m
                  repeat_interval: 4h
                  mute_time_intervals:
                    - nights
                  routes:
                    - matchers:
                        - severity != "info"
                      active_time_intervals:
                        - office
            receivers:
              - name: default
              - name: audit-slack
                slack_configs:
                  - channel: "#k8s-audit"
                    send_resolved: false
                    title: "{{ .CommonLabels.alertname }}"
            inhibit_rules:
              - source_matchers:
                  - severity = "critical"
                target_matchers:
                  - severity =~ "warning|info"
                equal:
                  - namespace
                  - alertname
            time_intervals:
              - name: nights
                time_intervals:
                  - times:
                      - start_time: "22:00"
                        end_time: "24:00"
                    weekdays:
                      - monday:friday
                    location: Europe/Berlin
              - name: office
                time_intervals:
                  - days_of_month:
                      - "-3:-1"
                    months:
                      - "1:5"
                    years:
                      - "2026"
            """;

    @Test
    void writesWhatItReads() {
        Problems problems = new Problems();
        Problems notes = new Problems();

        assertThat(RoutingReader.read(mapping(ALL, problems), Set.of(), problems, notes))
                .hasValueSatisfying(routing -> assertThat(routing).hasToString(ALL));
        assertThat(problems.list()).isEmpty();
        assertThat(notes.list()).isEmpty();
    }

    private static YamlMapping mapping(String text, Problems problems) {
        return (YamlMapping)
                YamlReader.read(new Source("alertmanager.yaml", text), problems).get(0);
    }
}
