package io.auditrules.template;

import org.jspecify.annotations.Nullable;

/** Numbers as people read them: what Prometheus v0.312 and common v0.67.5 (helpers/templates) make of a value. */
final class HumanText {
    private static final String[] LARGE = {"k", "M", "G", "T", "P", "E", "Z", "Y"};
    private static final String[] BINARY = {"ki", "Mi", "Gi", "Ti", "Pi", "Ei", "Zi", "Yi"};
    private static final String[] SMALL = {"m", "u", "n", "p", "f", "a", "z", "y"};

    private HumanText() {}

    /** The number that a value is, or that a text tells. */
    static double number(@Nullable Object value) {
        if (value instanceof Double floating) {
            return floating;
        }
        if (value instanceof Long whole) {
            return whole;
        }
        if (value instanceof String text) {
            NumberText.Floating number = NumberText.parseFloat(text);
            if (number.fault() != null) {
                throw new Failure("strconv.ParseFloat: parsing " + Quoted.quote(text) + ": " + number.fault().words);
            }
            return number.value();
        }
        if (value instanceof GoType.Whole whole && whole.type() == GoType.INT64) {
            return whole.value();
        }
        if (value instanceof GoType.Whole whole && whole.type() == GoType.DURATION) {
            return Methods.fraction(whole.value(), 1_000_000_000L, 1e9);
        }
        throw new Failure("can't convert " + (value == null ? "<nil>" : GoType.of(value).goName) + " to float");
    }

    private static boolean isFinite(double value) {
        return !Double.isNaN(value) && !Double.isInfinite(value);
    }

    /** The value with four digits that count. */
    private static String digits(double value) {
        return Printf.sprintf("%.4g", new Object[] {value});
    }

    /** With the prefixes of SI. */
    static String si(double value) {
        if (value == 0 || !isFinite(value)) {
            return digits(value);
        }
        return Math.abs(value) >= 1 ? divided(value, 1000, LARGE) : multiplied(value);
    }

    /** With prefixes that stand for powers of 1024. */
    static String binary(double value) {
        return Math.abs(value) <= 1 || !isFinite(value) ? digits(value) : divided(value, 1024, BINARY);
    }

    private static String divided(double value, double step, String[] prefixes) {
        double rest = value;
        String prefix = "";
        for (int i = 0; i < prefixes.length && Math.abs(rest) >= step; i++) {
            prefix = prefixes[i];
            rest /= step;
        }
        return digits(rest) + prefix;
    }

    private static String multiplied(double value) {
        double rest = value;
        String prefix = "";
        for (int i = 0; i < SMALL.length && Math.abs(rest) < 1; i++) {
            prefix = SMALL[i];
            rest *= 1000;
        }
        return digits(rest) + prefix;
    }

    /** A number of seconds. */
    static String duration(double value) {
        if (!isFinite(value)) {
            return digits(value);
        }
        if (value == 0) {
            return digits(value) + "s";
        }
        if (Math.abs(value) < 1) {
            return multiplied(value) + "s";
        }
        String sign = value < 0 ? "-" : "";
        long whole = Cast.truncated(Math.abs(value));
        long seconds = whole % 60;
        long minutes = whole / 60 % 60;
        long hours = whole / 3600 % 24;
        long days = whole / 86400;
        if (days != 0) {
            return sign + days + "d " + hours + "h " + minutes + "m " + seconds + "s";
        }
        if (hours != 0) {
            return sign + hours + "h " + minutes + "m " + seconds + "s";
        }
        if (minutes != 0) {
            return sign + minutes + "m " + seconds + "s";
        }
        return sign + digits(Math.abs(value)) + "s";
    }

    static String percentage(double value) {
        return digits(value * 100) + "%";
    }

    /** A number of seconds since 1970. */
    static String timestamp(double value) {
        return isFinite(value) ? time(value).toString() : digits(value);
    }

    /** A number of seconds since 1970, of which milliseconds remain. */
    static GoTime time(double value) {
        if (!isFinite(value)) {
            throw new Failure("value is NaN or Inf");
        }
        double nanos = value * 1e9;
        if (nanos > 0x1p63 || nanos < -0x1p63) {
            throw new Failure(
                    Printf.print(value) + " cannot be represented as a nanoseconds timestamp since it overflows int64");
        }
        long millis = Cast.truncated(nanos) / 1_000_000;
        return GoTime.unix(millis / 1000, millis % 1000 * 1_000_000).in(GoTime.Zone.UTC);
    }
}
