package io.auditrules.event;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EventTimeTest {
    @Test
    void aTimeIsWhatJavaReads() {
        Random random = new Random(20261124);
        for (int i = 0; i < 20_000; i++) {
            // from 1800 to 2239, so that both readers have a share
            Instant day = Instant.ofEpochSecond(random.nextLong(-5_364_662_400L, 8_500_000_000L));
            int digits = random.nextInt(10);
            String fraction = digits == 0
                    ? ""
                    : "." + String.format("%09d", random.nextInt(1_000_000_000)).substring(0, digits);
            String text = day.toString().replace("Z", fraction + "Z");
            Instant expected = Instant.parse(text);

            assertThat(EventTime.parse(text)).as(text).isEqualTo(nanoseconds(expected));
        }
    }

    @ParameterizedTest
    @CsvSource({
        "2026-11-23T09:00:00+02:00, 2026-11-23T07:00:00Z",
        "2026-11-23T09:00:00.5-05:30, 2026-11-23T14:30:00.5Z",
        "2024-02-29T23:59:59.999999999Z, 2024-02-29T23:59:59.999999999Z",
        "2026-11-23t09:00:00z, 2026-11-23T09:00:00Z",
    })
    void anOffsetIsTakenOff(String text, String expected) {
        assertThat(EventTime.parse(text))
                .isEqualTo(nanoseconds(OffsetDateTime.parse(expected).toInstant()));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "2026-11-23",
                "2026-11-23T09:00:00",
                "2026-11-23 09:00:00Z",
                "2026-02-29T09:00:00Z",
                "2026-11-31T09:00:00Z",
                "2026-13-01T09:00:00Z",
                "2026-00-01T09:00:00Z",
                "2026-11-00T09:00:00Z",
                "2026-11-23T25:00:00Z",
                "2026-11-23T09:60:00Z",
                "2026-11-23T09:00:61Z",
                "2026-11-23T09:00:00,5Z",
                "2026-11-23T09:00:00.-5Z",
                "2026-11-23T09:00:00.1234567890Z",
                "2026/11/23T09:00:00Z",
                "9999-11-23T09:00:00Z",
                "1764000000",
            })
    void whatIsNoTimeIsNotGuessed(String text) {
        assertThat(EventTime.parse(text)).isEqualTo(Batch.NO_TIME);
    }

    private static long nanoseconds(Instant time) {
        return Math.addExact(Math.multiplyExact(time.getEpochSecond(), 1_000_000_000L), time.getNano());
    }
}
