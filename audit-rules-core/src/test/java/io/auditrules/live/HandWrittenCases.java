package io.auditrules.live;

import io.auditrules.event.Labels;
import io.auditrules.rule.Field;
import io.auditrules.scenario.AuditEvent;
import io.auditrules.scenario.Body;
import io.auditrules.scenario.Happening;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/** Cases that each show one behaviour. */
final class HandWrittenCases {
    private static final String EXEC =
            "sum by (user) (count_over_time({log_type=\"audit\"} | json | __error__=\"\" | verb=\"exec\" [4s])) > 0";
    private static final String EXEC_OF_NS =
            "sum by (ns) (count_over_time({log_type=\"audit\"} | json | verb=\"exec\" [4s])) > 0";
    private static final String ALICE = "{\"verb\":\"exec\",\"user\":\"alice\",\"ns\":\"prod\",\"code\":101}";
    private static final String BOB = "{\"verb\":\"exec\",\"user\":\"bob\",\"ns\":\"prod\",\"code\":101}";
    private static final String CAROL = "{\"verb\":\"exec\",\"user\":\"carol\",\"ns\":\"dev\",\"code\":101}";
    private static final Map<String, String> NONE = Map.of();
    private static final String RECEIVERS = """
            receivers:
            - name: hook
              webhook_configs: [{url: 'http://127.0.0.1:9/'}]
            - name: quiet
              webhook_configs: [{url: 'http://127.0.0.1:9/', send_resolved: false}]
            - name: slack
              slack_configs: [{api_url_file: /slack, channel: '#audit', send_resolved: true}]
            - name: two
              slack_configs: [{api_url_file: /slack, channel: '#audit'}]
              webhook_configs: [{url: 'http://127.0.0.1:9/'}]
            - name: nobody
            """;
    /** Never at once with an evaluation, for then it is chance whether a notification has what is posted. */
    private static final String TIMES = "group_wait: 750ms, group_interval: 3s, repeat_interval: 4h";

    private final List<LiveCase> cases = new ArrayList<>();

    private HandWrittenCases() {}

    static List<LiveCase> all() {
        HandWrittenCases all = new HandWrittenCases();
        all.life();
        all.windows();
        all.failures();
        all.labels();
        all.texts();
        all.queries();
        all.logs();
        all.groups();
        all.grouping();
        all.routes();
        all.silence();
        return all.cases;
    }

    private void add(CaseBuilder builder) {
        cases.add(builder.build());
    }

    private static CaseBuilder named(String name) {
        return CaseBuilder.named(name);
    }

    private static String root(String receiver, String more) {
        return "route: {receiver: " + receiver + ", " + more + TIMES + "}\n" + RECEIVERS;
    }

    private void life() {
        add(named("fires with a line, resolves when it has left the window")
                .rule("Exec", EXEC)
                .line(3000, ALICE));
        add(named("without lines nothing fires").rule("Exec", EXEC));
        add(named("is pending and never fires, since the line leaves the window before")
                .rule("Exec", EXEC, 6000, NONE, NONE)
                .line(3000, ALICE));
        add(named("is pending, then fires, then is resolved")
                .rule("Exec", EXEC, 4000, NONE, NONE)
                .line(2500, ALICE)
                .line(5500, ALICE)
                .line(8500, ALICE));
        add(named("pending for exactly as long as for says fires")
                .rule("Exec", EXEC, 2000, NONE, NONE)
                .line(3000, ALICE));
        add(named("a for that is no multiple of the interval")
                .rule("Exec", EXEC, 3000, NONE, NONE)
                .line(3000, ALICE)
                .line(6000, ALICE));
        add(named("pending begins anew after a gap")
                .rule("Exec", EXEC, 4000, NONE, NONE)
                .line(1500, ALICE)
                .line(9500, ALICE)
                .line(12500, ALICE));
        add(named("fires again after it was resolved")
                .rule("Exec", EXEC)
                .line(1500, ALICE)
                .line(13500, ALICE)
                .routing(root("hook", "")));
        add(named("fires again soon after it was resolved")
                .rule("Exec", EXEC)
                .line(1500, ALICE)
                .line(8500, ALICE)
                .routing(root("hook", "")));
        add(named("is sent again while it fires, and after it was resolved")
                .rule("Exec", EXEC)
                .line(1500, ALICE)
                .line(4500, ALICE)
                .line(7500, ALICE)
                .line(10500, ALICE)
                .seconds(30));
        add(named("three alerts with lives of their own")
                .rule("Exec", EXEC, 2000, NONE, NONE)
                .line(1500, ALICE)
                .line(3500, BOB)
                .line(5500, CAROL)
                .line(6500, ALICE));
        add(named("the value changes while it fires")
                .rule("Exec", EXEC, 0, NONE, Map.of("summary", "{{ $value }} by {{ $labels.user }}"))
                .line(1500, ALICE)
                .line(3300, ALICE)
                .line(3600, ALICE)
                .line(5200, ALICE));
    }

