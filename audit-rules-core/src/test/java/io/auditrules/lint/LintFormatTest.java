package io.auditrules.lint;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.auditrules.AuditRules;
import io.auditrules.diagnostic.IllegalValueException;
import io.auditrules.diagnostic.Source;
import io.auditrules.golden.GoldenCase;
import io.auditrules.report.LintFormat;
import io.auditrules.rule.Platform;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The same findings in each form. */
class LintFormatTest {

    static List<GoldenCase> cases() {
        return GoldenCase.all("lint-formats");
    }

    @ParameterizedTest
    @MethodSource("cases")
    void writesAsApproved(GoldenCase golden) {
        LintReport report = AuditRules.lint(
                Platform.preset(Platform.Preset.OPENSHIFT_LOGGING)
                        .volume(40_000_000_000L)
                        .build(),
                List.of(new Source("règles/audit 1.yaml", golden.read("rules.yaml"))),
                LocalDate.parse("2026-11-27"));
        Map<String, String> written = new TreeMap<>();
        for (LintFormat format : LintFormat.values()) {
            written.put("findings." + format, format.write(report));
        }

        golden.assertProduces(written);
    }

    @Test
    void tellsWhichFormatsThereAre() {
        assertThatThrownBy(() -> LintFormat.of("sarf"))
                .isInstanceOf(IllegalValueException.class)
                .hasMessageContaining("\"sarf\" is not a format of findings")
                .hasMessageContaining("did you mean \"sarif\"?");
    }
}
