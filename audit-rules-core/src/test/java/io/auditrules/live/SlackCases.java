package io.auditrules.live;

import io.auditrules.json.JsonWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/**
 * Cases of what receivers are told in words: templates of Slack messages, each on alerts that come, share little, and end.
 * They keep to what means the same to Alertmanager 0.25 and to 0.34, which is simulated.
 */
final class SlackCases {
    private static final String EXEC =
            "sum by (user, ns) (count_over_time({log_type=\"audit\"} | json | __error__=\"\" | verb=\"exec\" [4s])) > 0";
    private static final String DELETE =
            "sum by (user) (count_over_time({log_type=\"audit\"} | json | verb=\"delete\" [6s])) > 0";
    private static final String RANGE =
            "{{ range .Alerts }}[{{ .Status }} {{ .Labels.user }} {{ .Annotations.summary }}]{{ end }}";
    private static final int RANDOM_CASES = 12;

    private final List<LiveCase> cases = new ArrayList<>();

    private SlackCases() {}

    static List<LiveCase> all() {
        SlackCases all = new SlackCases();
        all.data();
        all.alerts();
        all.language();
        all.settings();
        all.receivers();
        for (int seed = 1; seed <= RANDOM_CASES; seed++) {
            all.random(seed);
        }
        return all.cases;
    }

    /** One receiver, told of everything in groups of {@code group_by}, with these settings. */
    private void add(String name, String groupBy, String... settings) {
        addRouting(name, routing("slack", groupBy, slack(true, settings)));
    }

    private void addRouting(String name, String routing) {
        cases.add(CaseBuilder.named("Slack: " + name)
                .rule(
                        "Exec",
                        EXEC,
                        0,
                        Map.of("severity", "critical"),
                        Map.of(
                                "summary",
                                "{{ $labels.user }} in {{ $labels.ns }}",
                                "runbook",
                                "https://run/exec?a=b&c=d"))
                .rule("Delete", DELETE, 2000, Map.of("severity", "info"), Map.of("summary", "{{ $value }} deleted"))
                .line(1500, event("exec", "alice", "prod"))
                .line(1700, event("exec", "bob", "dev"))
                .line(3500, event("delete", "alice", "prod"))
                .line(5500, event("exec", "système:ops \\\"é\\\" <b>&", "prod"))
                .seconds(22)
                .routing(routing)
                .build());
    }

    private static String event(String verb, String user, String ns) {
        return "{\"verb\":\"" + verb + "\",\"user\":\"" + user + "\",\"ns\":\"" + ns + "\"}";
    }

    private static String routing(String receiver, String groupBy, String integrations) {
        return "route: {receiver: " + receiver + ", group_by: " + groupBy
                + ", group_wait: 750ms, group_interval: 3s, repeat_interval: 4h}\nreceivers:\n- name: " + receiver
                + "\n  slack_configs:\n" + integrations;
    }

    /** @param settings keys and their texts, in turn */
    private static String slack(boolean sendsResolved, String... settings) {
        StringBuilder yaml = new StringBuilder("  - api_url_file: /slack\n    send_resolved: " + sendsResolved + "\n");
        for (int i = 0; i < settings.length; i += 2) {
            String text = JsonWriter.write(settings[i + 1], JsonWriter.Escapes.NEEDED);
            yaml.append("    ").append(settings[i]).append(": ").append(text).append('\n');
        }
        return yaml.toString();
    }

    private void data() {
        add("labels that all have", "[alertname]", "title", "{{ .CommonLabels.alertname }} {{ .CommonLabels.user }}");
        add("labels of the group", "[alertname, ns]", "title", "{{ .GroupLabels.ns }}|{{ .GroupLabels.alertname }}");
        add("no labels of the group", "[]", "title", "{{ len .GroupLabels }} {{ .GroupLabels.user }}");
        add("annotations that all have", "[alertname]", "text", "{{ .CommonAnnotations.runbook }}");
        add(
                "annotations that not all have",
                "[]",
                "text",
                "<{{ .CommonAnnotations.summary }}>{{ len .CommonAnnotations }}");
        add(
                "labels that none has",
                "[user]",
                "text",
                "{{ .CommonLabels.nosuch }}|{{ (index .Alerts 0).Labels.nosuch }}");
        add("status", "[user]", "title", "[{{ .Status | toUpper }}:{{ .Alerts.Firing | len }}] {{ .Status }}");
        add("where Alertmanager is reached", "[user]", "title_link", "{{ .ExternalURL }}/#/alerts?r={{ .Receiver }}");
    }