    private void windows() {
        add(named("a line at the very time of an evaluation counts")
                .rule("Exec", EXEC)
                .line(4000, ALICE));
        add(named("a line a window before an evaluation does not count")
                .rule("Exec", EXEC)
                .line(2000, ALICE));
        add(named("a nanosecond matters").rule("Exec", EXEC).line(4001, ALICE).line(7999, BOB));
        add(named("a window that is longer than the run")
                .rule("Exec", EXEC.replace("[4s]", "[10m]"))
                .line(3000, ALICE)
                .seconds(14));
        add(named("a window that is shorter than the interval misses lines")
                .rule("Exec", EXEC.replace("[4s]", "[500ms]"))
                .line(3000, ALICE)
                .line(5700, BOB));
        add(named("an offset delays")
                .rule("Exec", EXEC.replace("[4s]", "[4s] offset 3s"))
                .line(3000, ALICE));
        add(named("a line before the start").rule("Exec", EXEC).line(-1500, ALICE));
        add(named("an interval of half seconds")
                .every(2500)
                .rule("Exec", EXEC)
                .line(2500, ALICE)
                .line(5100, BOB));
        add(named("a threshold that is reached and not passed")
                .rule("Many", "sum by (user) (count_over_time({log_type=\"audit\"} | json [4s])) > 2")
                .line(2500, ALICE)
                .line(2600, ALICE)
                .line(7100, BOB)
                .line(7200, BOB)
                .line(7300, BOB));
    }

    private void failures() {
        String broken = "{\"verb\":\"exec\",\"user\":\"mal";
        add(named("a truncated line fails a rule without a guard, as long as it is in the window")
                .rule("Exec", EXEC_OF_NS)
                .line(3000, ALICE)
                .line(5000, broken)
                .line(9000, CAROL));
        add(named("a truncated line and a guard")
                .rule("Exec", EXEC)
                .line(3000, ALICE)
                .line(3500, broken));
        add(named("an alert that fires outlives a failure")
                .rule("Exec", EXEC_OF_NS)
                .line(1500, ALICE)
                .line(3500, broken)
                .routing(root("hook", "")));
        add(named("a failure that lasts lets Alertmanager take the alert for resolved")
                .rule("Exec", EXEC_OF_NS)
                .line(1500, ALICE)
                .line(3500, broken)
                .line(7000, broken)
                .line(10500, broken)
                .line(14000, broken)
                .line(17500, broken)
                .line(21000, broken)
                .line(24500, broken)
                .routing(root("hook", ""))
                .seconds(34));
        add(named("more series than the limit")
                .maxQuerySeries(2)
                .rule("Exec", EXEC)
                .line(2500, ALICE)
                .line(4500, BOB)
                .line(5000, CAROL));
        add(named("as many series as the limit")
                .maxQuerySeries(2)
                .rule("Exec", EXEC)
                .line(2500, ALICE)
                .line(3000, BOB));
        CaseBuilder many = named("501 series").rule("Many", EXEC.replace("(user)", "(n)"));
        CaseBuilder enough =
                named("500 series").rule("Many", EXEC.replace("(user)", "(n)")).seconds(10);
        for (int i = 0; i <= 500; i++) {
            String line = "{\"verb\":\"exec\",\"n\":" + i + "}";
            many.line(3000 + i, line);
            if (i > 0) {
                enough.line(3000 + i, line);
            }
        }
        add(many.line(9000, "{\"verb\":\"exec\",\"n\":7}"));
        add(enough);
        add(named("two series that a label of the rule makes one")
                .rule("Exec", EXEC, 0, Map.of("user", "somebody"), NONE)
                .line(2500, ALICE)
                .line(4500, BOB)
                .routing(root("hook", "")));
        add(named("the namespace that the operator adds makes two series one")
                .rule("Exec", EXEC.replace("(user)", "(namespace)"), 0, Map.of("namespace", "openshift-logging"), NONE)
                .line(2500, "{\"verb\":\"exec\",\"namespace\":\"prod\"}")
                .line(4500, "{\"verb\":\"exec\",\"namespace\":\"dev\"}"));
        add(named("more alerts than the group's limit are all forgotten")
                .limit(2)
                .rule("Exec", EXEC)
                .line(1500, ALICE)
                .line(3500, BOB)
                .line(5500, CAROL)
                .line(11500, BOB)
                .routing(root("hook", "")));
        add(named("as many alerts as the group's limit")
                .limit(2)
                .rule("Exec", EXEC)
                .line(1500, ALICE)
                .line(3500, BOB));
        add(named("pending alerts count for the limit")
                .limit(1)
                .rule("Exec", EXEC, 4000, NONE, NONE)
                .line(1500, ALICE)
                .line(3500, BOB));
        add(named("many to one without saying so")
                .rule(
                        "Both",
                        "sum by (user, ns) (count_over_time({log_type=\"audit\"} | json [4s])) / on (user)"
                                + " sum by (user) (count_over_time({log_type=\"audit\"} | json [4s]))")
                .line(2500, ALICE)
                .line(4500, ALICE.replace("prod", "dev")));
        add(named("one rule fails and the next goes on")
                .rule("Broken", EXEC_OF_NS)
                .rule("Exec", EXEC)
                .line(3000, ALICE)
                .line(3500, broken));
        add(named("a line that is too long is discarded")
                .maxLineSize(100)
                .rule("Exec", EXEC)
                .line(3000, ALICE.replace("alice", "a".repeat(100)))
                .line(5000, BOB));
    }

