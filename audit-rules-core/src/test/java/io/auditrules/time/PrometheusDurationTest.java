package io.auditrules.time;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.auditrules.diagnostic.IllegalValueException;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PrometheusDurationTest {
    @ParameterizedTest
    @CsvSource({
        "0, PT0S",
        "0s, PT0S",
        "30s, PT30S",
        "1h30m, PT1H30M",
        "1d, PT24H",
        "2w, PT336H",
        "1y, PT8760H",
        "250ms, PT0.25S",
        "90m, PT1H30M",
        "1y2w3d4h5m6s7ms, PT9172H5M6.007S"
    })
    void says(String text, Duration duration) {
        assertThat(new PrometheusDuration(text).toDuration()).isEqualTo(duration);
        assertThat(new PrometheusDuration(text)).hasToString(text);
    }

    @ParameterizedTest
    @CsvSource({
        "PT0S, 0s",
        "PT30S, 30s",
        "PT1H30M, 1h30m",
        "PT24H, 1d",
        "PT12H, 12h",
        "PT240H, 10d",
        "PT336H, 2w",
        "PT8760H, 1y",
        "PT1.5S, 1s500ms"
    })
    void isWrittenInFewUnits(Duration duration, String text) {
        assertThat(PrometheusDuration.of(duration)).hasToString(text);
        assertThat(PrometheusDuration.of(duration).toDuration()).isEqualTo(duration);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "5", "5 m", "m", "1.5h", "-5m", "1m1h", "1s1s", "5M", "1h30", "5m\n", "٥m"})
    void rejectsOtherTexts(String text) {
        assertThatThrownBy(() -> new PrometheusDuration(text))
                .isInstanceOf(IllegalValueException.class)
                .hasMessage("\"" + text + "\" is not a duration: write numbers with units from large to small,"
                        + " such as 30s, 5m, 4h or 1h30m; units: y, w, d, h, m, s, ms");
    }

    @Test
    void rejectsWhatNoCounterHolds() {
        assertThatThrownBy(() -> new PrometheusDuration("293y"))
                .hasMessage("the duration \"293y\" is too long: at most 292y");
        assertThatThrownBy(() -> new PrometheusDuration("99999999999999999999s"))
                .hasMessage("the duration \"99999999999999999999s\" is too long: at most 292y");
    }
}
