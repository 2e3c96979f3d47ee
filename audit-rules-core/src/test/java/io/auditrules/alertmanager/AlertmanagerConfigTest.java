package io.auditrules.alertmanager;

import static org.assertj.core.api.Assertions.assertThat;

import io.auditrules.diagnostic.Place;
import io.auditrules.diagnostic.Problem;
import io.auditrules.diagnostic.Problems;
import io.auditrules.diagnostic.Source;
import io.auditrules.yaml.YamlMapping;
import io.auditrules.yaml.YamlReader;
import io.auditrules.yaml.YamlWriter;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class AlertmanagerConfigTest {
    private static final String V1BETA1 = """
            apiVersion: monitoring.coreos.com/v1beta1
            kind: AlertmanagerConfig
            metadata:
              name: audit
              namespace: audit-alerts
              labels:
                team: platform
            spec:
              route:
                receiver: default
                groupBy:
                  - namespace
                routes:
                  - matchers:
                      - name: tenantId
                        value: audit
                        matchType: "="
                      - name: audit_rule
                        value: .+
                        matchType: =~
                    receiver: audit-slack
                    groupBy:
                      - alertname
                      - who
                    groupWait: 10s
                    groupInterval: 1m
                    repeatInterval: 4h
                    muteTimeIntervals:
                      - maintenance
                    routes:
                      - matchers:
                          - name: severity
                            value: critical
                            matchType: "="
                        receiver: audit-pager
                        continue: true
                        activeTimeIntervals:
                          - always-on
                      - matchers:
                          - name: severity
                            value: info|none
                            matchType: "!~"
              receivers:
                - name: default
                - name: audit-slack
                  slackConfigs:
                    - apiURL:
                        name: audit-slack
                        key: url
                      channel: "#k8s-audit"
                      sendResolved: false
                      title: "{{ .CommonLabels.alertname }}"
                      fields:
                        - title: who
                          value: "{{ .CommonLabels.who }}"
                          short: true
                - name: audit-pager
                  pagerdutyConfigs:
                    - routingKey:
                        name: audit-pagerduty
                        key: routing-key
                      severity: critical
                      details:
                        - key: cluster
                          value: "1"
                  webhookConfigs:
                    - url: https://siem.example.com/alerts
                      maxAlerts: 20
                      httpConfig:
                        authorization:
                          credentials:
                            name: siem
                            key: token
                        tlsConfig:
                          ca:
                            configMap:
                              name: ca
                              key: service-ca.crt
              inhibitRules:
                - sourceMatch:
                    - name: severity
                      value: critical
                      matchType: "="
                  targetMatch:
                    - name: severity
                      value: warning|info
                      matchType: =~
                  equal:
                    - alertname
                    - who
              timeIntervals:
                - name: maintenance
                  timeIntervals:
                    - times:
                        - startTime: "02:00"
                          endTime: "04:00"
                      weekdays:
                        - saturday
                        - sunday
                      daysOfMonth:
                        - start: 1
                          end: 7
                        - start: -1
                          end: -1
                      months:
                        - january:march
                        - "12"
                      years:
                        - "2026:2028"
                - name: always-on
                  timeIntervals:
                    - weekdays:
                        - sunday:saturday
            """;

    private final Problems problems = new Problems();
    private final Place place = new Source("routing.yaml", "").place();

    @Test
    void saysAllInTheKeysOfTheResource() {
        AlertmanagerConfig resource = new AlertmanagerConfig(
                AlertmanagerConfig.Version.V1BETA1, "audit", "audit-alerts", Map.of("team", "platform"));

        assertThat(YamlWriter.write(
                        resource.document(Examples.audit(), place, problems).orElseThrow()))
                .isEqualTo(V1BETA1);
    }

    @Test
    void callsTimeIntervalsDifferentlyInTheOlderVersion() {
        AlertmanagerConfig resource = new AlertmanagerConfig(
                AlertmanagerConfig.Version.V1ALPHA1, "audit", "audit-alerts", Map.of("team", "platform"));

        assertThat(YamlWriter.write(
                        resource.document(Examples.audit(), place, problems).orElseThrow()))
                .isEqualTo(V1BETA1.replace("v1beta1", "v1alpha1")
                        .replace("  timeIntervals:\n    - name: m", "  muteTimeIntervals:\n    - name: m"));
    }

    @Test
    void refusesWhatTheResourceCannotSay() {
        Source source = new Source("routing.yaml", """
                global:
                  resolve_timeout: 5m
                  slack_api_url_file: /etc/alertmanager/secrets/a/b
                templates:
                  - /x.tmpl
                route:
                  receiver: a
                receivers:
                  - name: a
                    slack_configs:
                      - api_url_file: /run/secrets/url
                      - app_token_file: /etc/alertmanager/secrets/a/b
                    webhook_configs:
                      - url: https://example.com/
                        http_config:
                          basic_auth:
                            username: me
                            password_file: /etc/alertmanager/configmaps/a/b
                    jira_configs:
                      - project: A
                        issue_type: Bug
                        api_url: https://jira.example.com/
                    opsgenie_configs:
                      - api_key_file: /etc/alertmanager/secrets/a/b
                        update_alerts: true
                    telegram_configs:
                      - chat_id: 1
                        bot_token_file: /etc/alertmanager/secrets/a/b
                time_intervals:
                  - name: t
                    time_intervals:
                      - location: Europe/Berlin
                        years:
                          - 1999:2001
                """);
        YamlMapping mapping = (YamlMapping) YamlReader.read(source, problems).get(0);
        Routing routing = RoutingReader.read(mapping, Set.of(), problems, new Problems())
                .orElseThrow(() -> new AssertionError(problems.list()));

        assertThat(new AlertmanagerConfig(AlertmanagerConfig.Version.V1BETA1, "a", "b", Map.of())
                        .document(routing, source.place(), problems))
                .isEmpty();
        assertThat(problems.list().stream()
                        .map(problem -> problem.place().line() + ": " + problem.message())
                        .collect(Collectors.joining("\n")))
                .isEqualTo("""
                        0: "location" of the time interval "t" cannot be said in an AlertmanagerConfig
                        0: the years "1999:2001" of the time interval "t" cannot be said in an AlertmanagerConfig
                        0: "templates" cannot be said in an AlertmanagerConfig
                        2: "resolve_timeout" under "global" cannot be said in an AlertmanagerConfig
                        3: "slack_api_url_file" under "global" cannot be said in an AlertmanagerConfig
                        11: this value of "api_url_file" cannot be said in an AlertmanagerConfig
                        12: "app_token_file" in slack_configs cannot be said in an AlertmanagerConfig
                        17: "username" in basic_auth cannot be said in an AlertmanagerConfig
                        18: this value of "password_file" cannot be said in an AlertmanagerConfig
                        20: "jira_configs" of the receiver "a" cannot be said in an AlertmanagerConfig
                        25: "update_alerts" in opsgenie_configs cannot be said in an AlertmanagerConfig
                        27: "telegram_configs" of the receiver "a" cannot be said in an AlertmanagerConfig""");
        assertThat(problems.list())
                .filteredOn(problem -> problem.place().line() == 11)
                .extracting(Problem::toString)
                .containsExactly("""
                        routing.yaml:11:23: this value of "api_url_file" cannot be said in an AlertmanagerConfig
                          11 |       - api_url_file: /run/secrets/url
                             |                       ^^^^^^^^^^^^^^^^
                          name a file /etc/alertmanager/secrets/<secret>/<key>, which says the Secret""");
    }

    @Test
    void saysEverySettingThatItKnows() {
        Source source = new Source("routing.yaml", """
                route:
                  receiver: a
                receivers:
                  - name: a
                    slack_configs:
                      - {api_url_file: /etc/alertmanager/secrets/a/b, send_resolved: true, channel: c, username: u, color: x, title: t, title_link: l, pretext: p, text: 5, short_fields: true, footer: f, fallback: f, callback_id: c, icon_emoji: e, icon_url: i, image_url: i, thumb_url: t, link_names: true, mrkdwn_in: [text], message_text: m, update_message: false, timeout: 10s, actions: [{type: button, text: t, url: u, style: s, name: n, value: v, confirm: {text: t, title: t, ok_text: o, dismiss_text: d}}]}
                    pagerduty_configs:
                      - {service_key_file: /etc/alertmanager/secrets/a/b, url: "https://p.example.com/", client: c, client_url: u, description: d, severity: s, class: c, group: g, component: c, source: s, timeout: 5s, images: [{src: s, href: h, alt: a}], links: [{href: h, text: t}]}
                    webhook_configs:
                      - {url_file: /etc/alertmanager/secrets/a/b, timeout: 5s, http_config: {bearer_token_file: /etc/alertmanager/secrets/a/b, proxy_url: "http://proxy:1/", no_proxy: x, follow_redirects: true, enable_http2: false}}
                      - {url: "https://example.com/", http_config: {basic_auth: {username_file: /etc/alertmanager/secrets/a/u, password_file: /etc/alertmanager/secrets/a/p}, proxy_from_environment: true, tls_config: {ca_file: /etc/alertmanager/secrets/a/ca, cert_file: /etc/alertmanager/secrets/a/crt, key_file: /etc/alertmanager/secrets/a/key, server_name: s, insecure_skip_verify: true, min_version: TLS12, max_version: TLS13}}}
                    email_configs:
                      - {to: a@b, from: c@d, hello: h, smarthost: "m:25", auth_username: u, auth_password_file: /etc/alertmanager/secrets/a/p, auth_identity: i, headers: {Subject: s}, html: h, text: t, require_tls: true, force_implicit_tls: true, tls_config: {insecure_skip_verify: true}, threading: {enabled: true, thread_by_date: daily}}
                      - {to: a@b, from: c@d, smarthost: "m:25", auth_secret_file: /etc/alertmanager/secrets/a/p, threading: {enabled: false}}
                    msteamsv2_configs:
                      - {webhook_url_file: /etc/alertmanager/secrets/a/b, title: t, text: t}
                    opsgenie_configs:
                      - {api_key_file: /etc/alertmanager/secrets/a/b, api_url: "https://o.example.com/", message: m, description: d, source: s, tags: t, note: n, priority: p, entity: e, actions: a, details: {k: v}, responders: [{id: i, name: n, username: u, type: team}], update_alerts: true}
                """);
        YamlMapping mapping = (YamlMapping) YamlReader.read(source, problems).get(0);
        Routing routing = RoutingReader.read(mapping, Set.of(), problems, new Problems())
                .orElseThrow(() -> new AssertionError(problems.list()));

        String written =
                YamlWriter.write(new AlertmanagerConfig(AlertmanagerConfig.Version.V1ALPHA1, "a", "b", Map.of())
                        .document(routing, source.place(), problems)
                        .orElseThrow(() -> new AssertionError(problems.list())));

        assertThat(written)
                .contains("text: \"5\"", "threadByDate: Daily", "updateAlerts: true", "keySecret:", "urlSecret:")
                .doesNotContain("_");
    }
}
