package io.auditrules.maven;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.Map;
import javax.inject.Inject;
import org.apache.maven.api.plugin.testing.InjectMojo;
import org.apache.maven.api.plugin.testing.MojoParameter;
import org.apache.maven.api.plugin.testing.MojoTest;
import org.apache.maven.plugin.MojoExecution;
import org.apache.maven.plugin.MojoFailureException;
import org.apache.maven.project.MavenProject;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@MojoTest
class CheckMojoTest {
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
    @InjectMojo(goal = "check")
    void passesWhereTheManifestsAreCurrent(CheckMojo mojo) throws Exception {
        generate();
        LogLines log = repository.connect(mojo, execution);

        mojo.execute();

        assertThat(log.lines()).hasSize(1);
        assertThat(log.lines().get(0)).matches("Checked \\d+ files? in manifests: \\d+ unchanged");
    }

    @Test
    @InjectMojo(goal = "check")
    void failsWithADiffAndWritesNothing(CheckMojo mojo) throws Exception {
        generate();
        Map<String, String> before = repository.manifests();
        repository.withDefinitions(MojoFixture.RULES.replace("interval: 1m", "interval: 2m"));
        repository.connect(mojo, execution);

        assertThatThrownBy(mojo::execute)
                .isInstanceOf(MojoFailureException.class)
                .hasMessageContaining("interval: 1m")
                .hasMessageContaining("interval: 2m")
                .hasMessageEndingWith("Run \"mvn generate\" to update them.");
        assertThat(repository.manifests()).isEqualTo(before);
    }

    @Test
    @InjectMojo(goal = "check")
    void failsWhereNothingWasGenerated(CheckMojo mojo) throws Exception {
        repository.connect(mojo, execution);

        assertThatThrownBy(mojo::execute).isInstanceOf(MojoFailureException.class);
        assertThat(repository.manifests()).isEmpty();
    }

    @Test
    @InjectMojo(goal = "check")
    @MojoParameter(name = "skip", value = "true")
    void isSkippedWithAllGoals(CheckMojo mojo) throws Exception {
        LogLines log = repository.connect(mojo, execution);

        mojo.execute();

        assertThat(log.lines()).containsExactly("Skipped");
    }

    @Test
    @InjectMojo(goal = "check")
    @MojoParameter(name = "skipCheck", value = "true")
    void isSkippedAlone(CheckMojo mojo) throws Exception {
        LogLines log = repository.connect(mojo, execution);

        mojo.execute();

        assertThat(log.lines()).containsExactly("Skipped");
    }

    private void generate() throws Exception {
        GenerateMojo generate = new GenerateMojo(project, execution);
        repository.connect(generate, execution);
        generate.execute();
    }
}
