package io.auditrules.maven;

import io.auditrules.AuditRules;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.apache.maven.artifact.Artifact;
import org.apache.maven.artifact.DependencyResolutionRequiredException;
import org.apache.maven.model.Plugin;
import org.apache.maven.plugin.MojoExecution;
import org.apache.maven.project.MavenProject;

/**
 * All rules of a Maven project: those in definition files and those in Java.
 *
 * @param project with its runtime classpath resolved
 * @param pluginArtifacts what the plugin itself runs on
 */
record ProjectRules(MavenProject project, Collection<Artifact> pluginArtifacts) {

    /** The rules of a project, as the plugin of this execution understands them. */
    static ProjectRules of(MavenProject project, MojoExecution execution) {
        return new ProjectRules(
                project, execution.getMojoDescriptor().getPluginDescriptor().getArtifacts());
    }

    /** Reads them; the directory may be missing if there are rules in Java. */
    AuditRules read(Path definitionsDirectory) {
        requireSameCore();
        requireCompiled();
        List<AuditRules> rules = new ArrayList<>(new JavaRules(classpath()).load());
        if (rules.isEmpty() || Files.exists(definitionsDirectory)) {
            rules.add(AuditRules.read(definitionsDirectory, project.getBasedir().toPath()));
        }
        return AuditRules.combine(rules);
    }

    /** What to type to have the manifests of this project written. */
    String command() {
        Plugin plugin = project.getPlugin("io.auditrules:audit-rules-maven-plugin");
        boolean hasPhase = plugin != null && plugin.isExtensions();
        return (hasProviders() ? "mvn compile " : "mvn ") + (hasPhase ? "generate" : "audit-rules:generate");
    }

    /** A project whose providers lie uncompiled would lose, without a word, the manifests that they stand for. */
    private void requireCompiled() {
        Path classes = Path.of(project.getBuild().getOutputDirectory());
        if (hasProviders() && !Files.exists(classes.resolve(JavaRules.SERVICE_FILE))) {
            throw new JavaRulesException("the project's rules in Java are not compiled: run \"" + command() + "\"");
        }
    }

    /** Whether some of them are written in Java. */
    boolean hasProviders() {
        return project.getResources().stream()
                .anyMatch(resource ->
                        Files.exists(Path.of(resource.getDirectory()).resolve(JavaRules.SERVICE_FILE)));
    }

    private void requireSameCore() {
        Optional<String> ours = coreVersion(pluginArtifacts);
        Optional<String> theirs = coreVersion(project.getArtifacts());
        if (ours.isPresent() && theirs.isPresent() && !ours.equals(theirs)) {
            throw new JavaRulesException("the project has audit-rules-core " + theirs.get() + ", the plugin has "
                    + ours.get() + ": give the dependency and the plugin the same version");
        }
    }

    private static Optional<String> coreVersion(Collection<Artifact> artifacts) {
        return artifacts.stream()
                .filter(artifact -> "io.auditrules".equals(artifact.getGroupId())
                        && "audit-rules-core".equals(artifact.getArtifactId()))
                .map(Artifact::getBaseVersion)
                .findFirst();
    }

    private List<Path> classpath() {
        try {
            return project.getRuntimeClasspathElements().stream().map(Path::of).toList();
        } catch (DependencyResolutionRequiredException e) {
            throw new IllegalStateException("the goals ask Maven for the runtime classpath", e);
        }
    }
}
