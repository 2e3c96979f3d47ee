package io.auditrules.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.auditrules.report.ConsoleText.Line;
import io.auditrules.report.ConsoleText.Weight;
import io.auditrules.rule.Field;
import io.auditrules.scenario.Scenario;
import io.auditrules.scenario.TestRun;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What else a terminal shows stands in golden/report. */
class ConsoleTextTest {
    @Test
    void aPassingScenarioIsOneLine() {
        List<Line> lines = ConsoleText.of(Demo.run(Demo.site(), Demo.scenarios().subList(0, 1)), false);

        assertThat(lines.get(0))
                .isEqualTo(new Line(
                        Weight.INFO,
                        "PASS  tests/shells.test.yaml:3  a shell in a pod is told (2 lines, 1 alert, 0 ms)"));
        assertThat(lines.get(lines.size() - 1)).isEqualTo(new Line(Weight.INFO, "1 scenario: 1 passed, 0 failed"));
    }

    @Test
    void totalsOfAFailedRunWeighAsAnError() {
        List<Line> lines = ConsoleText.of(Demo.run(), false);

        assertThat(lines.get(lines.size() - 1)).isEqualTo(new Line(Weight.ERROR, "7 scenarios: 5 passed, 2 failed"));
    }

    @Test
    void warnsThatThereIsNoScenario() {
        List<Line> lines = ConsoleText.of(Demo.run(Demo.site(), List.of()), false);

        assertThat(lines).contains(new Line(Weight.WARNING, "0 scenarios: 0 passed, 0 failed"));
    }

    @Test
    void aLogCannotActOnTheTerminal() {
        Scenario hostile = Scenario.named("bad \u001b[2J name")
                .happens(Duration.ofMinutes(1), Demo.SHELL.and(Field.NAME, "web\u001b[31m\r\n[INFO] all is well"))
                .build();
        TestRun run = Demo.run(Demo.site(), List.of(hostile));

        assertThat(ConsoleText.of(run, true))
                .allSatisfy(line -> assertThat(line.text()).doesNotContainPattern("\\p{Cntrl}"))
                .noneMatch(line -> line.text().stripLeading().startsWith("[INFO]"))
                .anyMatch(line -> line.text().contains("web\\x1b[31m"));
    }
}