    private void labels() {
        add(named("a label of the rule replaces that of the series")
                .rule("Exec", EXEC, 0, Map.of("user", "x-{{ $labels.user }}"), Map.of("who", "{{ $labels.user }}"))
                .line(3000, ALICE)
                .line(3500, BOB));
        add(named("a label that the rule empties is gone")
                .rule("Exec", EXEC, 0, Map.of("user", ""), NONE)
                .line(3000, ALICE));
        add(named("a label made of a value")
                .rule(
                        "Exec",
                        EXEC,
                        0,
                        Map.of("severity", "{{ if gt $value 1.0 }}critical{{ else }}warning{{ end }}"),
                        NONE)
                .line(2500, ALICE)
                .line(4500, ALICE)
                .line(8500, ALICE)
                .routing(root("hook", "group_by: [alertname], ")));
        add(named("without grouping the labels of the stream are those of the alert")
                .rule("Any", "count_over_time({log_type=\"audit\"} [4s])")
                .line(3000, ALICE)
                .line(3500, Labels.of("log_type", "audit", "node", "a"), BOB));
        add(named("an alertname in the series is replaced")
                .rule("Any", "sum by (alertname) (count_over_time({log_type=\"audit\"} | json [4s]))")
                .line(3000, "{\"alertname\":\"Other\"}"));
        add(named("a label of the line that is empty")
                .rule("Exec", EXEC)
                .line(3000, "{\"verb\":\"exec\",\"user\":\"\"}"));
        add(named("labels with letters of all kinds")
                .rule("Exec", EXEC, 0, NONE, Map.of("summary", "<{{ $labels.user }}>"))
                .line(3000, "{\"verb\":\"exec\",\"user\":\"Zoë <\\\"&\\\\> 日本 \uD83D\uDE00\"}")
                .routing(root("hook", "group_by: [user], ")));
    }

