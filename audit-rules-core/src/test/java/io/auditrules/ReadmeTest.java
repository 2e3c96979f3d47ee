package io.auditrules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.auditrules.diagnostic.ProblemsException;
import io.auditrules.scenario.Mismatch;
import io.auditrules.scenario.TestRun;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs what the README says. */
class ReadmeTest {
    private static final Path ROOT = Path.of("..");
    private static final Pattern SNIPPET = Pattern.compile("(?ms)^```(\\w+)\\n(.*?)^```$");

    @TempDir
    private Path project;

    private final List<String> yaml = snippets("yaml");

    @Test
    void whatGoesInComesOut() throws IOException {
        write("attach.yaml", yaml.get(0));
        write("site.yaml", yaml.get(1));

        assertThat(manifest()).isEqualTo(yaml.get(2));
    }

    @Test
    void theScenarioPasses() throws IOException {
        write("attach.yaml", yaml.get(0));
        write("site.yaml", yaml.get(1));
        writeScenario(yaml.get(3));

        TestRun run = test();

        assertThat(run.verdicts())
                .hasSize(1)
                .allSatisfy(verdict -> assertThat(verdict.mismatches()).isEmpty());
    }

    @Test
    void aScenarioThatFailsSaysWhy() throws IOException {
        write("attach.yaml", yaml.get(0));
        write("site.yaml", yaml.get(1));
        writeScenario(yaml.get(3).replace("subresource: attach", "subresource: exec"));

        Mismatch first = test().verdicts().get(0).mismatches().get(0);

        assertThat(first.toString()).startsWith(snippets("text").get(1).stripTrailing());
    }

    @Test
    void aMistakeIsToldWhereItIs() throws IOException {
        write("attach.yaml", yaml.get(0).replace("subresource:", "subresorce:"));
        write("site.yaml", yaml.get(1));

        ProblemsException told = catchThrowableOfType(ProblemsException.class, this::manifest);

        assertThat(told.getMessage() + "\n").isEqualTo(snippets("text").get(0));
    }

    /** The script that guards every change calls the commands as they stand here. */
    @Test
    void theCommandsAreRunForEveryChange() throws IOException {
        String script = Files.readString(ROOT.resolve(".ci/run"));

        assertThat(snippets("sh"))
                .hasSize(4)
                .allSatisfy(command -> assertThat(script).contains(command.strip()));
    }

    @Test
    void linksLeadSomewhere() throws IOException {
        for (Path page : List.of(ROOT.resolve("README.md"), ROOT.resolve("CONTRIBUTING.md"))) {
            Pattern.compile("\\]\\(([^)#:]+)\\)")
                    .matcher(Files.readString(page))
                    .results()
                    .forEach(link -> assertThat(ROOT.resolve(link.group(1))).exists());
        }
    }

    private String manifest() {
        return Objects.requireNonNull(AuditRules.read(project.resolve("src/main/audit-rules"), project)
                .manifests()
                .texts()
                .get("loki-operator/attach.yaml"));
    }

    private TestRun test() {
        return AuditRules.read(project.resolve("src/main/audit-rules"), project)
                .test(project.resolve("src/test/audit-rules"), project, InstantSource.system());
    }

    private void writeScenario(String text) throws IOException {
        Path folder = Files.createDirectories(project.resolve("src/test/audit-rules"));
        Files.writeString(folder.resolve("attach.yaml"), text);
    }

    private void write(String name, String text) throws IOException {
        Path folder = Files.createDirectories(project.resolve("src/main/audit-rules"));
        Files.writeString(folder.resolve(name), text);
    }

    private static List<String> snippets(String language) {
        try {
            return SNIPPET.matcher(Files.readString(ROOT.resolve("README.md")))
                    .results()
                    .filter(snippet -> snippet.group(1).equals(language))
                    .map(snippet -> snippet.group(2))
                    .toList();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
