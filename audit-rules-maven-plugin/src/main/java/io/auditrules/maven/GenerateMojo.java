package io.auditrules.maven;

import io.auditrules.files.Comparison;
import javax.inject.Inject;
import org.apache.maven.plugin.MojoExecution;
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
    void conclude(Comparison comparison) {
        comparison.write(overwrite);
        getLog().info("Generated " + comparison.summary());
    }
}
