package io.auditrules.lint;

import static org.assertj.core.api.Assertions.assertThat;

import io.auditrules.AuditRules;
import io.auditrules.diagnostic.Source;
import io.auditrules.golden.GoldenCase;
import io.auditrules.report.LintFormat;
import io.auditrules.rule.Platform;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The rule that everybody copied gets the findings that it deserves, and no other. */
class LintArticleTest {
    private static final Path ARTICLE = Path.of("../examples/rules/alerting-rule.yaml");

    @Test
    void saysWhatIsWrongWithTheRuleOfTheArticle() throws IOException {
        GoldenCase.all("lint-article").get(0).assertProduces(Map.of("findings.txt", findings()));
    }

    @Test
    void theReadmeTellsAllOfIt() throws IOException {
        String readme = Files.readString(Path.of("../README.md"));

        assertThat(findings().lines().filter(line -> line.startsWith("examples/") || line.startsWith("Found ")))
                .hasSizeGreaterThan(7)
                .allSatisfy(line -> assertThat(readme).contains(line));
    }

    private static String findings() throws IOException {
        LintReport report = AuditRules.lint(
                Platform.preset(Platform.Preset.OPENSHIFT_LOGGING).build(),
                List.of(new Source("examples/rules/alerting-rule.yaml", Files.readString(ARTICLE))),
                LocalDate.parse("2026-11-27"));
        return LintFormat.TEXT.write(report);
    }
}
