package io.auditrules.lint;

import static org.assertj.core.api.Assertions.assertThat;

import io.auditrules.AuditRules;
import io.auditrules.check.About;
import io.auditrules.check.Finding;
import io.auditrules.diagnostic.Source;
import io.auditrules.golden.GoldenCase;
import io.auditrules.report.LintFormat;
import io.auditrules.rule.Platform;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What lint says: a folder below golden/lint for each thing that it finds. {@code bad.yaml} has it, {@code good.yaml} looks
 * like it and has it not; both are files that a cluster reads, or definitions in folders {@code bad} and {@code good}.
 */
class LintCasesTest {
    private static final LocalDate TODAY = LocalDate.parse("2026-11-27");

    static List<GoldenCase> cases() {
        return GoldenCase.all("lint");
    }

    @Test
    void everyCheckHasACase() {
        assertThat(cases().stream().map(LintCasesTest::id))
                .containsExactlyInAnyOrderElementsOf(
                        Linter.all().stream().map(About::id).toList());
    }

    @ParameterizedTest
    @MethodSource("cases")
    void findsWhatIsBad(GoldenCase golden) {
        List<Finding> found = found(golden, "bad");

        assertThat(found).isNotEmpty();
        golden.assertProduces(Map.of(
                "findings.txt",
                LintFormat.TEXT.write(new LintReport(found, found.size(), 0, LintReport.NOTHING.cost()))));
    }

    @ParameterizedTest
    @MethodSource("cases")
    void hasNothingToSayOfWhatIsGood(GoldenCase golden) {
        assertThat(found(golden, "good")).isEmpty();
    }

    /** The folder {@code blind-unguarded} is about {@code blind/unguarded}. */
    private static String id(GoldenCase golden) {
        return golden.folder().getFileName().toString().replaceFirst("-", "/");
    }

    private static List<Finding> found(GoldenCase golden, String which) {
        return lint(golden, which).findings().stream()
                .filter(finding -> finding.about().id().equals(id(golden)))
                .toList();
    }

    private static LintReport lint(GoldenCase golden, String which) {
        Path definitions = golden.folder().resolve(which);
        if (Files.isDirectory(definitions)) {
            return AuditRules.read(definitions, golden.folder()).lint(List.of(), TODAY);
        }
        Source source = new Source(which + ".yaml", golden.read(which + ".yaml"));
        return AuditRules.lint(platform(golden), List.of(source), TODAY);
    }

    /** OpenShift Logging; of other versions, if {@code platform.properties} says so. */
    private static Platform platform(GoldenCase golden) {
        Platform.Builder platform = Platform.preset(Platform.Preset.OPENSHIFT_LOGGING);
        if (Files.exists(golden.folder().resolve("platform.properties"))) {
            for (String line : golden.read("platform.properties").lines().toList()) {
                String[] property = line.split("=", 2);
                switch (property[0]) {
                    case "operator" -> platform.operator(property[1]);
                    case "loki" -> platform.loki(property[1]);
                    default -> throw new IllegalArgumentException(line);
                }
            }
        }
        return platform.build();
    }
}
