package io.auditrules.time;

import io.auditrules.diagnostic.IllegalValueException;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.regex.Pattern;

/**
 * A duration in Prometheus's notation, kept as it was written: {@code 30s}, {@code 4h}, {@code 1h30m}. The grammar is
 * that of {@code ParseDuration} in prometheus/common 0.38 (Alertmanager 0.25).
 *
 * @param text units from large to small, each at most once; {@code 0} alone needs none
 */
public record PrometheusDuration(String text) {
    private static final Pattern GRAMMAR = Pattern.compile(
            "(?:([0-9]+)y)?(?:([0-9]+)w)?(?:([0-9]+)d)?(?:([0-9]+)h)?" + "(?:([0-9]+)m)?(?:([0-9]+)s)?(?:([0-9]+)ms)?");
    private static final long[] MILLISECONDS = {
        365L * 86_400_000, 7L * 86_400_000, 86_400_000, 3_600_000, 60_000, 1_000, 1
    };
    private static final String[] UNITS = {"y", "w", "d", "h", "m", "s", "ms"};
    /** What fits 63 bits of nanoseconds. */
    private static final long LONGEST = Long.MAX_VALUE / 1_000_000;

    private static final String ADVICE =
            "write numbers with units from large to small, such as 30s, 5m, 4h or 1h30m; units: y, w, d, h, m, s, ms";

    public PrometheusDuration {
        milliseconds(text);
    }

    /** The duration in the fewest units. */
    public static PrometheusDuration of(Duration duration) {
        if (duration.isNegative() || !duration.truncatedTo(ChronoUnit.MILLIS).equals(duration)) {
            throw new IllegalValueException(
                    "\"" + duration + "\" is not a duration", "give whole milliseconds, not less than zero");
        }
        long rest = duration.toMillis();
        StringBuilder text = new StringBuilder();
        // Weeks and years only where they say all of it: "1d", "12h" and "90m" read better than "1w5d".
        for (int i = 0; i < UNITS.length; i++) {
            boolean calendar = i < 2;
            if (rest >= MILLISECONDS[i] && (!calendar || rest % MILLISECONDS[i] == 0)) {
                text.append(rest / MILLISECONDS[i]).append(UNITS[i]);
                rest %= MILLISECONDS[i];
            }
        }
        return new PrometheusDuration(text.length() == 0 ? "0s" : text.toString());
    }

    /** The time it says: a day has 24 hours, a week 7 days, a year 365. */
    public Duration toDuration() {
        return Duration.ofMillis(milliseconds(text));
    }

    private static long milliseconds(String text) {
        if (text.equals("0")) {
            return 0;
        }
        java.util.regex.Matcher matcher = GRAMMAR.matcher(text);
        if (text.isEmpty() || !matcher.matches()) {
            throw new IllegalValueException("\"" + text + "\" is not a duration", ADVICE);
        }
        try {
            long sum = 0;
            for (int i = 0; i < MILLISECONDS.length; i++) {
                if (matcher.group(i + 1) != null) {
                    long part = Math.multiplyExact(Long.parseLong(matcher.group(i + 1)), MILLISECONDS[i]);
                    sum = Math.addExact(sum, part);
                }
            }
            if (sum <= LONGEST) {
                return sum;
            }
        } catch (ArithmeticException | NumberFormatException tooLarge) {
            // told below
        }
        throw new IllegalValueException("the duration \"" + text + "\" is too long", "at most 292y");
    }

    @Override
    public String toString() {
        return text;
    }
}
