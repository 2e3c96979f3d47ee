package io.auditrules.lint;

import io.auditrules.check.Finding;
import io.auditrules.check.Severity;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.stream.Collectors;

/**
 * What lint has to say.
 *
 * @param findings in reading order
 * @param rules how many rules were looked at
 * @param ignored how many findings were not told, since the files say so
 * @param cost what the rules make Loki read
 */
public record LintReport(List<Finding> findings, int rules, int ignored, ReadCost cost) {

    /** Of no rule at all. */
    public static final LintReport NOTHING =
            new LintReport(List.of(), 0, 0, new ReadCost(OptionalLong.empty(), Map.of(), List.of()));

    public LintReport {
        findings = List.copyOf(findings);
    }

    /** {@code 3 errors, 1 warning in 14 rules; 1 ignored}. */
    public String totals() {
        String counts = Arrays.stream(Severity.values())
                .filter(severity -> count(severity) > 0)
                .map(severity -> counted(count(severity), severity.toString()))
                .collect(Collectors.joining(", "));
        return (counts.isEmpty() ? "nothing" : counts)
                + " in "
                + counted(rules, "rule")
                + (ignored == 0 ? "" : "; " + ignored + " ignored");
    }

    private static String counted(long number, String what) {
        return number + " " + what + (number == 1 ? "" : "s");
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
