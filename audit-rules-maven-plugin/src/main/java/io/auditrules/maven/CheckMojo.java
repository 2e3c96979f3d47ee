package io.auditrules.maven;

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
 * Fails with a unified diff for each file if the manifests are not the ones that <code>generate</code> would write.
 * Writes nothing.
 */
@Mojo(
        name = "check",
        defaultPhase = LifecyclePhase.VERIFY,
        requiresDependencyResolution = ResolutionScope.RUNTIME,
        threadSafe = true)
final class CheckMojo extends ManifestsMojo {
    /** Skips this goal. */
    @Parameter(property = PropertyNames.SKIP_CHECK, defaultValue = "false")
    private boolean skipCheck;

    @Inject
    CheckMojo(MavenProject project, MojoExecution execution) {
        super(project, execution);
    }

    @Override
    boolean isGoalSkipped() {
        return skipCheck;
    }

    @Override
    boolean failsOnFindings() {
        return true;
    }

    @Override
    void conclude(Comparison comparison) throws MojoFailureException {
        if (!comparison.isClean()) {
            throw new MojoFailureException("\n" + comparison + "\nRun \"" + command() + "\" to update them.");
        }
        getLog().info("Checked " + summary(comparison));
    }
}
