package io.auditrules.report;

import io.auditrules.alert.AlertingGroup;
import io.auditrules.alert.AlertingRule;
import io.auditrules.alert.Health;
import io.auditrules.alert.RulerSettings;
import io.auditrules.alertmanager.InhibitRule;
import io.auditrules.alertmanager.Receiver;
import io.auditrules.alertmanager.Route;
import io.auditrules.alertmanager.Routing;
import io.auditrules.alertmanager.Settings;
import io.auditrules.diagnostic.Source;
import io.auditrules.event.Labels;
import io.auditrules.logql.LogQl;
import io.auditrules.rule.Field;
import io.auditrules.scenario.AuditEvent;
import io.auditrules.scenario.Body;
import io.auditrules.scenario.Expectation.ExpectedAlert;
import io.auditrules.scenario.Expectation.ExpectedReceiver;
import io.auditrules.scenario.Happening;
import io.auditrules.scenario.PlacedScenario;
import io.auditrules.scenario.Scenario;
import io.auditrules.scenario.Site;
import io.auditrules.scenario.TestRun;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/** A small site and scenarios in which something of every kind happens. */
final class Demo {
    static final AuditEvent SHELL = AuditEvent.of(Field.USER, "alice")
            .and(Field.VERB, "create")
            .and(Field.SUBRESOURCE, "exec")
            .and(Field.NAMESPACE, "prod")
            .and(Field.NAME, "web-1");
    static final AuditEvent REFUSAL = AuditEvent.of(Field.USER, "mallory")
            .and(Field.VERB, "get")
            .and(Field.RESOURCE, "secrets")
            .and(Field.NAMESPACE, "prod")
            .and(Field.CODE, 403L);

    private static final Settings HOOK = Settings.with("url", "http://127.0.0.1:9/");
    private static final InstantSource CLOCK = InstantSource.fixed(Instant.parse("2026-01-01T00:00:00Z"));

    private Demo() {}

    static Site site() {
        AlertingRule shell = rule(
                "PodExec",
                "sum by (user_username, objectRef_namespace, objectRef_name) (count_over_time({log_type=\"audit\"}"
                        + " |= \"exec\" | json | __error__=\"\" | objectRef_subresource=\"exec\" [5m])) > 0",
                Duration.ZERO,
                "warning",
                "{{ $labels.user_username }} opened a shell in {{ $labels.objectRef_name }}");
        AlertingRule refusals = rule(
                "ManyRefusals",
                "sum by (user_username) (count_over_time({log_type=\"audit\"} |= \"403\" | json | __error__=\"\""
                        + " | responseStatus_code=\"403\" [5m])) > 5",
                Duration.ofMinutes(2),
                "critical",
                "{{ $labels.user_username }} was refused {{ $value }} times");
        AlertingRule fragile = rule(
                "NamespaceDeleted",
                "sum by (user_username) (count_over_time({log_type=\"audit\"} |= \"delete\" |= \"/namespaces/prod\" | json"
                        + " [5m])) > 0",
                Duration.ZERO,
                "critical",
                "{{ $labels.user_username }} deleted a namespace");
        AlertingRule unseen = rule(
                "TokenRequested",
                "sum by (user_username) (count_over_time({log_type=\"audit\"} |= \"token\" [5m])) > 100",
                Duration.ofMinutes(1),
                "info",
                "{{ $labels.user_username }} asked for tokens");
        return site(shell, refusals, fragile, unseen);
    }

    static Site site(AlertingRule... rules) {
        Routing routing = Routing.root(Route.to("default")
                        .groupBy("alertname")
                        .groupWait("30s")
                        .groupInterval("5m")
                        .repeatInterval("4h")
                        .routes(
                                Route.to("pager")
                                        .matching("severity = \"critical\"")
                                        .continues()
                                        .build(),
                                Route.to("security")
                                        .matching("severity =~ \"critical|warning\"")
                                        .build(),
                                Route.to("night-shift")
                                        .matching("team = \"platform\"")
                                        .build())
                        .build())
                .receivers(
                        Receiver.named("default").build(),
                        Receiver.named("pager").webhook(HOOK).build(),
                        Receiver.named("security").webhook(HOOK).build(),
                        Receiver.named("night-shift").webhook(HOOK).build())
                .inhibit(InhibitRule.when("alertname = \"ManyRefusals\"").mutes("alertname = \"PodExec\""))
                .build();
        return new Site(
                List.of(new AlertingGroup("audit", Duration.ofMinutes(1), 0, Arrays.asList(rules))),
                RulerSettings.DEFAULT,
                Labels.of("log_type", "audit"),
                262_144,
                Optional.of(routing));
    }

