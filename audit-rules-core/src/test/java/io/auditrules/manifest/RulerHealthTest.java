package io.auditrules.manifest;

import static org.assertj.core.api.Assertions.assertThat;

import io.auditrules.InstalledProgram;
import io.auditrules.rule.Field;
import io.auditrules.rule.Links;
import io.auditrules.rule.Platform;
import io.auditrules.rule.Rule;
import io.auditrules.rule.RuleGroup;
import io.auditrules.yaml.YamlWriter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Alerts on Loki's ruler, as a real Prometheus reads and plays them. */
class RulerHealthTest {
    private static final List<RuleGroup> GROUPS = List.of(
            RuleGroup.of("access", rule("A", true), rule("B", true), rule("Off", false)),
            RuleGroup.of("pods (exec) \"v1.2\"", rule("C", true)),
            RuleGroup.of("off", rule("D", false)));

    @TempDir
    private Path folder;

    @Test
    void prometheusAcceptsThem() throws IOException, InterruptedException {
        write(platform());

        assertThat(promtool("check", "rules", "rules.yaml")).contains("SUCCESS: 5 rules found");
    }

    @Test
    void theyFireWhenTheRulerFailsAndNotOtherwise() throws IOException, InterruptedException {
        write(platform());
        Files.copy(Path.of("src/test/resources/prometheus/ruler-health.test.yaml"), folder.resolve("test.yaml"));

        assertThat(promtool("test", "rules", "test.yaml")).contains("SUCCESS");
    }

    @Test
    void metricsAreNamedAsTheLokiOfThePlatformNamesThem() {
        String old = text(Platform.preset(Platform.Preset.OPENSHIFT_LOGGING_5_7).build());

        assertThat(old)
                .contains("cortex_prometheus_rule_group_rules{user=\"audit\"")
                .doesNotContain("loki_prometheus");
        // Which is of another part of Loki and never had the prefix.
        assertThat(old).contains("loki_discarded_samples_total{tenant=\"audit\"");
    }

    @Test
    void prometheusAcceptsThemWithNoRuleToMiss() throws IOException, InterruptedException {
        Files.writeString(
                folder.resolve("rules.yaml"),
                YamlWriter.write(spec(RulerHealth.of(platform(), List.of(GROUPS.get(2))))));

        assertThat(promtool("check", "rules", "rules.yaml")).contains("SUCCESS: 4 rules found");
    }

    @Test
    void theObjectHasTheLabelsThatThePrometheusSelectsBy() {
        Platform platform = Platform.preset(Platform.Preset.OPENSHIFT_LOGGING)
                .healthLabels(Map.of("release", "prometheus"))
                .build();

        assertThat(text(platform))
                .contains("labels:\n    release: prometheus\n")
                .doesNotContain("cluster-monitoring");
    }

    private static Rule rule(String name, boolean enabled) {
        return Rule.alert(name)
                .when(Field.RESOURCE.is("pods"))
                .annotation("summary", "s")
                .annotation("description", "d")
                .enabled(enabled)
                .build();
    }

    private static Platform platform() {
        return Platform.preset(Platform.Preset.OPENSHIFT_LOGGING)
                .links(new Links(
                        Optional.empty(), Optional.empty(), Optional.empty(), Optional.of("https://wiki.example.com/")))
                .build();
    }

    private static String text(Platform platform) {
        return YamlWriter.write(RulerHealth.of(platform, GROUPS).document());
    }

    private void write(Platform platform) throws IOException {
        Files.writeString(folder.resolve("rules.yaml"), YamlWriter.write(spec(RulerHealth.of(platform, GROUPS))));
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> spec(Manifest manifest) {
        return (Map<String, Object>) Objects.requireNonNull(manifest.document().get("spec"));
    }

    private String promtool(String... arguments) throws IOException, InterruptedException {
        List<String> command =
                new ArrayList<>(List.of(InstalledProgram.find("against a real Prometheus", "prometheus", "promtool")
                        .toString()));
        command.addAll(List.of(arguments));
        Process process = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .start();
        process.getOutputStream().close();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (!process.waitFor(60, TimeUnit.SECONDS)) {
            process.destroyForcibly();
            throw new IllegalStateException("promtool does not end: " + command);
        }
        return output;
    }
}
