package io.auditrules.live;

import io.auditrules.event.Labels;
import io.auditrules.json.JsonWriter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;

/** Rules, events and routings that nobody thought of; the same number makes the same case. */
final class RandomCases {
    private static final List<String> USERS = List.of("alice", "bob", "carol", "system:admin");
    private static final List<String> VERBS = List.of("exec", "delete", "get");
    private static final List<String> SEVERITIES = List.of("critical", "warning", "info");
    private static final List<String> NAMES = List.of("A", "B", "C", "D");

    private final SplittableRandom random;

    private RandomCases(long seed) {
        this.random = new SplittableRandom(seed);
    }

    static List<LiveCase> all(int first, int count) {
        List<LiveCase> all = new ArrayList<>();
        for (int seed = first; seed < first + count; seed++) {
            all.add(new RandomCases(seed).build("random " + seed));
        }
        return all;
    }

    private LiveCase build(String name) {
        CaseBuilder builder = CaseBuilder.named(name);
        int groups = 1 + random.nextInt(2);
        int alerts = 0;
        for (int i = 0; i < groups; i++) {
            builder.every(pick(List.of(2000, 2000, 2500, 3000)));
            builder.limit(random.nextInt(4) == 0 ? 1 + random.nextInt(3) : 0);
            int rules = 1 + random.nextInt(2);
            for (int j = 0; j < rules; j++) {
                rule(builder, NAMES.get(alerts++));
            }
            builder.group();
        }
        if (random.nextInt(8) == 0) {
            builder.maxQuerySeries(1 + random.nextInt(3));
        }
        events(builder);
        if (random.nextInt(5) > 0) {
            builder.routing(routing());
        }
        return builder.seconds(22 + random.nextInt(6)).build();
    }

    private void rule(CaseBuilder builder, String name) {
        Map<String, String> labels = new TreeMap<>();
        if (random.nextInt(4) > 0) {
            labels.put("severity", pick(SEVERITIES));
        }
        if (random.nextInt(6) == 0) {
            labels.put(pick(List.of("user", "verb", "ns")), pick(List.of("fixed", "{{ $labels.user }}", "")));
        }
        Map<String, String> annotations = new TreeMap<>();
        if (random.nextInt(3) > 0) {
            annotations.put(
                    "summary",
                    pick(List.of(
                            "{{ $labels.user }} did it {{ $value }} times",
                            "{{ $labels.nosuch }}|{{ .Labels.verb }}|{{ .Value }}",
                            "{{ if gt $value 2.0 }}many{{ else }}few{{ end }}",
                            "{{ printf \"%.1f of %s\" $value $labels.ns }}",
                            "plain words")));
        }
        builder.rule(name, expr(), pick(List.of(0, 0, 0, 2000, 3000, 4000, 5000)), labels, annotations);
    }

    private String expr() {
        String window = pick(List.of("3s", "4s", "5s", "8s"));
        if (random.nextInt(9) == 0) {
            return "absent_over_time({log_type=\"audit\"} |= \"" + pick(USERS) + "\" [" + window + "])";
        }
        String guard = random.nextInt(4) == 0 ? "" : " | __error__=\"\"";
        String filter = pick(List.of(
                "", " |= \"exec\"", " != \"get\"", " | verb=\"exec\"", " | verb=~\"exec|delete\"", " | code >= 400"));
        boolean isLineFilter = filter.startsWith(" |= ") || filter.startsWith(" != ");
        String selector = "{log_type=\"audit\"}" + (isLineFilter ? filter : "") + " | json" + guard
                + (isLineFilter ? "" : filter);
        String unwrapped = "sum_over_time(" + selector + " | unwrap code" + guard + " [" + window + "])";
        String counted = random.nextInt(8) == 0
                ? unwrapped
                : (random.nextInt(6) == 0 ? "rate(" : "count_over_time(") + selector + " [" + window + "])";
        String grouped = pick(List.of(
                "sum by (user) (" + counted + ")",
                "sum by (user, verb) (" + counted + ")",
                "sum by (ns) (" + counted + ")",
                "sum(" + counted + ")",
                "max by (user, ns) (" + counted + ")",
                counted));
        return grouped + pick(List.of("", " > 0", " > 1", " >= 2", " > 0.4", " < 3", " != 1"));
    }

