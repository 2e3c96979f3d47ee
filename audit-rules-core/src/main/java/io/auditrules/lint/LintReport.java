package io.auditrules.lint;

import io.auditrules.check.Finding;
import io.auditrules.check.Severity;
import java.util.List;

/**
 * What lint has to say.
 *
 * @param findings in reading order
 * @param rules how many rules were looked at
 * @param ignored how many findings were not told, since the files say so
 */
public record LintReport(List<Finding> findings, int rules, int ignored) {

    public LintReport {
        findings = List.copyOf(findings);
    }

    /** How many findings are of a severity. */
    public long count(Severity severity) {
        return findings.stream()
                .filter(finding -> finding.about().severity() == severity)
                .count();
    }

    /** Whether there is one of this severity or worse. */
    public boolean has(Severity severity) {
        return findings.stream().anyMatch(finding -> finding.about().severity().isAtLeast(severity));
    }
}
