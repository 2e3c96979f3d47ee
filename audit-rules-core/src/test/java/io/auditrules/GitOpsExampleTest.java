package io.auditrules;

import static java.nio.file.StandardOpenOption.APPEND;
import static org.assertj.core.api.Assertions.assertThat;

import io.auditrules.files.Comparison;
import io.auditrules.files.FileSet;
import io.auditrules.logql.LokiVersion;
import io.auditrules.scenario.TestRun;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.yaml.snakeyaml.Yaml;

/** The example that people copy: what it says of itself, and the article that its first rules come from. */
class GitOpsExampleTest {
    private static final Path EXAMPLE = Path.of("../examples/gitops-repo");

    private final FileSet manifests =
            AuditRules.read(EXAMPLE.resolve("src/main/audit-rules"), EXAMPLE).manifests();

    @Test
    void rendersTheArticlesAlertingRule() {
        Map<String, Object> rendered = new Yaml().load(text("loki-operator/audit-alerts.yaml"));
        Map<String, Object> article = new Yaml().load(resource("article/alerting-rule.yaml"));

        assertThat(rendered).isEqualTo(article);
    }

    @Test
    void hasItsManifestsCommitted() {
        Comparison comparison = manifests.compareWith(EXAMPLE.resolve("manifests"), EXAMPLE);

        assertThat(comparison.isClean()).as(comparison.toString()).isTrue();
    }

    @Test
    void hasTheSchemaThatShipsInTheJar() throws IOException {
        assertThat(Files.readString(EXAMPLE.resolve("audit-rules.schema.json")))
                .isEqualTo(resource("/io/auditrules/definition/audit-rules.schema.json"));
    }

    @Test
    void passesItsOwnScenarios() {
        assertAllPass(EXAMPLE.resolve("src/main/audit-rules"));
    }

    /** What the scenarios show of Loki 2.8 is still so. */
    @Test
    void passesItsOwnScenariosOnTheNewestLokiToo(@TempDir Path folder) throws IOException {
        for (Path file : List.of(
                Path.of("attach.yaml"),
                Path.of("audit-alerts.yaml"),
                Path.of("platform.yaml"),
                Path.of("routing.yaml"))) {
            Files.copy(EXAMPLE.resolve("src/main/audit-rules").resolve(file), folder.resolve(file));
        }
        Files.writeString(folder.resolve("platform.yaml"), "\nloki: " + LokiVersion.NEWEST + ".0\n", APPEND);

        TestRun run = assertAllPass(folder);

        assertThat(run.site().ruler().version()).isEqualTo(LokiVersion.NEWEST);
    }

    private static TestRun assertAllPass(Path definitions) {
        TestRun run = AuditRules.read(definitions, definitions)
                .test(EXAMPLE.resolve("src/test/audit-rules"), EXAMPLE, InstantSource.system());

        assertThat(run.problems()).isEmpty();
        assertThat(run.verdicts())
                .hasSizeGreaterThan(5)
                .allSatisfy(verdict -> assertThat(verdict.mismatches())
                        .as(verdict.scenario().name())
                        .isEmpty());
        return run;
    }

    private String text(String path) {
        return Objects.requireNonNull(manifests.texts().get(path), path);
    }

    private static String resource(String name) {
        String path = name.startsWith("/") ? name : "/" + name;
        try (var stream = Objects.requireNonNull(GitOpsExampleTest.class.getResourceAsStream(path), path)) {
            return new String(stream.readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
