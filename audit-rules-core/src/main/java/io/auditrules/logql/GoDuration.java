package io.auditrules.logql;

import io.auditrules.diagnostic.IllegalValueException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Duration;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Durations as Prometheus and as Go write and read them; Loki v3.7.6 tries the one, then the other. */
final class GoDuration {
    private static final BigInteger NANOS_PER_SECOND = BigInteger.valueOf(1_000_000_000);
    private static final BigInteger LARGEST = BigInteger.valueOf(Long.MAX_VALUE);
    private static final Pattern PROMETHEUS = Pattern.compile(
            "(?:([0-9]+)y)?(?:([0-9]+)w)?(?:([0-9]+)d)?" + "(?:([0-9]+)h)?(?:([0-9]+)m)?(?:([0-9]+)s)?(?:([0-9]+)ms)?");
    private static final long[] PROMETHEUS_MILLIS = {
        365 * 86_400_000L, 7 * 86_400_000L, 86_400_000L, 3_600_000L, 60_000L, 1000L, 1L
    };
    private static final Pattern GO =
            Pattern.compile("([-+]?)((?:(?:[0-9]+\\.?[0-9]*|\\.[0-9]+)" + "(?:ns|us|µs|μs|ms|s|m|h))+)");
    private static final Pattern GO_PART = Pattern.compile("([0-9.]+)([^0-9.]+)");

    private GoDuration() {}

    /** The value of a duration that stands in a filter or after offset. */
    static Duration value(String text) {
        return find(text)
                .orElseThrow(() -> new IllegalValueException(
                        Text.shown(text) + " is not a duration that Loki reads",
                        "write a number and a unit, such as 5m or 1h30m"));
    }

    /** The value of a duration that stands in the brackets of a range. */
    static Duration rangeValue(String text) {
        return findPrometheus(text)
                .orElseThrow(() -> new IllegalValueException(
                        Text.shown(text) + " cannot be a range",
                        "write whole numbers and units, the largest first, without blanks, such as 5m or 1h30m;"
                                + " the units are y, w, d, h, m, s, ms"));
    }

    static boolean isRange(String text) {
        return findPrometheus(text).isPresent();
    }

    static Optional<Duration> find(String text) {
        return findPrometheus(text).or(() -> findGo(text));
    }

    private static Optional<Duration> findPrometheus(String text) {
        Matcher matcher = PROMETHEUS.matcher(text);
        if (text.equals("0")) {
            return Optional.of(Duration.ZERO);
        }
        if (text.isEmpty() || !matcher.matches()) {
            return Optional.empty();
        }
        BigInteger nanos = BigInteger.ZERO;
        for (int i = 0; i < PROMETHEUS_MILLIS.length; i++) {
            String count = matcher.group(i + 1);
            if (count != null) {
                if (count.length() > 40) {
                    return Optional.empty();
                }
                nanos = nanos.add(new BigInteger(count).multiply(BigInteger.valueOf(PROMETHEUS_MILLIS[i] * 1_000_000)));
            }
        }
        return nanos.compareTo(LARGEST) > 0 ? Optional.empty() : Optional.of(duration(nanos));
    }

    private static Optional<Duration> findGo(String text) {
        Matcher matcher = GO.matcher(text);
        if (text.equals("-0") || text.equals("+0")) {
            return Optional.of(Duration.ZERO);
        }
        if (text.length() > 200 || !matcher.matches()) {
            return Optional.empty();
        }
        BigInteger nanos = BigInteger.ZERO;
        Matcher part = GO_PART.matcher(matcher.group(2));
        while (part.find()) {
            String[] count = part.group(1).split("\\.", 2);
            long unit = nanos(part.group(2));
            nanos = nanos.add(
                            count[0].isEmpty()
                                    ? BigInteger.ZERO
                                    : new BigInteger(count[0]).multiply(BigInteger.valueOf(unit)))
                    .add(BigInteger.valueOf(count.length == 1 ? 0 : fraction(count[1], unit)));
        }
        if (matcher.group(1).equals("-")) {
            return nanos.compareTo(LARGEST.add(BigInteger.ONE)) > 0
                    ? Optional.empty()
                    : Optional.of(duration(nanos.negate()));
        }
        return nanos.compareTo(LARGEST) > 0 ? Optional.empty() : Optional.of(duration(nanos));
    }

    /** Computed as Go does, so that it is cut at the same nanosecond. */
    private static long fraction(String digits, long unit) {
        long value = 0;
        double scale = 1;
        for (int i = 0; i < digits.length() && value <= (Long.MAX_VALUE - 9) / 10; i++) {
            value = value * 10 + (digits.charAt(i) - '0');
            scale *= 10;
        }
        return (long) (value * (unit / scale));
    }

    private static long nanos(String unit) {
        return switch (unit) {
            case "ns" -> 1;
            case "us", "µs", "μs" -> 1000;
            case "ms" -> 1_000_000;
            case "s" -> 1_000_000_000;
            case "m" -> 60_000_000_000L;
            case "h" -> 3_600_000_000_000L;
            default -> throw new IllegalStateException(unit);
        };
    }

    private static Duration duration(BigInteger nanos) {
        BigInteger[] parts = nanos.divideAndRemainder(NANOS_PER_SECOND);
        return Duration.ofSeconds(parts[0].longValueExact(), parts[1].longValueExact());
    }

    /** The duration in Prometheus' form where it has whole milliseconds and no sign, else in Go's. */
    static String text(Duration value) {
        if (value.isNegative() || value.toNanosPart() % 1_000_000 != 0) {
            BigDecimal seconds = BigDecimal.valueOf(value.getSeconds()).add(BigDecimal.valueOf(value.getNano(), 9));
            return seconds.stripTrailingZeros().toPlainString() + "s";
        }
        if (value.isZero()) {
            return "0s";
        }
        StringBuilder text = new StringBuilder();
        append(text, value.toDays(), "d");
        append(text, value.toHoursPart(), "h");
        append(text, value.toMinutesPart(), "m");
        append(text, value.toSecondsPart(), "s");
        append(text, value.toMillisPart(), "ms");
        return text.toString();
    }

    private static void append(StringBuilder text, long count, String unit) {
        if (count != 0) {
            text.append(count).append(unit);
        }
    }
}
