package io.auditrules.lint;

import static org.assertj.core.api.Assertions.assertThat;

import io.auditrules.AuditRules;
import io.auditrules.check.Severity;
import io.auditrules.diagnostic.Source;
import io.auditrules.report.LintFormat;
import io.auditrules.rule.Platform;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** What docs/lint.md shows is so. */
class LintGuideTest {
    private static final Path PAGE = Path.of("../docs/lint.md");

    @Test
    void theCommentIgnoresWhatItSays() throws IOException {
        Matcher yaml = Pattern.compile("(?ms)^```yaml\\n(.*?)^```$").matcher(Files.readString(PAGE));
        assertThat(yaml.find()).isTrue();

        LintReport report = AuditRules.lint(
                Platform.preset(Platform.Preset.OPENSHIFT_LOGGING).build(),
                List.of(new Source("rules.yaml", yaml.group(1))),
                LocalDate.parse("2026-11-27"));

        assertThat(report.ignored()).isEqualTo(1);
        assertThat(report.count(Severity.ERROR))
                .as(LintFormat.TEXT.write(report))
                .isZero();
    }

    @Test
    void everyFormatIsNamed() throws IOException {
        for (LintFormat format : LintFormat.values()) {
            assertThat(Files.readString(PAGE)).contains("`" + format + "`");
        }
    }
}
