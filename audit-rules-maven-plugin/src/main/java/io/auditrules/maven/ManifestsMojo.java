package io.auditrules.maven;

import io.auditrules.AuditRules;
import io.auditrules.diagnostic.Problems;
import io.auditrules.files.Change;
import io.auditrules.files.Comparison;
import io.auditrules.files.FileSet;
import io.auditrules.lint.LintReport;
import io.auditrules.report.LintFormat;
import java.io.File;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import org.apache.maven.plugin.MojoExecution;
import org.apache.maven.plugin.MojoFailureException;
import org.apache.maven.plugins.annotations.Parameter;
import org.apache.maven.project.MavenProject;

/** What both goals do first: render the project's rules and compare them with what lies in the output directory. */
abstract sealed class ManifestsMojo extends RulesMojo permits GenerateMojo, CheckMojo {
    /** Where the manifests lie. Files there that this plugin did not generate are left alone. */
    @Parameter(
            property = PropertyNames.OUTPUT_DIRECTORY,
            defaultValue = "${project.basedir}/manifests",
            required = true)
    private File outputDirectory;

    /** The least severity of what lint finds that fails <code>check</code>; <code>generate</code> only tells. */
    @Parameter(property = PropertyNames.LINT_FAIL_ON, defaultValue = "error")
    private String failOn = "error";

    /** Does not look at the rules with lint. */
    @Parameter(property = PropertyNames.SKIP_LINT, defaultValue = "false")
    private boolean skipLint;

    ManifestsMojo(MavenProject project, MojoExecution execution) {
        super(project, execution);
    }

    @Override
    final void execute(AuditRules rules) throws MojoFailureException {
        Problems notes = new Problems();
        FileSet manifests = rules.manifests(notes);
        notes.list().forEach(note -> getLog().warn(note.toString()));
        LintThreshold threshold = LintThreshold.of(failOn);
        LintReport report =
                skipLint ? LintReport.NOTHING : rules.lint(List.of(), LocalDate.now(ZoneId.systemDefault()));
        if (!report.findings().isEmpty()) {
            getLog().warn("\n" + LintFormat.TEXT.write(report));
        }
        conclude(manifests.compareWith(outputDirectory.toPath(), base()));
        if (failsOnFindings()) {
            threshold.check(report);
        }
    }

    /** Whether what lint finds can end the goal. */
    abstract boolean failsOnFindings();

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
}