    private void texts() {
        add(named("texts with labels and the value")
                .rule(
                        "Exec",
                        EXEC,
                        0,
                        Map.of("severity", "warning"),
                        Map.of(
                                "summary",
                                "{{ $labels.user }} ran {{ $value }} commands",
                                "missing",
                                "[{{ $labels.nosuch }}]",
                                "dotted",
                                "{{ .Labels.user }}/{{ .Value }}"))
                .line(3000, ALICE)
                .line(3100, ALICE));
        add(named("a text that fails when it is expanded")
                .rule("Exec", EXEC, 0, NONE, Map.of("summary", "{{ index $labels 1 }}", "other", "fine"))
                .line(3000, ALICE));
        add(named("a label that fails when it is expanded")
                .rule("Exec", EXEC, 0, Map.of("bad", "{{ .Nope.Nope }}"), NONE)
                .line(3000, ALICE));
        add(named("numbers in words")
                .rule(
                        "Sum",
                        "sum by (user) (sum_over_time({log_type=\"audit\"} | json | unwrap code [4s])) / 3",
                        0,
                        NONE,
                        Map.of(
                                "a",
                                "{{ $value }}",
                                "b",
                                "{{ printf \"%.2f\" $value }}",
                                "c",
                                "{{ printf \"%v\" $value }}"))
                .line(3000, ALICE)
                .line(3500, BOB.replace("101", "1000000000")));
    }

    private void queries() {
        add(named("absent_over_time fires until a line comes, and again")
                .rule("Silent", "absent_over_time({log_type=\"audit\"} |= \"exec\" [4s])")
                .line(5000, ALICE)
                .routing(root("hook", "")));
        add(named("absent_over_time with a for")
                .rule("Silent", "absent_over_time({log_type=\"audit\"}[3s])", 4000, NONE, NONE)
                .line(2500, ALICE)
                .line(5500, ALICE)
                .line(8000, ALICE));
        add(named("a rate")
                .rule("Rate", "sum(rate({log_type=\"audit\"}[4s])) > 0.3")
                .line(3000, ALICE)
                .line(3500, BOB));
        add(named("topk")
                .rule("Top", "topk(1, " + EXEC.replace(" > 0", "") + ")")
                .line(3000, ALICE)
                .line(3100, ALICE)
                .line(3500, BOB));
        add(named("unless another is there")
                .rule(
                        "Unanswered",
                        "sum by (user) (count_over_time({log_type=\"audit\"} | json | verb=\"exec\" [6s])) unless"
                                + " sum by (user) (count_over_time({log_type=\"audit\"} | json | verb=\"exit\" [6s]))")
                .line(2500, ALICE)
                .line(5500, ALICE.replace("exec", "exit"))
                .line(6500, BOB));
        add(named("and both at once")
                .rule(
                        "Both",
                        "sum by (user) (count_over_time({log_type=\"audit\"} |= \"prod\" | json [6s])) and"
                                + " sum by (user) (count_over_time({log_type=\"audit\"} |= \"dev\" | json [6s]))")
                .line(2500, ALICE)
                .line(5500, ALICE.replace("prod", "dev"))
                .line(6500, BOB));
        add(named("a bool comparison always has a series")
                .rule("Bool", EXEC.replace("> 0", ">= bool 2"))
                .line(2500, ALICE));
        add(named("a number is an alert without labels")
                .rule("Number", "1 > bool 0")
                .seconds(10));
        add(named("label_format and regexp")
                .rule(
                        "Ns",
                        "sum by (team) (count_over_time({log_type=\"audit\"} | json | __error__=\"\""
                                + " | label_format team=\"t-{{.ns}}\" [4s]))")
                .line(3000, ALICE)
                .line(3500, CAROL));
        add(named("distinct users are counted")
                .rule("Users", "count(sum by (user) (count_over_time({log_type=\"audit\"} | json [4s]))) >= 2")
                .line(2500, ALICE)
                .line(3500, BOB)
                .line(9000, CAROL));
        add(named("a label made by label_replace")
                .rule("First", "label_replace(" + EXEC + ", \"initial\", \"$1\", \"user\", \"(.).*\")")
                .line(3000, ALICE)
                .line(3500, BOB));
        add(named("vector zero or what there is")
                .rule("Zero", "sum(count_over_time({log_type=\"audit\"}[4s])) or vector(0)")
                .line(3000, ALICE)
                .seconds(14));
    }

