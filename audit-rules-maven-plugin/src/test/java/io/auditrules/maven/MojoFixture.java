package io.auditrules.maven;

import static org.mockito.Mockito.doReturn;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.maven.api.plugin.testing.MojoExtension;
import org.apache.maven.model.Plugin;
import org.apache.maven.plugin.MojoExecution;
import org.apache.maven.project.MavenProject;

/**
 * A GitOps repository in which a goal is run.
 *
 * @param base where its POM would lie
 */
record MojoFixture(Path base) {
    static final String RULES = """
            apiVersion: auditrules.io/v1
            kind: Platform
            preset: openshift-logging-5.7
            ---
            apiVersion: auditrules.io/v1
            kind: Rules
            metadata:
              name: audit-alerts
            groups:
              - name: audit-rules-group
                interval: 1m
                rules:
                  - alert: PodExec # lint: ignore ruleset/no-health-rule: this is a test
                    when: {resource: pods, subresource: exec, verb: [create, get]}
                    by: [user]
                    window: 5m
                    for: 0s
                    severity: warning
                    annotations: {summary: exec, description: "{{ $labels.user_username }} ran exec"}
            """;

    /** Lays the project that the harness made into this repository. */
    MojoFixture of(MavenProject project) {
        doReturn(base.toFile()).when(project).getBasedir();
        Plugin plugin = new Plugin();
        plugin.setGroupId("io.auditrules");
        plugin.setArtifactId("audit-rules-maven-plugin");
        plugin.setExtensions(true);
        project.getBuild().addPlugin(plugin);
        project.getBuild().setOutputDirectory(base.resolve("target/classes").toString());
        return this;
    }

    /** Gives the goal what Maven would have given it in this repository; keeps what the goal says. */
    LogLines connect(ManifestsMojo mojo, MojoExecution execution) throws IllegalAccessException {
        execution.getMojoDescriptor().getPluginDescriptor().setArtifacts(List.of());
        MojoExtension.setVariableValueToObject(
                mojo,
                "definitionsDirectory",
                base.resolve("src/main/audit-rules").toFile());
        MojoExtension.setVariableValueToObject(
                mojo, "outputDirectory", base.resolve("manifests").toFile());
        LogLines log = new LogLines();
        mojo.setLog(log);
        return log;
    }

    MojoFixture withDefinitions(String text) throws IOException {
        Path directory = Files.createDirectories(base.resolve("src/main/audit-rules"));
        Files.writeString(directory.resolve("rules.yaml"), text);
        return this;
    }

    /** The manifests by their path; empty if there is no directory. */
    Map<String, String> manifests() throws IOException {
        Map<String, String> texts = new TreeMap<>();
        Path directory = base.resolve("manifests");
        if (Files.exists(directory)) {
            try (Stream<Path> files = Files.walk(directory)) {
                for (Path file : files.filter(Files::isRegularFile).toList()) {
                    texts.put(directory.relativize(file).toString().replace('\\', '/'), Files.readString(file));
                }
            }
        }
        return texts;
    }
}
