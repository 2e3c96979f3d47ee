package io.auditrules.maven;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.auditrules.diagnostic.ProblemsException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import org.apache.maven.artifact.Artifact;
import org.apache.maven.artifact.DefaultArtifact;
import org.apache.maven.artifact.handler.DefaultArtifactHandler;
import org.apache.maven.model.Build;
import org.apache.maven.model.Resource;
import org.apache.maven.project.MavenProject;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProjectRulesTest {
    @TempDir
    private Path base;

    private final MavenProject project = new MavenProject();

    @BeforeEach
    void describeProject() throws IOException {
        Build build = new Build();
        build.setOutputDirectory(base.resolve("target/classes").toString());
        Resource resources = new Resource();
        resources.setDirectory(base.resolve("src/main/resources").toString());
        build.addResource(resources);
        project.setBuild(build);
        project.setFile(base.resolve("pom.xml").toFile());
        project.setArtifacts(Set.of());
        Files.createDirectories(base.resolve("target/classes"));
    }

    @Test
    void needADefinitionsDirectoryWhereNothingIsInJava() {
        ProjectRules rules = new ProjectRules(project, Set.of());

        assertThatThrownBy(() -> rules.read(base.resolve("src/main/audit-rules")))
                .isInstanceOf(ProblemsException.class)
                .hasMessageStartingWith("src/main/audit-rules: ");
    }

    @Test
    void needNoDefinitionsDirectoryWhereTheyAreInJava() throws IOException {
        new ProjectClasses(base.resolve("target/classes"))
                .withProvider("Rules", "return AuditRules.combine(java.util.List.of());");
        ProjectRules rules = new ProjectRules(project, Set.of());

        assertThat(rules.read(base.resolve("src/main/audit-rules"))).isNotNull();
    }

    @Test
    void inJavaMustBeCompiled() throws IOException {
        new ProjectClasses(base.resolve("src/main/resources")).providing("rules.Rules");
        ProjectRules rules = new ProjectRules(project, Set.of());

        assertThatThrownBy(() -> rules.read(base.resolve("src/main/audit-rules")))
                .hasMessage("the project's rules in Java are not compiled: run \"mvn compile audit-rules:generate\"");
    }

    @Test
    void mustBeWrittenForThePluginsVersion() {
        project.setArtifacts(Set.of(core("0.2.0")));
        ProjectRules rules = new ProjectRules(project, Set.of(core("0.1.0")));

        assertThatThrownBy(() -> rules.read(base.resolve("src/main/audit-rules")))
                .hasMessage("the project has audit-rules-core 0.2.0, the plugin has 0.1.0: "
                        + "give the dependency and the plugin the same version");
    }

    private static Artifact core(String version) {
        return new DefaultArtifact(
                "io.auditrules", "audit-rules-core", version, "compile", "jar", "", new DefaultArtifactHandler("jar"));
    }
}