    private void logs() {
        String pods = "sum by (objectRef_name) (count_over_time({log_type=\"audit\"} | json | __error__=\"\""
                + " | objectRef_subresource=\"exec\" | stage=\"ResponseStarted\" [4s])) > 0";
        AuditEvent exec = AuditEvent.of(Field.SUBRESOURCE, "exec")
                .and(Field.NAME, "web-1")
                .and(Field.NAMESPACE, "prod");
        add(named("an audit event of two stages counts once if one stage is asked for")
                .rule("Exec", pods, 0, NONE, Map.of("summary", "exec into {{ $labels.objectRef_name }}"))
                .happens(Happening.of(Duration.ofSeconds(3), exec)));
        add(named("both stages count twice")
                .rule("Exec", pods.replace(" | stage=\"ResponseStarted\"", "").replace("> 0", "> 1"))
                .happens(Happening.of(Duration.ofSeconds(3), exec.lasting(Duration.ofMillis(500)))));
        add(named("an audit event as ViaQ has it")
                .rule("Exec", pods)
                .happens(new Happening(
                        new Happening.Request(exec, Body.VIAQ),
                        Duration.ofSeconds(3),
                        Happening.Repetition.NONE,
                        Optional.empty(),
                        OptionalInt.empty())));
        add(named("events repeated with other names")
                .rule("Exec", pods)
                .happens(Happening.of(Duration.ofSeconds(2), exec).repeated(4, Duration.ofMillis(1700), Field.NAME)));
        add(named("the same line twice at one time")
                .rule("Exec", EXEC.replace("> 0", "> 1"))
                .line(3000, ALICE)
                .line(3000, ALICE)
                .line(9000, BOB)
                .line(9001, BOB));
        add(named("lines of another stream do not count")
                .rule("Exec", EXEC)
                .line(3000, Labels.of("log_type", "application"), ALICE));
    }

    private void groups() {
        add(named("two rules of a group see the same lines")
                .rule("Exec", EXEC)
                .rule("Prod", EXEC_OF_NS, 2000, Map.of("severity", "info"), NONE)
                .line(3000, ALICE)
                .line(4500, CAROL));
        add(named("two groups with intervals of their own")
                .rule("Exec", EXEC)
                .group()
                .every(3000)
                .rule("Prod", EXEC_OF_NS, 3000, NONE, NONE)
                .line(3000, ALICE)
                .line(4500, CAROL)
                .routing(root("hook", "group_by: [alertname], ")));
        add(named("two rules of the same name")
                .rule("Exec", EXEC, 0, Map.of("severity", "info"), NONE)
                .rule("Exec", EXEC.replace("> 0", "> 1"), 0, Map.of("severity", "critical"), NONE)
                .line(2500, ALICE)
                .line(3500, ALICE)
                .routing(root("hook", "group_by: [alertname], ")));
        add(named("an interval that is longer than resend-delay")
                .every(6000)
                .rule("Exec", EXEC.replace("[4s]", "[8s]"))
                .line(3000, ALICE)
                .line(10000, ALICE)
                .seconds(30));
    }

    private void grouping() {
        List<String> by = List.of(
                "",
                "group_by: [alertname], ",
                "group_by: [user], ",
                "group_by: ['...'], ",
                "group_by: [severity], ",
                "group_by: [nosuch, ns], ");
        for (int i = 0; i < by.size(); i++) {
            add(named("grouped "
                            + (by.get(i).isEmpty()
                                    ? "as one"
                                    : by.get(i).replace(", ", " ").strip()))
                    .rule("Exec", EXEC, 0, Map.of("severity", "critical"), Map.of("summary", "{{ $labels.user }}"))
                    .rule("Prod", EXEC_OF_NS, 2000, Map.of("severity", "info"), NONE)
                    .line(1500, ALICE)
                    .line(3500, BOB)
                    .line(5500, CAROL)
                    .line(7500, ALICE)
                    .routing(root("hook", by.get(i))));
        }
        add(named("told again after repeat_interval")
                .rule("Silent", "absent_over_time({log_type=\"audit\"}[4s])")
                .routing(root("hook", "").replace("4h", "4s")));
        add(named("an alert that comes and goes within group_wait is never told")
                .rule("Exec", EXEC.replace("[4s]", "[2s]"))
                .line(3000, ALICE)
                .routing(root("hook", "").replace("750ms", "4750ms")));
        add(named("what is new waits for group_interval")
                .rule("Exec", EXEC.replace("[4s]", "[9s]"))
                .line(1500, ALICE)
                .line(5500, BOB)
                .line(6500, CAROL)
                .routing(root("hook", "").replace("3s", "5s")));
        add(named("annotations that change are no news")
                .rule("Exec", EXEC, 0, NONE, Map.of("summary", "{{ $value }}"))
                .line(1500, ALICE)
                .line(3500, ALICE)
                .line(3600, ALICE)
                .line(6500, ALICE)
                .routing(root("hook", "")));
    }

