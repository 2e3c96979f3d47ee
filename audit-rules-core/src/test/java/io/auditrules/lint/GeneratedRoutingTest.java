package io.auditrules.lint;

import static org.assertj.core.api.Assertions.assertThat;

import io.auditrules.AuditRules;
import io.auditrules.check.Finding;
import io.auditrules.diagnostic.Source;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Lint has nothing to say of routing that this project writes itself, neither as it is defined nor as it is written. */
class GeneratedRoutingTest {
    private static final LocalDate TODAY = LocalDate.parse("2026-11-27");
    private static final Path EXAMPLE = Path.of("../examples/gitops-repo");
    private static final Path RENDERED = Path.of("src/test/resources/golden/render");

    @Test
    void hasNothingToSayOfTheExample() throws IOException {
        assertThat(routing(EXAMPLE, "src/main/audit-rules", "manifests/alertmanager/alertmanager.yaml"))
                .isEmpty();
    }

    @Test
    void hasNothingToSayOfWhatIsWrittenInSeveralForms() throws IOException {
        assertThat(routing(
                        RENDERED.resolve("routing-outputs"),
                        "definitions",
                        "expected/alertmanager/alertmanager.yaml",
                        "expected/alertmanager/alertmanager-main.yaml"))
                .isEmpty();
    }

    @Test
    void hasNothingToSayOfWhatIsPutIntoOpenShiftsOwn() throws IOException {
        assertThat(routing(
                        RENDERED.resolve("routing-merged"),
                        "definitions",
                        "expected/alertmanager/alertmanager-main.yaml"))
                .isEmpty();
    }

    @Test
    void findsInTheFileOfOthersWhatIsWrongThere() throws IOException {
        assertThat(routing(RENDERED.resolve("everything"), "definitions"))
                .extracting(Object::toString)
                .containsExactly(
                        "routing/tells-nobody at existing/alertmanager.yaml:8:11",
                        "routing/tells-nobody at existing/alertmanager.yaml:10:11");
    }

    private static List<String> routing(Path base, String definitions, String... others) throws IOException {
        List<Source> sources = new java.util.ArrayList<>();
        for (String other : others) {
            sources.add(new Source(other, Files.readString(base.resolve(other))));
        }
        return AuditRules.read(base.resolve(definitions), base).lint(sources, TODAY).findings().stream()
                .filter(finding -> finding.about().id().startsWith("routing/"))
                .map(GeneratedRoutingTest::words)
                .toList();
    }

    private static String words(Finding finding) {
        return finding.about().id() + " at " + finding.place();
    }
}
