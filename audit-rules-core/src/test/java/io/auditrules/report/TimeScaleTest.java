package io.auditrules.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TimeScaleTest {
    private static final Instant START = Instant.parse("2026-01-05T09:00:00Z");

    @Test
    void aTimeLiesAtItsPartOfTheWhole() {
        TimeScale scale = TimeScale.of(START, START.plusSeconds(600));

        assertThat(scale.x(START)).isEqualTo("0");
        assertThat(scale.x(START.plusSeconds(60))).isEqualTo("10");
        assertThat(scale.x(START.plusMillis(100_002))).isEqualTo("16.667");
        assertThat(scale.x(START.plusSeconds(600))).isEqualTo("100");
        assertThat(scale.width(START.plusSeconds(60), START.plusSeconds(75))).isEqualTo("2.5");
    }

    @Test
    void nothingLiesBesideTheLine() {
        TimeScale scale = TimeScale.of(START, START.plusSeconds(600));

        assertThat(scale.x(START.minusSeconds(1))).isEqualTo("0");
        assertThat(scale.x(START.plusSeconds(601))).isEqualTo("100");
    }

    @Test
    void aMomentHasALineToo() {
        TimeScale scale = TimeScale.of(START, START);

        assertThat(scale.x(START)).isEqualTo("0");
        assertThat(scale.ticks(START)).containsExactly(START, START.plusSeconds(1));
    }

    @ParameterizedTest
    @CsvSource({"PT5S, PT1S", "PT1M, PT10S", "PT15M30S, PT5M", "PT26M, PT5M", "PT5H, PT1H", "P3D, PT12H", "P400D, P64D"
    })
    void ticksAreTimesThatPeopleCountIn(Duration all, Duration step) {
        List<Instant> ticks = TimeScale.of(START, START.plus(all)).ticks(START);

        assertThat(ticks).hasSizeBetween(2, 7).startsWith(START, START.plus(step));
    }

    @Test
    void ticksAreCountedFromTheStartOfTheScenario() {
        Instant from = START.minusSeconds(95);

        assertThat(TimeScale.of(from, START.plusSeconds(200)).ticks(START))
                .containsExactly(
                        START.minusSeconds(60),
                        START,
                        START.plusSeconds(60),
                        START.plusSeconds(120),
                        START.plusSeconds(180));
    }
}
