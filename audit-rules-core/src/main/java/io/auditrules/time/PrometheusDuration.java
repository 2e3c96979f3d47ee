package io.auditrules.time;

import io.auditrules.diagnostic.IllegalValueException;
import java.time.Duration;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The duration syntax of Prometheus' {@code model.ParseDuration} (prometheus/common 0.45 and later), which Loki's ruler,
 * the Loki Operator's webhook and Alertmanager all use: {@code 1h30m}, units from large to small, whole numbers.
 */
public final class PrometheusDuration {
    private static final Pattern SYNTAX = Pattern.compile(
            "(?:([0-9]+)y)?(?:([0-9]+)w)?(?:([0-9]+)d)?(?:([0-9]+)h)?(?:([0-9]+)m)?(?:([0-9]+)s)?(?:([0-9]+)ms)?");
    private static final List<Duration> UNITS = List.of(
            Duration.ofDays(365),
            Duration.ofDays(7),
            Duration.ofDays(1),
            Duration.ofHours(1),
            Duration.ofMinutes(1),
            Duration.ofSeconds(1),
            Duration.ofMillis(1));
    /** Go counts a duration in nanoseconds in 64 bits. */
    private static final Duration LONGEST = Duration.ofNanos(Long.MAX_VALUE);

    private PrometheusDuration() {}

    /**
     * Reads a duration.
     *
     * @throws IllegalValueException if Prometheus would refuse the text
     */
    public static Duration parse(String text) {
        if (text.equals("0")) {
            return Duration.ZERO;
        }
        Matcher matcher = SYNTAX.matcher(text);
        if (text.isEmpty() || !matcher.matches()) {
            throw new IllegalValueException(
                    "\"" + text + "\" is not a duration",
                    "write whole numbers with units from large to small, such as 30s, 5m or 1h30m (ms, s, m, h, d, w, y)");
        }
        try {
            Duration sum = Duration.ZERO;
            for (int i = 0; i < UNITS.size(); i++) {
                String number = matcher.group(i + 1);
                if (number != null) {
                    sum = sum.plus(UNITS.get(i).multipliedBy(Long.parseLong(number)));
                }
            }
            if (sum.compareTo(LONGEST) <= 0) {
                return sum;
            }
        } catch (ArithmeticException | NumberFormatException e) {
            // Too long, as below.
        }
        throw new IllegalValueException("the duration \"" + text + "\" is too long", "the longest is 292 years");
    }

    /** The shortest text in days, hours, minutes, seconds and milliseconds: {@code 1h30m}; {@code 0s} for none. */
    public static String print(Duration duration) {
        StringBuilder text = new StringBuilder();
        append(text, duration.toDaysPart(), "d");
        append(text, duration.toHoursPart(), "h");
        append(text, duration.toMinutesPart(), "m");
        append(text, duration.toSecondsPart(), "s");
        append(text, duration.toMillisPart(), "ms");
        return text.length() == 0 ? "0s" : text.toString();
    }

    private static void append(StringBuilder text, long number, String unit) {
        if (number > 0) {
            text.append(number).append(unit);
        }
    }
}