    private void alerts() {
        add("each alert", "[]", "text", RANGE);
        add("each alert of a group", "[alertname]", "text", RANGE);
        add("each alert alone", "['...']", "text", RANGE);
        add(
                "those that fire and those that are resolved",
                "[]",
                "text",
                "{{ range .Alerts.Firing }}+{{ .Labels.user }} {{ end }}{{ range .Alerts.Resolved }}-{{ .Labels.user }} "
                        + "{{ end }}{{ len .Alerts.Firing }}/{{ len .Alerts.Resolved }}/{{ len .Alerts }}");
        addRouting("resolved ones are not told", routing("slack", "[]", slack(false, "text", RANGE)));
        add(
                "times",
                "[user]",
                "text",
                "{{ range .Alerts }}{{ .StartsAt.Format \"15:04:05.000 MST\" }} {{ .StartsAt }} "
                        + "{{ if eq .Status \"resolved\" }}{{ .EndsAt.Sub .StartsAt }}{{ else }}{{ .EndsAt }}{{ end }}\n{{ end }}");
        add("fingerprints", "[]", "text", "{{ range .Alerts }}{{ .Fingerprint }} {{ end }}");
        add(
                "pairs",
                "[alertname]",
                "text",
                "{{ range .Alerts }}{{ range .Labels.SortedPairs }}{{ .Name }}={{ .Value | printf \"%q\" }},{{ end }} "
                        + "{{ .Labels.Names }} {{ .Annotations.Values }}{{ end }}"
                        + "{{ with .CommonLabels.Remove .GroupLabels.Names }}rest: {{ .Values | join \";\" }}{{ end }}");
    }

    private void language() {
        add(
                "conditions",
                "[user]",
                "title",
                "{{ if eq .Status \"firing\" }}:fire:{{ else }}:ok:{{ end }}",
                "text",
                "{{ if and (eq .CommonLabels.severity \"critical\") (gt (len .Alerts) 0) }}now{{ else if .CommonLabels.ns }}"
                        + "{{ .CommonLabels.ns }}{{ else }}later{{ end }}");
        add(
                "variables and numbers",
                "[]",
                "text",
                "{{ $all := len .Alerts }}{{ range $i, $a := .Alerts }}{{ if $i }}, {{ end }}{{ $i }}/{{ $all }} "
                        + "{{ $a.Labels.user }} of {{ $.Status }}{{ else }}none{{ end }}{{ printf \" %03d %v\" $all true }}");
        add(
                "functions",
                "[user]",
                "text",
                "{{ .CommonLabels.alertname | toLower | title }} {{ reReplaceAll \"(.)l\" \"$1_\" .CommonLabels.user }} "
                        + "{{ match \"^a.*e$\" .CommonLabels.user }} {{ stringSlice \"a\" \"b\" | join \"+\" }} "
                        + "{{ urlquery .CommonLabels.user }} {{ .CommonLabels.user | html }} {{ .CommonLabels.user | js }}");
        add(
                "blanks and lines",
                "[alertname]",
                "text",
                "\n a {{- range .Alerts }}\n  * {{ .Labels.user -}}\n {{ end }}  z ");
        add(
                "nothing in the end",
                "[]",
                "title",
                "{{ if false }}x{{ end }}",
                "pretext",
                "{{/* nobody */}}",
                "text",
                "{{ \"\" }}");
        add("what JSON escapes", "[]", "text", "<!here> & \"q\" \\ \t é 漢 😀 {{ \"\\u2028 \\x07 \\u00e9\" }}");
        add("a title that is too long", "[user]", "title", "😀{{ .Status }} " + "0123456789".repeat(102));
        add("a title that is just as long as it may be", "[user]", "title", "{{ \"é\" }}" + "x".repeat(1023));
    }

    private void settings() {
        add(
                "all settings",
                "[user]",
                "channel",
                "#{{ .CommonLabels.severity }}",
                "username",
                "am {{ .Status }}",
                "icon_emoji",
                ":{{ .Status }}:",
                "icon_url",
                "http://icon/{{ .Status }}",
                "title",
                "t {{ .CommonLabels.user }}",
                "title_link",
                "{{ .CommonAnnotations.runbook }}",
                "pretext",
                "p {{ len .Alerts }}",
                "text",
                RANGE,
                "fallback",
                "f {{ .Status }}",
                "callback_id",
                "c {{ .Receiver }}",
                "image_url",
                "http://i/{{ .GroupLabels.user }}",
                "thumb_url",
                "http://t/{{ .GroupLabels.user }}",
                "footer",
                "{{ .GroupLabels.SortedPairs.Names | join \",\" }}",
                "color",
                "{{ if eq .Status \"firing\" }}#ff0000{{ else }}#00ff00{{ end }}");
        add(
                "Alertmanager's own beside one of ours",
                "[]",
                "title",
                "{{ template \"slack.default.title\" . }}",
                "text",
                "{{ .Status | title }}",
                "fallback",
                "no template");
    }

