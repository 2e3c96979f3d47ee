package io.auditrules.scenario;

import io.auditrules.time.PrometheusDuration;
import java.time.Duration;
import java.time.Instant;

/**
 * Times as a scenario has them: from its start on.
 *
 * @param start of the scenario
 */
public record Since(Instant start) {

    /** {@code 1m30s}; with a sign before the start. */
    public String text(Instant time) {
        return text(Duration.between(start, time));
    }

    /** {@code 1m30s}, to the millisecond. */
    public static String text(Duration duration) {
        return (duration.isNegative() ? "-" : "")
                + PrometheusDuration.of(Duration.ofMillis(duration.abs().toMillis()))
                        .text();
    }
}
