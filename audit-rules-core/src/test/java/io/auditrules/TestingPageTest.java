package io.auditrules;

import static org.assertj.core.api.Assertions.assertThat;

import io.auditrules.report.ConsoleText;
import io.auditrules.scenario.TestRun;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** docs/testing-rules.md: what it shows is played, and what it prints is printed; its properties, and those of docs/live.md. */
class TestingPageTest {
    private static final Path ROOT = Path.of("..");
    private static final Pattern SNIPPET = Pattern.compile("(?ms)^```(\\w+)\\n(.*?)^```$");
    private static final String PAGE = read(ROOT.resolve("docs/testing-rules.md"));

    private final List<String> yaml = snippets("yaml");
    private final List<String> text = snippets("text");

    @TempDir
    private Path project;

    @Test
    void theFirstScenariosPass() throws IOException {
        // without the routing, which comes later on the page
        write("src/main/audit-rules/shells.yaml", yaml.get(0).replace("notify: security", "# notify: security"));

        assertThat(console(play())).isEqualTo(text.get(0));
    }

    @Test
    void allKindsOfEventsArePlayed() throws IOException {
        rulesWithRouting();
        write("src/test/audit-rules/events.yaml", yaml.get(1));
        write("src/test/audit-rules/recorded.jsonl", "{\"stageTimestamp\":\"2026-11-20T08:00:00Z\"}\n");

        TestRun run = play();

        assertThat(run.isPassed()).as(console(run)).isTrue();
        assertThat(run.verdicts().get(2).outcome().entries()).hasSizeGreaterThan(600);
    }

    @Test
    void whatMustHoldHolds() throws IOException {
        rulesWithRouting();
        write("src/test/audit-rules/expectations.yaml", yaml.get(2));

        TestRun run = play();

        assertThat(run.isPassed()).as(console(run)).isTrue();
        assertThat(run.coverage().percentOfRules()).isEqualTo(100);
    }

    @Test
    void aFailureSaysWhy() throws IOException {
        rulesWithRouting();
        write("src/test/audit-rules/failing.yaml", yaml.get(4));

        String console = console(play());

        for (String line : text.get(1).lines().toList()) {
            assertThat(console).contains(line.replace(" …", ""));
        }
    }

    @Test
    void theJavaIsThatOfTheExample() {
        assertThat(squeezed(read(ROOT.resolve("examples/java-rules/src/test/java/org/example/SecretRulesTest.java"))))
                .contains(squeezed(snippets("java").get(0)));
    }

    /** Its build, which is run for every change, fails where the gate is not passed. */
    @Test
    void theGateIsThatOfTheExample() {
        assertThat(squeezed(read(ROOT.resolve("examples/gitops-repo/pom.xml"))))
                .contains(squeezed(snippets("xml").get(0)));
    }

    @Test
    void noSnippetIsLeftOut() {
        assertThat(SNIPPET.matcher(PAGE).results().map(snippet -> snippet.group(1)))
                .containsExactly("yaml", "text", "yaml", "yaml", "yaml", "yaml", "text", "xml", "java", "sh");
    }

    /** The gate's properties are those that the goal knows. */
    @Test
    void thePropertiesAreThoseOfTheGoal() {
        String names =
                read(ROOT.resolve("audit-rules-maven-plugin/src/main/java/io/auditrules/maven/PropertyNames.java"));

        Pattern.compile("<(auditRules[.\\w]+)>|-D([.\\w]+)")
                .matcher(PAGE + read(ROOT.resolve("docs/live.md")))
                .results()
                .map(match -> match.group(1) == null ? match.group(2) : match.group(1))
                .forEach(property -> assertThat(names).contains('"' + property + '"'));
    }

    private void rulesWithRouting() throws IOException {
        write("src/main/audit-rules/shells.yaml", yaml.get(0));
        write("src/main/audit-rules/routing.yaml", yaml.get(3));
    }

    private TestRun play() {
        return AuditRules.read(project.resolve("src/main/audit-rules"), project)
                .test(project.resolve("src/test/audit-rules"), project, InstantSource.fixed(Instant.EPOCH));
    }

    /** Without how long it took. */
    private static String console(TestRun run) {
        return ConsoleText.of(run, false).stream()
                        .map(line -> line.text().replace(", 0 ms)", ")"))
                        .collect(Collectors.joining("\n"))
                + "\n";
    }

    private static String squeezed(String code) {
        return code.replaceAll("\\s+", "");
    }

    private void write(String file, String content) throws IOException {
        Path path = project.resolve(file);
        Files.createDirectories(path.getParent());
        Files.writeString(path, content);
    }

    private static List<String> snippets(String language) {
        return SNIPPET.matcher(PAGE)
                .results()
                .filter(snippet -> snippet.group(1).equals(language))
                .map(snippet -> snippet.group(2))
                .toList();
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
