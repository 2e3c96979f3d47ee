package io.auditrules.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import io.auditrules.AuditRules;
import io.auditrules.golden.GoldenCase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What people are told of scenarios that do not come as expected, on the rules in scenario/definitions: one folder a case,
 * below golden/mismatches.
 */
class JudgeTest {
    private static final Path RESOURCES =
            Path.of(System.getProperty("basedir", "")).toAbsolutePath().resolve("src/test/resources");

    static List<GoldenCase> cases() {
        return GoldenCase.all("mismatches");
    }

    @ParameterizedTest
    @MethodSource("cases")
    void tellsWhatIsDifferentAndWhy(GoldenCase golden) {
        golden.assertProduces(Map.of("mismatches.txt", told(golden.folder())));
    }

    @Test
    void whatCannotBeExpandedIsToldThoughNobodyAskedForIt(@TempDir Path folder) throws IOException {
        Files.writeString(folder.resolve("rules.yaml"), """
                apiVersion: auditrules.io/v1
                kind: Platform
                preset: loki
                selector: '{log_type="audit"}'
                ---
                apiVersion: auditrules.io/v1
                kind: Rules
                groups:
                  - name: g
                    rules:
                      - alert: Pods
                        when: {resource: pods}
                        labels: {team: '{{ index $labels 1 }}'}
                        annotations: {summary: '{{ query "up" | first | value }}', description: d}
                        scenarios:
                          - name: a
                            events: [{at: 1m, user: eve, verb: get, resource: pods}]
                            fires: true
                ---
                apiVersion: auditrules.io/v1
                kind: Routing
                route: {receiver: chat}
                receivers:
                  - name: chat
                    slack_configs:
                      - {api_url_file: /etc/url, title: '{{ .Nope }}', text: '{{ template "x" . }}', footer: '{{ len .Alerts }}'}
                """);
        TestRun run = AuditRules.read(folder, folder)
                .test(folder.resolve("none"), folder, InstantSource.fixed(Scenario.DEFAULT_START));

        assertThat(run.verdicts())
                .singleElement()
                .satisfies(verdict -> assertThat(verdict.mismatches())
                        .extracting(Mismatch::message)
                        .containsExactly(
                                "Pods: label team cannot be expanded",
                                "Pods: annotation summary cannot be expanded",
                                "chat cannot be told: title of slack_configs[0] cannot be expanded"));
        assertThat(told(run.verdicts().get(0)))
                .contains("query asks the server, which is not known here")
                .contains("can't evaluate field Nope");
    }

    private static String told(Path folder) {
        Path definitions = RESOURCES.resolve("scenario/definitions");
        TestRun run = AuditRules.read(definitions, definitions)
                .test(folder, folder, InstantSource.fixed(Scenario.DEFAULT_START));
        return run.problems().stream().map(problem -> problem + "\n").collect(Collectors.joining())
                + run.verdicts().stream().map(JudgeTest::told).collect(Collectors.joining("\n"));
    }

    private static String told(Verdict verdict) {
        String name = "# " + verdict.scenario().name() + "\n";
        return verdict.isPassed()
                ? name + "as expected\n"
                : name
                        + verdict.mismatches().stream()
                                .map(mismatch -> mismatch + "\n")
                                .collect(Collectors.joining());
    }
}
