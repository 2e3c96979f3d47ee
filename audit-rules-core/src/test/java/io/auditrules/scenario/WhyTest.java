package io.auditrules.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import io.auditrules.alert.AlertingGroup;
import io.auditrules.alert.AlertingRule;
import io.auditrules.alert.RulerSettings;
import io.auditrules.diagnostic.Source;
import io.auditrules.evaluate.Limits;
import io.auditrules.event.Labels;
import io.auditrules.logql.LogQl;
import io.auditrules.logql.LokiVersion;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

/** How far the values were from what a rule compares them with; the rest is in golden/mismatches. */
class WhyTest {
    @Test
    void tellsTheHighestValueWhereTooMuchIsWanted() {
        assertThat(why("sum(count_over_time({a=\"x\"}[5m])) >= 4"))
                .isEqualTo("the highest value was 3 at 1m, and 3 >= 4 is not so");
    }

    @Test
    void tellsTheLowestValueWhereTooLittleIsWanted() {
        assertThat(why("sum(count_over_time({a=\"x\"}[1m])) < 3"))
                .isEqualTo("the lowest value was 3 at 1m, and 3 < 3 is not so");
    }

    @Test
    void comparesMoreSeriesThanMayFire() {
        assertThat(why("sum by (n) (count_over_time({a=\"x\"} | logfmt [5m])) > 1"))
                .isEqualTo("the highest value was 1 at 1m for {n=\"1\"}, and 1 > 1 is not so");
    }

    private static String why(String expr) {
        AlertingRule rule =
                new AlertingRule("A", LogQl.parseMetric(new Source("rule", expr)), Duration.ZERO, Map.of(), Map.of());
        RulerSettings settings =
                new RulerSettings(LokiVersion.NEWEST, new Limits(2), Map.of(), "", Duration.ofMinutes(1));
        Site site = new Site(
                List.of(new AlertingGroup("g", Duration.ofMinutes(1), 0, List.of(rule))),
                settings,
                Labels.of("a", "x"),
                1000,
                Optional.empty());
        Scenario.Builder scenario = Scenario.named("s").running(Duration.ofMinutes(1));
        for (int i = 1; i <= 3; i++) {
            scenario.happens(new Happening(
                    new Happening.Line("n=" + i),
                    Duration.ofSeconds(30),
                    Happening.Repetition.NONE,
                    Optional.empty(),
                    OptionalInt.empty()));
        }
        Outcome outcome = new Trial(site).play(scenario.build());
        List<String> lines = new Why(outcome, LokiVersion.NEWEST)
                .didNotFire(outcome.histories().get(0));
        return lines.get(lines.size() - 1);
    }
}