    private void receivers() {
        addRouting(
                "a name that means something in a regular expression",
                routing("team.a+(b)", "[user]", slack(true, "title", "{{ .Receiver }}")));
        addRouting(
                "three ways to tell one receiver",
                routing(
                        "slack",
                        "[alertname]",
                        slack(true, "text", RANGE) + slack(false, "text", "{{ len .Alerts }}") + slack(true)
                                + "  webhook_configs: [{url: 'http://127.0.0.1:9/'}]\n"));
        addRouting(
                "two receivers",
                "route: {receiver: a, group_by: [user], group_wait: 750ms, group_interval: 3s, repeat_interval: 4h, routes:"
                        + " [{receiver: b, matchers: [severity=critical], group_by: [ns], continue: true}, {matchers:"
                        + " [severity=critical]}]}\nreceivers:\n- name: a\n  slack_configs:\n"
                        + slack(true, "title", "{{ .Receiver }} {{ .GroupLabels.user }}")
                        + "- name: b\n  slack_configs:\n"
                        + slack(true, "title", "{{ .Receiver }} {{ .GroupLabels.ns }}", "text", RANGE));
        addRouting(
                "told again",
                routing("slack", "[severity]", slack(true, "text", RANGE))
                        .replace("repeat_interval: 4h", "repeat_interval: 3s"));
    }

    private void random(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        String groupBy = pick(random, List.of("[]", "[alertname]", "[user]", "[severity, ns]", "['...']"));
        String routing = routing(
                "slack",
                groupBy,
                slack(
                        random.nextInt(4) > 0,
                        "title",
                        text(random, 0),
                        "text",
                        text(random, 0),
                        "footer",
                        text(random, 1)));
        addRouting("random " + seed, routing.replace("4h", pick(random, List.of("4h", "5s"))));
    }

    /** A text of a few pieces. */
    private static String text(SplittableRandom random, int depth) {
        StringBuilder text = new StringBuilder();
        for (int i = random.nextInt(3); i >= 0; i--) {
            text.append(piece(random, depth)).append(pick(random, List.of("", " ", "|", "\n")));
        }
        return text.append("{{ len .Alerts }}").toString();
    }

    private static String piece(SplittableRandom random, int depth) {
        String map = pick(
                random, List.of(".CommonLabels", ".GroupLabels", ".CommonAnnotations", "(index .Alerts 0).Labels"));
        String value = map + "." + pick(random, List.of("user", "ns", "alertname", "severity", "summary", "nosuch"));
        if (depth > 2) {
            return "{{ " + value + " }}";
        }
        return switch (random.nextInt(7)) {
            case 0 ->
                "{{ if " + value + " }}" + piece(random, depth + 1) + "{{ else }}" + piece(random, depth + 1)
                        + "{{ end }}";
            case 1 ->
                "{{ if " + pick(random, List.of("eq", "ne", "lt", "ge")) + " " + value + " \"alice\" }}"
                        + piece(random, depth + 1) + "{{ end }}";
            case 2 ->
                "{{ range .Alerts" + pick(random, List.of("", ".Firing", ".Resolved")) + " }}{{ .Labels.user }} "
                        + "{{ .Annotations.summary | "
                        + pick(random, List.of("toUpper", "printf \"%q\"", "len", "title")) + " }};"
                        + "{{ end }}";
            case 3 ->
                "{{ range $i, $pair := " + map + ".SortedPairs }}{{ $i }}:{{ $pair.Name }}={{ .Value }} {{ end }}";
            case 4 ->
                "{{ " + value + " | " + pick(random, List.of("toUpper", "urlquery", "printf \"%5.3s\"", "html"))
                        + " }}";
            case 5 -> "{{ with " + value + " }}<{{ . }} {{ $.Status }}>{{ end }}";
            default -> "{{ " + value + " }}";
        };
    }

    private static String pick(SplittableRandom random, List<String> from) {
        return from.get(random.nextInt(from.size()));
    }
}
