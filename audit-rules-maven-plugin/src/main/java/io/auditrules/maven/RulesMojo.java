package io.auditrules.maven;

import io.auditrules.AuditRules;
import io.auditrules.diagnostic.IllegalValueException;
import io.auditrules.diagnostic.ProblemsException;
import java.io.File;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import org.apache.maven.plugin.AbstractMojo;
import org.apache.maven.plugin.MojoExecution;
import org.apache.maven.plugin.MojoExecutionException;
import org.apache.maven.plugin.MojoFailureException;
import org.apache.maven.plugins.annotations.Parameter;
import org.apache.maven.project.MavenProject;

/** What all goals do that work on the project's rules: read them, and tell mistakes as Maven tells them. */
abstract sealed class RulesMojo extends AbstractMojo permits ManifestsMojo, TestMojo {
    private final MavenProject project;
    private final MojoExecution execution;

    /**
     * Where the definition files lie, in folders of any depth. It may be missing where the rules are written in Java.
     */
    @Parameter(
            property = PropertyNames.DEFINITIONS_DIRECTORY,
            defaultValue = "${project.basedir}/src/main/audit-rules",
            required = true)
    private File definitionsDirectory;

    /** Skips all goals of this plugin. */
    @Parameter(property = PropertyNames.SKIP, defaultValue = "false")
    private boolean skip;

    RulesMojo(MavenProject project, MojoExecution execution) {
        this.project = project;
        this.execution = execution;
    }

    @Override
    public final void execute() throws MojoExecutionException, MojoFailureException {
        if (skip || isGoalSkipped()) {
            getLog().info("Skipped");
            return;
        }
        if (!project.getModules().isEmpty() && !definitionsDirectory.exists()) {
            getLog().info("Skipped: a project with modules and without rules of its own");
            return;
        }
        try {
            execute(rules().read(definitionsDirectory.toPath()));
        } catch (ProblemsException | JavaRulesException e) {
            // Maven puts the goal's and the project's name before the message: the places start on their own line.
            throw new MojoFailureException("\n" + e.getMessage(), e);
        } catch (IllegalValueException e) {
            throw new MojoFailureException(e.getMessage(), e);
        } catch (UncheckedIOException e) {
            throw new MojoExecutionException(e.getMessage(), e);
        }
    }

    abstract boolean isGoalSkipped();

    /** Does with the rules what the goal is for. */
    abstract void execute(AuditRules rules) throws MojoFailureException;

    final ProjectRules rules() {
        return ProjectRules.of(project, execution);
    }

    final Path base() {
        return project.getBasedir().toPath();
    }
}