    private void events(CaseBuilder builder) {
        int count = 2 + random.nextInt(12);
        for (int i = 0; i < count; i++) {
            int at = random.nextInt(4) == 0 ? 1000 * random.nextInt(16) : random.nextInt(16_000);
            Labels stream = random.nextInt(5) == 0
                    ? Labels.of("log_type", "audit", "node", pick(List.of("a", "b")))
                    : CaseBuilder.AUDIT;
            String line = line();
            builder.line(at, stream, random.nextInt(20) == 0 ? line.substring(0, line.length() / 2) : line);
        }
    }

    private String line() {
        Map<String, Object> event = new LinkedHashMap<>();
        event.put("verb", pick(VERBS));
        event.put("user", pick(USERS));
        if (random.nextInt(4) > 0) {
            event.put("ns", pick(List.of("prod", "dev")));
        }
        event.put("code", pick(List.of(200L, 201L, 403L, 500L)));
        return JsonWriter.write(event, JsonWriter.Escapes.GO);
    }

    private String routing() {
        StringBuilder yaml = new StringBuilder("route:\n  receiver: r0\n");
        timing(yaml, 1, true);
        int children = random.nextInt(4);
        if (children > 0) {
            yaml.append("  routes:\n");
        }
        for (int i = 0; i < children; i++) {
            yaml.append("  - receiver: r").append(random.nextInt(4)).append('\n');
            yaml.append("    matchers: ['").append(matcher()).append("']\n");
            yaml.append("    continue: ").append(random.nextBoolean()).append('\n');
            if (random.nextInt(5) == 0) {
                yaml.append(pick(List.of(
                        "    mute_time_intervals: [always]\n",
                        "    mute_time_intervals: [never]\n",
                        "    active_time_intervals: [always]\n",
                        "    active_time_intervals: [never]\n")));
            }
            timing(yaml, 2, false);
        }
        if (random.nextInt(2) == 0) {
            yaml.append("inhibit_rules:\n- source_matchers: ['")
                    .append(matcher())
                    .append("']\n  target_matchers: ['")
                    .append(matcher())
                    .append("']\n");
            if (random.nextBoolean()) {
                yaml.append("  equal: [")
                        .append(pick(List.of("user", "severity", "ns")))
                        .append("]\n");
            }
        }
        return yaml + """
                receivers:
                - name: r0
                  webhook_configs: [{url: 'http://127.0.0.1:9/'}]
                - name: r1
                  webhook_configs: [{url: 'http://127.0.0.1:9/', send_resolved: false}]
                - name: r2
                  slack_configs: [{api_url_file: /slack, channel: '#audit'}]
                  webhook_configs: [{url: 'http://127.0.0.1:9/'}]
                - name: r3
                time_intervals:
                - name: always
                  time_intervals: [{times: [{start_time: '00:00', end_time: '24:00'}]}]
                - name: never
                  time_intervals: [{years: ['1970']}]
                """;
    }

    /** Not at once with an evaluation, for then it is chance whether a notification has what is posted. */
    private void timing(StringBuilder yaml, int depth, boolean always) {
        String indent = "  ".repeat(depth);
        if (always || random.nextInt(3) == 0) {
            yaml.append(indent)
                    .append("group_by: ")
                    .append(pick(List.of("[alertname]", "[alertname, user]", "['...']", "[severity]", "[user]")))
                    .append('\n');
        }
        if (always || random.nextInt(3) == 0) {
            yaml.append(indent)
                    .append("group_wait: ")
                    .append(pick(List.of("750ms", "1250ms", "1750ms", "3250ms")))
                    .append('\n');
        }
        if (always || random.nextInt(3) == 0) {
            yaml.append(indent)
                    .append("group_interval: ")
                    .append(pick(List.of("2s", "3s", "4500ms")))
                    .append('\n');
        }
        if (always || random.nextInt(3) == 0) {
            yaml.append(indent)
                    .append("repeat_interval: ")
                    .append(pick(List.of("5s", "7s", "4h")))
                    .append('\n');
        }
    }

    private String matcher() {
        return pick(List.of(
                "alertname=\"" + pick(NAMES) + "\"",
                "severity=\"" + pick(SEVERITIES) + "\"",
                "severity!=\"" + pick(SEVERITIES) + "\"",
                "user=\"" + pick(USERS) + "\"",
                "user=~\"a.*|b.*\"",
                "alertname=~\"A|B\""));
    }

    private <T> T pick(List<T> from) {
        return from.get(random.nextInt(from.size()));
    }
}
