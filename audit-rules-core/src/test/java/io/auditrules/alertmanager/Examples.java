package io.auditrules.alertmanager;

/** One audit routing, said in YAML and in Java. */
final class Examples {
    static final String AUDIT = """
            route:
              receiver: default
              group_by:
                - namespace
              routes:
                - matchers:
                    - tenantId = "audit"
                    - audit_rule =~ ".+"
                  receiver: audit-slack
                  group_by:
                    - alertname
                    - who
                  group_wait: 10s
                  group_interval: 1m
                  repeat_interval: 4h
                  mute_time_intervals:
                    - maintenance
                  routes:
                    - matchers:
                        - severity = "critical"
                      receiver: audit-pager
                      continue: true
                      active_time_intervals:
                        - always-on
                    - matchers:
                        - severity !~ "info|none"
            receivers:
              - name: default
              - name: audit-slack
                slack_configs:
                  - api_url_file: /etc/alertmanager/secrets/audit-slack/url
                    channel: "#k8s-audit"
                    send_resolved: false
                    title: "{{ .CommonLabels.alertname }}"
                    fields:
                      - title: who
                        value: "{{ .CommonLabels.who }}"
                        short: true
              - name: audit-pager
                pagerduty_configs:
                  - routing_key_file: /etc/alertmanager/secrets/audit-pagerduty/routing-key
                    severity: critical
                    details:
                      cluster: "1"
                webhook_configs:
                  - url: https://siem.example.com/alerts
                    max_alerts: 20
                    http_config:
                      authorization:
                        credentials_file: /etc/alertmanager/secrets/siem/token
                      tls_config:
                        ca_file: /etc/alertmanager/configmaps/ca/service-ca.crt
            inhibit_rules:
              - source_matchers:
                  - severity = "critical"
                target_matchers:
                  - severity =~ "warning|info"
                equal:
                  - alertname
                  - who
            time_intervals:
              - name: maintenance
                time_intervals:
                  - times:
                      - start_time: "02:00"
                        end_time: "04:00"
                    weekdays:
                      - saturday
                      - sunday
                    days_of_month:
                      - "1:7"
                      - "-1"
                    months:
                      - january:march
                      - "12"
                    years:
                      - "2026:2028"
              - name: always-on
                time_intervals:
                  - weekdays:
                      - sunday:saturday
            """;

    private Examples() {}

    static Routing audit() {
        return Routing.root(Route.to("default")
                        .groupBy("namespace")
                        .routes(Route.to("audit-slack")
                                .matching(Matcher.equal("tenantId", "audit"), Matcher.regexp("audit_rule", ".+"))
                                .groupBy("alertname", "who")
                                .groupWait("10s")
                                .groupInterval("1m")
                                .repeatInterval("4h")
                                .mutedDuring("maintenance")
                                .routes(
                                        Route.to("audit-pager")
                                                .matching("severity = \"critical\"")
                                                .continues()
                                                .activeDuring("always-on")
                                                .build(),
                                        Route.inheriting()
                                                .matching(Matcher.notRegexp("severity", "info|none"))
                                                .build())
                                .build())
                        .build())
                .receivers(
                        Receiver.named("default").build(),
                        Receiver.named("audit-slack")
                                .slack(Settings.with("api_url_file", "/etc/alertmanager/secrets/audit-slack/url")
                                        .and("channel", "#k8s-audit")
                                        .and("send_resolved", false)
                                        .and("title", "{{ .CommonLabels.alertname }}")
                                        .and(
                                                "fields",
                                                java.util.List.of(Settings.with("title", "who")
                                                        .and("value", "{{ .CommonLabels.who }}")
                                                        .and("short", true))))
                                .build(),
                        Receiver.named("audit-pager")
                                .pagerduty(Settings.with(
                                                "routing_key_file",
                                                "/etc/alertmanager/secrets/audit-pagerduty/routing-key")
                                        .and("severity", "critical")
                                        .and("details", Settings.with("cluster", "1")))
                                .webhook(
                                        Settings.with("url", "https://siem.example.com/alerts")
                                                .and("max_alerts", 20)
                                                .and(
                                                        "http_config",
                                                        Settings.with(
                                                                        "authorization",
                                                                        Settings.with(
                                                                                "credentials_file",
                                                                                "/etc/alertmanager/secrets/siem/token"))
                                                                .and(
                                                                        "tls_config",
                                                                        Settings.with(
                                                                                "ca_file",
                                                                                "/etc/alertmanager/configmaps/ca/service-ca.crt"))))
                                .build())
                .inhibit(InhibitRule.when("severity = \"critical\"")
                        .mutes("severity =~ \"warning|info\"")
                        .equal("alertname", "who"))
                .timeIntervals(
                        TimeInterval.named(
                                "maintenance",
                                TimePeriod.always()
                                        .times("02:00", "04:00")
                                        .weekdays("saturday", "sunday")
                                        .daysOfMonth("1:7", "-1")
                                        .months("january:march", "12")
                                        .years("2026:2028")),
                        TimeInterval.named("always-on", TimePeriod.always().weekdays("sunday:saturday")))
                .build();
    }
}
