package io.auditrules.maven;

import io.auditrules.diagnostic.ProblemsException;
import io.auditrules.files.Change;
import io.auditrules.files.Comparison;
import javax.inject.Inject;
import org.apache.maven.plugin.MojoExecution;
import org.apache.maven.plugin.MojoFailureException;
import org.apache.maven.plugins.annotations.LifecyclePhase;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;
import org.apache.maven.plugins.annotations.ResolutionScope;
import org.apache.maven.project.MavenProject;

/**
 * Writes the manifests that the project's rules stand for, all of them or, if anything is wrong, none. Files that were
 * generated before and are no longer wanted are removed.
 */
@Mojo(
        name = "generate",
        defaultPhase = LifecyclePhase.PROCESS_CLASSES,
        requiresDependencyResolution = ResolutionScope.RUNTIME,
        threadSafe = true)
final class GenerateMojo extends ManifestsMojo {
    /** Replaces generated files that someone has edited by hand, instead of reporting them. */
    @Parameter(property = PropertyNames.OVERWRITE, defaultValue = "false")
    private boolean overwrite;

    /** Skips this goal. */
    @Parameter(property = PropertyNames.SKIP_GENERATE, defaultValue = "false")
    private boolean skipGenerate;

    @Inject
    GenerateMojo(MavenProject project, MojoExecution execution) {
        super(project, execution);
    }

    @Override
    boolean isGoalSkipped() {
        return skipGenerate;
    }

    @Override
    boolean failsOnFindings() {
        return false;
    }

    @Override
    void conclude(Comparison comparison) throws MojoFailureException {
        if (overwrite) {
            comparison.overwrite();
        } else {
            write(comparison);
        }
        getLog().info("Generated " + summary(comparison));
    }

    private static void write(Comparison comparison) throws MojoFailureException {
        try {
            comparison.write();
        } catch (ProblemsException e) {
            if (comparison.changes().stream().anyMatch(change -> change.state() == Change.State.HAND_EDITED)) {
                throw new MojoFailureException(
                        "\n" + e.getMessage() + "\n\nTo replace what was edited by hand, add -D"
                                + PropertyNames.OVERWRITE,
                        e);
            }
            throw e;
        }
    }
}
