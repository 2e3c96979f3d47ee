package io.auditrules.lint;

import static org.assertj.core.api.Assertions.assertThat;

import io.auditrules.AuditRules;
import io.auditrules.diagnostic.Source;
import io.auditrules.rule.Platform;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Loki runs some regular expressions that are too large for us: lint says of the rest of the rule what it would say anyway. */
class LargeExpressionsTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "{log_type=\"audit\"} | json | verb=~\"(x{0,501})\"",
                "{log_type=\"audit\"} | json | verb!~\"(x{0,501})\" | verb=\"get\"",
                "{log_type=~\"au(x{0,501})dit\"} | json | verb=\"get\"",
                "{namespace=~\".+\", app!~\"(x{0,501})\"} |= \"exec\" | json | verb=~\"(x{0,501})\"",
                "{namespace=~\".+\"} |~ \"(?i)kkkkk%s\" | json | verb!=\"\"",
            })
    void aRegularExpressionThatIsTooLargeForUsEndsNothing(String query) {
        String text = "groups:\n- name: a\n  rules:\n  - alert: A\n    expr: 'sum(count_over_time("
                + query.replace("%s", "k".repeat(1_100)) + " | json [6h])) > 0'\n";
        Platform platform = Platform.preset(Platform.Preset.OPENSHIFT_LOGGING).build();

        LintReport report =
                AuditRules.lint(platform, List.of(new Source("rules.yaml", text)), LocalDate.parse("2026-11-27"));

        assertThat(report.findings())
                .extracting(finding -> finding.about().id())
                .contains("cost/reread");
    }
}
