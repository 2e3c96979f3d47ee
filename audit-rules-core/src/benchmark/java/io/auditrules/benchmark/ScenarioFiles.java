package io.auditrules.benchmark;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;

/**
 * Writes a project of made-up scenarios, each of 50 events in six minutes, for three rules of the kind that people have; and
 * beside it, for promtool, as many tests of three rules over 50 series.
 */
final class ScenarioFiles {
    private static final int PER_FILE = 50;
    private static final int EVENTS = 50;

    private final Path folder;
    private final Random random = new Random(20261124);

    private ScenarioFiles(Path folder) {
        this.folder = folder;
    }

    /** Takes the folder, how many scenarios, and the window of the rules, such as 5m. */
    public static void main(String[] arguments) throws IOException {
        ScenarioFiles files = new ScenarioFiles(Path.of(arguments[0]));
        int scenarios = Integer.parseInt(arguments[1]);
        files.write("rules/rules.yaml", rules(arguments[2]));
        for (int i = 0; i * PER_FILE < scenarios; i++) {
            files.write("scenarios/" + i + ".yaml", files.scenarios(i));
        }
        files.write("promtool/rules.yaml", promtoolRules());
        files.write("promtool/tests.yaml", files.promtoolTests(scenarios));
    }

    private void write(String name, String text) throws IOException {
        Path file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }

    private static String rules(String window) {
        StringBuilder text = new StringBuilder("""
                apiVersion: auditrules.io/v1
                kind: Platform
                preset: openshift-logging
                ---
                apiVersion: auditrules.io/v1
                kind: Routing
                route: {receiver: security, group_by: [alertname]}
                receivers:
                  - name: security
                    webhook_configs: [{url_file: /etc/url}]
                ---
                apiVersion: auditrules.io/v1
                kind: Rules
                groups:
                  - name: pods
                    rules:
                """);
        for (String subresource : List.of("exec", "attach", "portforward")) {
            text.append("""
                          - alert: Pod_%1$s
                            when: {resource: pods, subresource: %1$s, code: 101}
                            by: [user, namespace, name]
                            window: %2$s
                            annotations: {summary: "{{ $labels.user_username }}", description: "{{ $value }}"}
                    """.formatted(subresource, window));
        }
        return text.toString();
    }

    private String scenarios(int file) {
        StringBuilder text = new StringBuilder("""
                apiVersion: auditrules.io/v1
                kind: Scenarios
                scenarios:
                """);
        for (int i = 0; i < PER_FILE; i++) {
            text.append("  - name: scenario ").append(file * PER_FILE + i).append("\n    events:\n");
            for (int event = 0; event < EVENTS; event++) {
                text.append("      - {at: %ds, user: user-%d, subresource: %s, namespace: ns-%d, name: web-%d}%n"
                        .formatted(
                                7 * event,
                                random.nextInt(3),
                                List.of("exec", "attach", "log").get(random.nextInt(3)),
                                random.nextInt(3),
                                random.nextInt(5)));
            }
            text.append("    expect: {exhaustive: false, silent: [Pod_portforward]}\n");
        }
        return text.toString();
    }

    private static String promtoolRules() {
        StringBuilder text = new StringBuilder("groups:\n- name: pods\n  interval: 1m\n  rules:\n");
        for (String name : List.of("a", "b", "c")) {
            text.append("  - alert: %1$s\n    expr: sum by (user, name) (increase(%1$s[5m])) > 0\n".formatted(name));
        }
        return text.toString();
    }

    private String promtoolTests(int tests) {
        StringBuilder text = new StringBuilder("rule_files: [rules.yaml]\nevaluation_interval: 1m\ntests:\n");
        for (int i = 0; i < tests; i++) {
            text.append("- interval: 1m\n  input_series:\n");
            for (int series = 0; series < EVENTS; series++) {
                text.append("  - {series: '%s{user=\"u%d\", name=\"n%d\"}', values: '0 1+0x12'}%n"
                        .formatted(List.of("a", "b", "d").get(random.nextInt(3)), random.nextInt(3), series));
            }
            text.append("  alert_rule_test:\n  - {eval_time: 12m, alertname: c, exp_alerts: []}\n");
        }
        return text.toString();
    }
}