    private void routes() {
        String two =
                "route: {receiver: hook, group_by: [alertname], " + TIMES + ", routes: [{receiver: slack, matchers:"
                        + " ['severity=\"critical\"'], continue: %s}, {receiver: quiet, matchers: ['user=~\"a.*\"']}]}\n"
                        + RECEIVERS;
        for (String continues : List.of("true", "false")) {
            add(named("routes with continue " + continues)
                    .rule("Exec", EXEC, 0, Map.of("severity", "critical"), NONE)
                    .rule("Prod", EXEC_OF_NS, 0, Map.of("severity", "info"), NONE)
                    .line(1500, ALICE)
                    .line(3500, BOB)
                    .routing(two.formatted(continues)));
        }
        for (String receiver : List.of("quiet", "slack", "two", "nobody")) {
            add(named("the receiver " + receiver)
                    .rule("Exec", EXEC)
                    .line(1500, ALICE)
                    .line(5500, BOB)
                    .routing(root(receiver, "")));
        }
        add(named("a child with times of its own")
                .rule("Exec", EXEC, 0, Map.of("severity", "critical"), NONE)
                .rule("Prod", EXEC_OF_NS, 0, Map.of("severity", "info"), NONE)
                .line(1500, ALICE)
                .line(3500, CAROL)
                .routing("route: {receiver: hook, " + TIMES + ", routes: [{matchers: ['severity=critical'], group_wait:"
                        + " 1250ms, group_interval: 2s, group_by: [user]}]}\n" + RECEIVERS));
        add(named("two routes to one receiver")
                .rule("Exec", EXEC, 0, Map.of("severity", "critical"), NONE)
                .line(1500, ALICE)
                .routing("route: {receiver: hook, " + TIMES + ", routes: [{receiver: hook, matchers: ['user=alice'],"
                        + " continue: true, group_wait: 1750ms}, {receiver: hook, matchers: ['severity=critical']}]}\n"
                        + RECEIVERS));
    }

    private void silence() {
        String rules =
                "inhibit_rules: [{source_matchers: ['severity=critical'], target_matchers: ['severity=info']%s}]\n";
        for (String equal : List.of("", ", equal: [ns]", ", equal: [user]")) {
            add(named("inhibition" + equal.replace(",", ""))
                    .rule("Exec", EXEC.replace("(user)", "(user, ns)"), 0, Map.of("severity", "info"), NONE)
                    .rule("Prod", EXEC_OF_NS.replace("> 0", "> 1"), 0, Map.of("severity", "critical"), NONE)
                    .line(1500, ALICE)
                    .line(3500, BOB)
                    .line(3800, CAROL)
                    .line(6500, ALICE)
                    .routing(root("hook", "group_by: [alertname], ") + rules.formatted(equal)));
        }
        add(
                named("what is both does not inhibit itself")
                        .rule("Exec", EXEC, 0, Map.of("severity", "critical"), NONE)
                        .line(1500, ALICE)
                        .line(1600, BOB)
                        .routing(
                                root("hook", "")
                                        + "inhibit_rules: [{source_matchers: ['severity=critical'], target_matchers: ['alertname=Exec']}]\n"));
        for (String kind : List.of("mute_time_intervals", "active_time_intervals")) {
            for (String when : List.of("mornings", "never")) {
                add(named(kind + " " + when)
                        .rule("Exec", EXEC)
                        .line(1500, ALICE)
                        .routing("route: {receiver: hook, " + TIMES
                                + ", routes: [{receiver: slack, matchers: ['user=alice'],"
                                + " " + kind + ": [" + when + "]}]}\n" + RECEIVERS
                                + "time_intervals:\n"
                                + "- {name: mornings, time_intervals: [{times: [{start_time: '08:00', end_time: '12:00'}]}]}\n"
                                + "- {name: never, time_intervals: [{years: ['1970']}]}\n"));
            }
        }
    }
}
