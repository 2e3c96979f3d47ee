package io.auditrules.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.auditrules.rule.Field;
import io.auditrules.scenario.Happening;
import io.auditrules.scenario.Outcome;
import io.auditrules.scenario.Scenario;
import io.auditrules.scenario.Since;
import io.auditrules.scenario.Trial;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class AlertLifeTest {
    private static final Duration MINUTE = Duration.ofMinutes(1);

    @Test
    void isPendingFiresAndEnds() {
        assertThat(lives(refusals(6, Duration.ofSeconds(1))))
                .containsExactly("ManyRefusals pending 1m firing 3m end 6m");
    }

    @Test
    void isPendingOnly() {
        // six within five minutes at one evaluation only, and then one less
        assertThat(lives(refusals(6, Duration.ofSeconds(50)))).containsExactly("ManyRefusals pending 5m end 6m");
    }

    @Test
    void goesOnToTheEnd() {
        Scenario scenario = Scenario.named("short")
                .happens(MINUTE, Demo.SHELL)
                .running(Duration.ofMinutes(3))
                .build();

        assertThat(lives(scenario)).containsExactly("PodExec firing 1m");
    }

    @Test
    void livesTwice() {
        Scenario scenario = Scenario.named("twice")
                .happens(MINUTE, Demo.SHELL)
                .happens(Duration.ofMinutes(10), Demo.SHELL)
                .build();

        assertThat(lives(scenario)).containsExactly("PodExec firing 1m end 7m", "PodExec firing 10m end 16m");
    }

    @Test
    void severalOfOneTimeStandInTheOrderOfTheirLabels() {
        Scenario scenario = Scenario.named("two pods")
                .happens(Happening.of(MINUTE, Demo.SHELL.and(Field.NAME, "web")).repeated(2, Duration.ZERO, Field.NAME))
                .build();

        assertThat(AlertLife.of(play(scenario)))
                .extracting(life -> life.labels().get("objectRef_name"))
                .containsExactly("web-1", "web-2");
    }

    private static Scenario refusals(int times, Duration every) {
        return Scenario.named("refusals")
                .happens(Happening.of(MINUTE.minusSeconds(10), Demo.REFUSAL).repeated(times, every))
                .build();
    }

    private static Outcome play(Scenario scenario) {
        return new Trial(Demo.site()).play(scenario);
    }

    private static List<String> lives(Scenario scenario) {
        Outcome outcome = play(scenario);
        Since since = new Since(outcome.start());
        return AlertLife.of(outcome).stream()
                .map(life -> Stream.of(
                                life.alert(),
                                life.wasPending() ? "pending " + since.text(life.activeAt()) : "",
                                life.firedAt()
                                        .map(time -> "firing " + since.text(time))
                                        .orElse(""),
                                life.end()
                                        .map(time -> "end " + since.text(time))
                                        .orElse(""))
                        .filter(word -> !word.isEmpty())
                        .collect(Collectors.joining(" ")))
                .toList();
    }
}
