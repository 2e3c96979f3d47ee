package io.auditrules.maven;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.File;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.maven.api.plugin.testing.InjectMojo;
import org.apache.maven.api.plugin.testing.MojoExtension;
import org.apache.maven.api.plugin.testing.MojoParameter;
import org.apache.maven.api.plugin.testing.MojoTest;
import org.apache.maven.plugin.MojoFailureException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@MojoTest
class LintMojoTest {
    private static final String RULES = """
            groups:
              - name: exec
                rules:
                  - alert: PodExec
                    expr: sum by (user_username) (count_over_time({log_type="audit"} |= "exec" | json [5m])) > 0
            """;

    @TempDir
    private Path base;

    @Test
    @InjectMojo(goal = "lint")
    void tellsWhatIsWrongAndFails(LintMojo mojo) throws Exception {
        Path found = lintOf(mojo, RULES);

        assertThatThrownBy(mojo::execute)
                .isInstanceOf(MojoFailureException.class)
                .hasMessageContaining("Lint found 1 error")
                .hasMessageContaining("# lint: ignore <id>: <reason>");
        assertThat(found).content().contains(":5:").contains("(blind/unguarded)");
    }

    @Test
    @InjectMojo(goal = "lint")
    @MojoParameter(name = "failOn", value = "never")
    @MojoParameter(name = "format", value = "json")
    void tellsWhatIsWrongAndPassesIfItMay(LintMojo mojo) throws Exception {
        Path found = lintOf(mojo, RULES);

        mojo.execute();

        assertThat(found).content().startsWith("{\"version\":1,").contains("\"id\":\"blind/unguarded\"");
    }

    @Test
    @InjectMojo(goal = "lint")
    @MojoParameter(name = "failOn", value = "errors")
    void tellsWhichThresholdsThereAre(LintMojo mojo) throws Exception {
        lintOf(mojo, RULES);

        assertThatThrownBy(mojo::execute)
                .isInstanceOf(MojoFailureException.class)
                .hasMessageContaining("\"errors\" is not a severity of a finding");
    }

    @Test
    @InjectMojo(goal = "lint")
    void tellsOfFilesThatCannotBeReadAndLooksAtAllOthers(LintMojo mojo) throws Exception {
        Path found = lintOf(mojo, RULES);
        Files.write(base.resolve("latin.yaml"), "groups: []\n# Wächter\n".getBytes(StandardCharsets.ISO_8859_1));
        MojoExtension.setVariableValueToObject(
                mojo,
                "files",
                List.of(base.toFile(), base.resolve("missing.yaml").toFile()));

        assertThatThrownBy(mojo::execute)
                .isInstanceOf(MojoFailureException.class)
                .hasMessageContaining("Lint found 3 errors");
        assertThat(found)
                .content()
                .contains("latin.yaml:2:4: error: a file that cannot be read (reading/not-yaml)")
                .contains("missing.yaml: error: a file that cannot be read (reading/not-yaml)")
                .contains("This file does not exist")
                .contains("(blind/unguarded)");
    }

    private Path lintOf(LintMojo mojo, String rules) throws Exception {
        Path file = Files.writeString(base.resolve("rules.yaml"), rules);
        File output = base.resolve("found.txt").toFile();
        mojo.setLog(new LogLines());
        MojoExtension.setVariableValueToObject(mojo, "files", List.of(file.toFile()));
        MojoExtension.setVariableValueToObject(mojo, "output", output);
        return output.toPath();
    }
}
