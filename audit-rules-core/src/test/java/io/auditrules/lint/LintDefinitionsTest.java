package io.auditrules.lint;

import static org.assertj.core.api.Assertions.assertThat;

import io.auditrules.AuditRules;
import io.auditrules.check.Finding;
import io.auditrules.golden.GoldenCase;
import io.auditrules.report.LintFormat;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Where lint finds things in definitions: a folder below golden/lint-definitions for a family of findings. */
class LintDefinitionsTest {

    static List<GoldenCase> cases() {
        return GoldenCase.all("lint-definitions");
    }

    @ParameterizedTest
    @MethodSource("cases")
    void marksWhatTheAuthorWrote(GoldenCase golden) {
        String family = golden.folder().getFileName() + "/";
        LintReport report = AuditRules.read(golden.folder().resolve("definitions"), golden.folder())
                .lint(List.of(), LocalDate.parse("2026-11-27"));
        List<Finding> found = report.findings().stream()
                .filter(finding -> finding.about().id().startsWith(family))
                .toList();

        assertThat(found).isNotEmpty().allMatch(finding -> finding.place().line() > 0);
        golden.assertProduces(Map.of(
                "findings.txt",
                LintFormat.TEXT.write(new LintReport(found, report.rules(), 0, LintReport.NOTHING.cost()))));
    }
}
