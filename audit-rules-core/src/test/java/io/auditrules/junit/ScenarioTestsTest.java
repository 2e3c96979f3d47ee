package io.auditrules.junit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.auditrules.AuditRules;
import io.auditrules.rule.Field;
import io.auditrules.scenario.AuditEvent;
import io.auditrules.scenario.Expectation.ExpectedAlert;
import io.auditrules.scenario.Scenario;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ScenarioTestsTest {
    private static final Path DEFINITIONS = Path.of("src/test/resources/scenario/definitions");

    private final AuditRules rules = AuditRules.read(DEFINITIONS, DEFINITIONS);

    @TempDir
    private Path project;

    @Test
    void passesWhereAScenarioInJavaComesAsExpected() {
        List<DynamicTest> tests = ScenarioTests.of(rules, shell("alice")).toList();

        assertThat(tests).extracting(DynamicTest::getDisplayName).containsExactly("a shell of alice");
        assertThatCode(() -> run(tests.get(0))).doesNotThrowAnyException();
    }

    @Test
    void failsWithAllThatIsDifferent() {
        Scenario wrong = Scenario.named("wrong")
                .happens(Duration.ofMinutes(1), AuditEvent.of(Field.SUBRESOURCE, "exec"))
                .staysSilent("PodExec")
                .fires(ExpectedAlert.of("ManyRefusals"))
                .build();

        DynamicTest test = ScenarioTests.of(rules, wrong).findFirst().orElseThrow();

        assertThatThrownBy(() -> run(test))
                .isInstanceOf(AssertionError.class)
                .hasMessageContainingAll("PodExec fired and must stay silent", "\n\nManyRefusals did not fire");
    }

    @Test
    void isATestForEachScenarioInAFileAndForEachThatCannotBeRead() throws IOException {
        Files.writeString(project.resolve("a.yaml"), """
                apiVersion: auditrules.io/v1
                kind: Scenarios
                scenarios:
                  - name: passes
                    events: [{at: 1m, user: eve, subresource: exec, name: web-1}]
                    expect: {alerts: [PodExec]}
                  - name: fails
                    events: []
                    expect: {alerts: [PodExec]}
                  - name: cannot be read
                    expect: {alerts: [PodExek]}
                """);

        List<DynamicTest> tests = ScenarioTests.of(rules, project, project).toList();

        assertThat(tests).extracting(DynamicTest::getDisplayName).containsExactly("a.yaml:11:23", "passes", "fails");
        assertThatThrownBy(() -> run(tests.get(0)))
                .isInstanceOf(AssertionError.class)
                .hasMessageContainingAll("there is no rule \"PodExek\"", "did you mean \"PodExec\"?");
        assertThatCode(() -> run(tests.get(1))).doesNotThrowAnyException();
        assertThatThrownBy(() -> run(tests.get(2)))
                .isInstanceOf(AssertionError.class)
                .hasMessageContainingAll("a.yaml:7:11\n", "PodExec did not fire");
    }

    @Test
    void isNoTestWhereTheFolderIsMissing() {
        assertThat(ScenarioTests.of(rules, project.resolve("none"), project)).isEmpty();
    }

    private static Scenario shell(String user) {
        return Scenario.named("a shell of " + user)
                .happens(
                        Duration.ofMinutes(1),
                        AuditEvent.of(Field.SUBRESOURCE, "exec").and(Field.USER, user))
                .fires(ExpectedAlert.of("PodExec"))
                .reaches("chat")
                .build();
    }

    private static void run(DynamicTest test) throws Throwable {
        test.getExecutable().execute();
    }
}
