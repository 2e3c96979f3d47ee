package io.auditrules.maven;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import javax.inject.Inject;
import org.apache.maven.api.plugin.testing.InjectMojo;
import org.apache.maven.api.plugin.testing.MojoExtension;
import org.apache.maven.api.plugin.testing.MojoParameter;
import org.apache.maven.api.plugin.testing.MojoTest;
import org.apache.maven.plugin.MojoExecution;
import org.apache.maven.plugin.MojoExecutionException;
import org.apache.maven.plugin.MojoFailureException;
import org.apache.maven.project.MavenProject;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

@MojoTest
class GenerateMojoTest {
    @TempDir
    private Path base;

    @Inject
    private MavenProject project;

    @Inject
    private MojoExecution execution;

    private MojoFixture repository;

    @BeforeEach
    void startWithRules() throws Exception {
        repository = new MojoFixture(base).of(project).withDefinitions(MojoFixture.RULES);
    }

    @Test
    @InjectMojo(goal = "generate")
    void writesManifestsAndSaysSoInOneLine(GenerateMojo mojo) throws Exception {
        LogLines log = repository.connect(mojo, execution);

        mojo.execute();

        assertThat(repository.manifests()).isNotEmpty();
        assertThat(String.join("\n", repository.manifests().values())).contains("alert: PodExec");
        assertThat(log.lines()).hasSize(1);
        assertThat(log.lines().get(0)).matches("Generated \\d+ files? in manifests: \\d+ created");
    }

    @Test
    @InjectMojo(goal = "generate")
    void changesNothingTheSecondTime(GenerateMojo mojo) throws Exception {
        repository.connect(mojo, execution);
        mojo.execute();
        Map<String, String> before = repository.manifests();
        LogLines log = repository.connect(mojo, execution);

        mojo.execute();

        assertThat(repository.manifests()).isEqualTo(before);
        assertThat(log.lines().get(0)).matches("Generated \\d+ files? in manifests: \\d+ unchanged");
    }

    @Test
    @InjectMojo(goal = "generate")
    void failsForTheAuthorsMistakesAndWritesNothing(GenerateMojo mojo) throws Exception {
        repository.withDefinitions(MojoFixture.RULES.replace("severity:", "severty:"));
        repository.connect(mojo, execution);

        assertThatThrownBy(mojo::execute)
                .isInstanceOf(MojoFailureException.class)
                .hasMessageStartingWith("\nsrc/main/audit-rules/rules.yaml:")
                .hasMessageContaining("\"severty\"");
        assertThat(repository.manifests()).isEmpty();
    }

    @Test
    @EnabledOnOs(OS.LINUX) // where nobody, not even root, can make a directory in /proc
    @InjectMojo(goal = "generate")
    void failsForTheMachinesFaultsInAnotherWay(GenerateMojo mojo) throws Exception {
        repository.connect(mojo, execution);
        MojoExtension.setVariableValueToObject(mojo, "outputDirectory", new File("/proc/manifests"));

        assertThatThrownBy(mojo::execute)
                .isInstanceOf(MojoExecutionException.class)
                .hasMessageContaining("manifests");
    }

    @Test
    @InjectMojo(goal = "generate")
    @MojoParameter(name = "skip", value = "true")
    void isSkippedWithAllGoals(GenerateMojo mojo) throws Exception {
        LogLines log = repository.connect(mojo, execution);

        mojo.execute();

        assertThat(repository.manifests()).isEmpty();
        assertThat(log.lines()).containsExactly("Skipped");
    }

    @Test
    @InjectMojo(goal = "generate")
    @MojoParameter(name = "skipGenerate", value = "true")
    void isSkippedAlone(GenerateMojo mojo) throws Exception {
        LogLines log = repository.connect(mojo, execution);

        mojo.execute();

        assertThat(repository.manifests()).isEmpty();
        assertThat(log.lines()).containsExactly("Skipped");
    }

    @Test
    @InjectMojo(goal = "generate")
    void hasNothingToDoWhereAProjectOnlyHasModules(GenerateMojo mojo) throws Exception {
        Files.delete(base.resolve("src/main/audit-rules/rules.yaml"));
        Files.delete(base.resolve("src/main/audit-rules"));
        project.getModel().addModule("cluster");
        LogLines log = repository.connect(mojo, execution);

        mojo.execute();

        assertThat(log.lines()).containsExactly("Skipped: a project with modules and without rules of its own");
    }

    @Test
    @InjectMojo(goal = "generate")
    void leavesAHandEditedFileAndNamesTheWayToOverwriteIt(GenerateMojo mojo) throws Exception {
        repository.connect(mojo, execution);
        mojo.execute();
        Path manifest = base.resolve("manifests")
                .resolve(repository.manifests().keySet().iterator().next());
        String edited = Files.readString(manifest) + "# edited\n";
        Files.writeString(manifest, edited);

        assertThatThrownBy(mojo::execute)
                .isInstanceOf(MojoFailureException.class)
                .hasMessageContaining("edited by hand")
                .hasMessageEndingWith("To replace what was edited by hand, add -DauditRules.overwrite");
        assertThat(manifest).hasContent(edited);

        MojoExtension.setVariableValueToObject(mojo, "overwrite", true);
        mojo.execute();
        assertThat(manifest).content().doesNotContain("# edited");
    }

    @Test
    @InjectMojo(goal = "generate")
    @MojoParameter(name = "skipLint", value = "true")
    void warnsOfWhatWorksButPerhapsNotAsMeant(GenerateMojo mojo) throws Exception {
        repository.withDefinitions(MojoFixture.RULES + """
                ---
                apiVersion: auditrules.io/v1
                kind: Routing
                route:
                  receiver: nobody
                  routes:
                    - matchers: ['team = platform team']
                      receiver: nobody
                receivers:
                  - name: nobody
                """);
        LogLines log = repository.connect(mojo, execution);

        mojo.execute();

        assertThat(log.lines()).hasSize(2);
        assertThat(log.lines().get(0)).startsWith("WARN src/main/audit-rules/rules.yaml:26:18: ");
        assertThat(log.lines().get(1)).startsWith("Generated ");
    }
}
