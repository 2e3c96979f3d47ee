package io.auditrules.maven;

import io.auditrules.diagnostic.Problems;
import io.auditrules.diagnostic.ProblemsException;
import io.auditrules.files.Change;
import io.auditrules.files.Comparison;
import io.auditrules.files.FileSet;
import java.io.File;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import org.apache.maven.plugin.AbstractMojo;
import org.apache.maven.plugin.MojoExecution;
import org.apache.maven.plugin.MojoExecutionException;
import org.apache.maven.plugin.MojoFailureException;
import org.apache.maven.plugins.annotations.Parameter;
import org.apache.maven.project.MavenProject;

/** What both goals do first: render the project's rules and compare them with what lies in the output directory. */
abstract sealed class ManifestsMojo extends AbstractMojo permits GenerateMojo, CheckMojo {
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

    /** Where the manifests lie. Files there that this plugin did not generate are left alone. */
    @Parameter(
            property = PropertyNames.OUTPUT_DIRECTORY,
            defaultValue = "${project.basedir}/manifests",
            required = true)
    private File outputDirectory;

    /** Skips all goals of this plugin. */
    @Parameter(property = PropertyNames.SKIP, defaultValue = "false")
    private boolean skip;

    ManifestsMojo(MavenProject project, MojoExecution execution) {
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
            Problems notes = new Problems();
            FileSet manifests = rules().read(definitionsDirectory.toPath()).manifests(notes);
            notes.list().forEach(note -> getLog().warn(note.toString()));
            conclude(manifests.compareWith(outputDirectory.toPath(), base()));
        } catch (ProblemsException | JavaRulesException e) {
            // Maven puts the goal's and the project's name before the message: the places start on their own line.
            throw new MojoFailureException("\n" + e.getMessage(), e);
        } catch (UncheckedIOException e) {
            throw new MojoExecutionException(e.getMessage(), e);
        }
    }

    abstract boolean isGoalSkipped();

    /** Ends the goal with what the comparison says. */
    abstract void conclude(Comparison comparison) throws MojoFailureException;

    /** What the one line of a goal that succeeds says after its verb: {@code 3 files in manifests: 1 created, …}. */
    final String summary(Comparison comparison) {
        long files = comparison.changes().stream().filter(Change::isWanted).count();
        Path output = outputDirectory.toPath();
        Path shown = output.startsWith(base()) ? base().relativize(output) : output;
        return files + (files == 1 ? " file" : " files") + " in " + shown + ": " + comparison.summary();
    }

    /** What to type to have the manifests written. */
    final String command() {
        return rules().command();
    }

    private ProjectRules rules() {
        return ProjectRules.of(project, execution);
    }

    private Path base() {
        return project.getBasedir().toPath();
    }
}
