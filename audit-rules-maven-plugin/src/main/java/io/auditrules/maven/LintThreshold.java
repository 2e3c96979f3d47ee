package io.auditrules.maven;

import io.auditrules.check.Severity;
import io.auditrules.lint.LintReport;
import java.util.Optional;
import org.apache.maven.plugin.MojoFailureException;

/** From which severity on findings fail the build. */
record LintThreshold(Optional<Severity> least) {

    /**
     * Reads the form of the parameter.
     *
     * @throws io.auditrules.diagnostic.IllegalValueException if it is neither a severity nor {@code never}
     */
    static LintThreshold of(String text) {
        return new LintThreshold(text.equals("never") ? Optional.empty() : Optional.of(Severity.of(text)));
    }

    /**
     * Ends the build if there is a finding as bad as that.
     *
     * @throws MojoFailureException that says how many there are
     */
    void check(LintReport report) throws MojoFailureException {
        if (isPassed(report)) {
            throw new MojoFailureException("Lint found " + report.totals()
                    + ". Mend them, or say in the file why not: # lint: ignore <id>: <reason>");
        }
    }

    boolean isPassed(LintReport report) {
        return least.filter(report::has).isPresent();
    }
}