    static AlertingRule rule(String alert, String expr, Duration pending, String severity, String summary) {
        return new AlertingRule(
                alert,
                LogQl.parseMetric(new Source(alert, expr)),
                pending,
                Map.of("severity", severity),
                Map.of("summary", summary));
    }

    static List<Scenario> scenarios() {
        ExpectedAlert shell = ExpectedAlert.of("PodExec").with(Map.of("objectRef_name", "web-1"));
        ExpectedAlert refusals = ExpectedAlert.of("ManyRefusals").with(Map.of("user_username", "mallory"));
        Scenario told = Scenario.named("a shell in a pod is told")
                .happens(Duration.ofSeconds(90), SHELL.running("bash").lasting(Duration.ofSeconds(40)))
                .fires(shell.saying(Map.of("summary", "alice opened a shell in web-1")))
                .staysSilent("ManyRefusals")
                .reaches("security")
                .build();
        Scenario otherName = Scenario.named("a shell of bob is told as bob's")
                .happens(Duration.ofMinutes(1), SHELL.and(Field.NAME, "web-2"))
                .fires(ExpectedAlert.of("PodExec")
                        .with(Map.of("objectRef_name", "web-2", "user_username", "bob"))
                        .saying(Map.of("summary", "bob opened a shell in web-2")))
                .reaches(ExpectedReceiver.of("pager").times(1))
                .reaches("security")
                .build();
        Scenario tooFew = Scenario.named("five refusals are no alert")
                .happens(Happening.of(Duration.ofMinutes(1), REFUSAL).repeated(5, Duration.ofSeconds(20)))
                .staysSilent("ManyRefusals")
                .build();
        Scenario many = Scenario.named("a scan for secrets pages, and a shell meanwhile is inhibited")
                .happens(Happening.of(Duration.ofMinutes(1), REFUSAL).repeated(600, Duration.ofSeconds(1), Field.NAME))
                .happens(Duration.ofMinutes(6), SHELL)
                .fires(refusals)
                .fires(shell)
                .reaches("pager")
                .reaches("security")
                .build();
        Scenario gap = Scenario.named("a scan is pending while the ruler is away")
                .happens(Happening.of(Duration.ofMinutes(1), REFUSAL).repeated(12, Duration.ofSeconds(10)))
                .missing(Duration.ofMinutes(4), Duration.ofMinutes(8))
                .fires(refusals)
                .build();
        Scenario truncated = Scenario.named("a truncated line must not silence the deletion of a namespace")
                .about("NamespaceDeleted")
                .happens(
                        Duration.ofMinutes(2),
                        AuditEvent.of(Field.VERB, "delete")
                                .and(Field.RESOURCE, "namespaces")
                                .and(Field.NAME, "prod"))
                .happens(new Happening(
                        new Happening.Request(
                                AuditEvent.of(Field.VERB, "delete")
                                        .and(Field.NAMESPACE, "prod")
                                        .and(Field.NAME, "web-1"),
                                Body.AUDIT),
                        Duration.ofMinutes(3),
                        Happening.Repetition.NONE,
                        Optional.of(Labels.of("host", "master-1", "log_type", "audit")),
                        OptionalInt.of(250)))
                .fires(ExpectedAlert.of("NamespaceDeleted"))
                .build();
        Scenario known = Scenario.named("a truncated line is known to fail the rule")
                .about("NamespaceDeleted")
                .happens(new Happening(
                        new Happening.Request(
                                AuditEvent.of(Field.VERB, "delete")
                                        .and(Field.NAMESPACE, "prod")
                                        .and(Field.NAME, "web-1"),
                                Body.AUDIT),
                        Duration.ofMinutes(3),
                        Happening.Repetition.NONE,
                        Optional.empty(),
                        OptionalInt.of(250)))
                .fails("NamespaceDeleted", Health.Kind.PIPELINE_ERROR)
                .build();
        return List.of(told, otherName, tooFew, many, gap, truncated, known);
    }

    static TestRun run() {
        return run(site(), scenarios());
    }

    /** Scenarios that were written in two files, ten lines each, and took no time. */
    static TestRun run(Site site, List<Scenario> scenarios) {
        List<PlacedScenario> placed = new ArrayList<>();
        for (int i = 0; i < scenarios.size(); i++) {
            Source file = new Source(i < 3 ? "tests/shells.test.yaml" : "tests/scans.yaml", "");
            placed.add(new PlacedScenario(scenarios.get(i), file.place(10 * i + 3, 3, 1)));
        }
        return TestRun.of(site, placed, List.of(), CLOCK);
    }
}
