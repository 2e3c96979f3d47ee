package io.auditrules.report;

import io.auditrules.time.PrometheusDuration;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;

/**
 * Times as a scenario has them: from its start on.
 *
 * @param start of the scenario
 */
record Since(Instant start) {
    private static final long MINUTE = 60_000;

    /** {@code 1m30s}; with a sign before the start. */
    String text(Instant time) {
        return text(Duration.between(start, time));
    }

    static String text(Duration duration) {
        return (duration.isNegative() ? "-" : "")
                + PrometheusDuration.of(Duration.ofMillis(duration.abs().toMillis()))
                        .text();
    }

    /** How long something took, as a person wants to know it: {@code 41 ms}, {@code 1.2 s}, {@code 2m5s}. */
    static String roughly(Duration took) {
        long milliseconds = took.toMillis();
        if (milliseconds < 1_000) {
            return milliseconds + " ms";
        }
        return milliseconds < MINUTE
                ? String.format(Locale.ROOT, "%.1f s", milliseconds / 1000.0)
                : text(Duration.ofSeconds(took.toSeconds()));
    }
}
