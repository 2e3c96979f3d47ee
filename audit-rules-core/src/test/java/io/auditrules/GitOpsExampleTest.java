package io.auditrules;

import static java.nio.file.StandardOpenOption.APPEND;
import static org.assertj.core.api.Assertions.assertThat;

import io.auditrules.files.Comparison;
import io.auditrules.files.FileSet;
import io.auditrules.logql.LokiVersion;
import io.auditrules.report.ConsoleText;
import io.auditrules.scenario.TestRun;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.yaml.snakeyaml.Yaml;

/** The example that people copy: what it says of itself, and the article that its first rules come from. */
class GitOpsExampleTest {
    private static final Path EXAMPLE = Path.of("../examples/gitops-repo");
    private static final Pattern SNIPPET = Pattern.compile("(?ms)^```(\\w+)\\n(.*?)^```$");

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
        copyDefinitions(folder);
        Files.writeString(folder.resolve("platform.yaml"), "\nloki: " + LokiVersion.NEWEST + ".0\n", APPEND);

        TestRun run = assertAllPass(folder);

        assertThat(run.site().ruler().version()).isEqualTo(LokiVersion.NEWEST);
    }

    /** Step 3 of its tutorial: what a change breaks is told. */
    @Test
    void tellsWhatAChangeBreaks(@TempDir Path folder) throws IOException {
        copyDefinitions(folder);
        Path catalogue = folder.resolve("catalogue.yaml");
        Files.writeString(catalogue, Files.readString(catalogue).replace("window: 15m", "window: 5m"));

        String told = ConsoleText.of(test(folder), false).stream()
                .map(line -> line.text().stripTrailing() + "\n")
                .collect(Collectors.joining());

        assertThat(snippets("text"))
                .hasSize(1)
                .allSatisfy(text -> assertThat(told).contains(text));
    }

    /** What its tutorial shows stands in its files. */
    @Test
    void showsWhatStandsInItsFiles() throws IOException {
        List<String> files = new ArrayList<>();
        for (Path file : filesBelow(EXAMPLE.resolve("src"))) {
            files.add(Files.readString(file));
        }

        assertThat(snippets("yaml"))
                .hasSizeGreaterThan(3)
                .allSatisfy(yaml ->
                        assertThat(files).anySatisfy(file -> assertThat(file).contains(yaml)));
    }

    private static void copyDefinitions(Path folder) throws IOException {
        Path definitions = EXAMPLE.resolve("src/main/audit-rules");
        for (Path file : filesBelow(definitions)) {
            Files.copy(file, folder.resolve(definitions.relativize(file)));
        }
    }

    private static List<Path> filesBelow(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile).toList();
        }
    }

    private static List<String> snippets(String language) throws IOException {
        return SNIPPET.matcher(Files.readString(EXAMPLE.resolve("README.md")))
                .results()
                .filter(snippet -> snippet.group(1).equals(language))
                .map(snippet -> snippet.group(2))
                .toList();
    }

    private static TestRun test(Path definitions) {
        return AuditRules.read(definitions, definitions)
                .test(EXAMPLE.resolve("src/test/audit-rules"), EXAMPLE, InstantSource.system());
    }

    private static TestRun assertAllPass(Path definitions) {
        TestRun run = test(definitions);

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
