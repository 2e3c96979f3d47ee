package io.auditrules.template;

import java.util.Map;

/** Durations as Go's package time (1.26) reads and writes them. */
final class DurationText {
    private static final Map<String, Long> UNITS = Map.of(
            "ns", 1L,
            "us", 1_000L,
            "\u00c2\u00b5s", 1_000L,
            "\u00ce\u00bcs", 1_000L,
            "ms", 1_000_000L,
            "s", 1_000_000_000L,
            "m", 60_000_000_000L,
            "h", 3_600_000_000_000L);

    private DurationText() {}

    /** Nanoseconds. */
    static long parse(String text) {
        String rest = text.startsWith("-") || text.startsWith("+") ? text.substring(1) : text;
        if (rest.equals("0")) {
            return 0;
        }
        if (rest.isEmpty()) {
            throw invalid("invalid duration", text);
        }
        long sum = 0;
        int at = 0;
        while (at < rest.length()) {
            int start = at;
            while (isDigit(rest, at)) {
                at++;
            }
            String whole = rest.substring(start, at);
            String fraction = "";
            if (at < rest.length() && rest.charAt(at) == '.') {
                start = ++at;
                while (isDigit(rest, at)) {
                    at++;
                }
                fraction = rest.substring(start, at);
            }
            NumberText.Whole number = NumberText.parseUint(whole.isEmpty() ? "0" : whole, 10);
            if ((whole.isEmpty() && fraction.isEmpty())
                    || number.fault() != null
                    || Long.compareUnsigned(number.value(), Long.MIN_VALUE) > 0) {
                throw invalid("invalid duration", text);
            }
            start = at;
            while (at < rest.length() && rest.charAt(at) != '.' && !isDigit(rest, at)) {
                at++;
            }
            String unit = rest.substring(start, at);
            if (unit.isEmpty()) {
                throw invalid("missing unit in duration", text);
            }
            Long nanos = UNITS.get(unit);
            if (nanos == null) {
                throw invalid("unknown unit " + TimeLayout.quote(unit) + " in duration", text);
            }
            if (Long.compareUnsigned(number.value(), Long.divideUnsigned(Long.MIN_VALUE, nanos)) > 0) {
                throw invalid("invalid duration", text);
            }
            long part = number.value() * nanos + fractionOf(fraction, nanos);
            sum = Long.compareUnsigned(part, Long.MIN_VALUE) > 0 ? -1 : sum + part;
            if (Long.compareUnsigned(sum, Long.MIN_VALUE) > 0) {
                throw invalid("invalid duration", text);
            }
        }
        if (text.startsWith("-")) {
            return -sum;
        }
        if (sum < 0) {
            throw invalid("invalid duration", text);
        }
        return sum;
    }

    private static long fractionOf(String digits, long unit) {
        long value = 0;
        double scale = 1;
        for (int i = 0; i < digits.length(); i++) {
            if (value > Long.MAX_VALUE / 10) {
                break;
            }
            long next = value * 10 + digits.charAt(i) - '0';
            if (Long.compareUnsigned(next, Long.MIN_VALUE) > 0) {
                break;
            }
            value = next;
            scale *= 10;
        }
        return (long) ((value < 0 ? 0x1p63 : (double) value) * (unit / scale));
    }

    private static boolean isDigit(String text, int at) {
        return at < text.length() && text.charAt(at) >= '0' && text.charAt(at) <= '9';
    }

    private static Failure invalid(String why, String text) {
        return new Failure("time: " + why + " " + TimeLayout.quote(text));
    }

    /** Such as {@code 1h2m3.5s}. */
    static String format(long nanos) {
        if (nanos == 0) {
            return "0s";
        }
        java.math.BigDecimal size =
                new java.math.BigDecimal(java.math.BigInteger.valueOf(nanos).abs());
        String sign = nanos < 0 ? "-" : "";
        long magnitude = nanos < 0 ? -nanos : nanos;
        if (Long.compareUnsigned(magnitude, 1_000) < 0) {
            return sign + magnitude + "ns";
        }
        if (Long.compareUnsigned(magnitude, 1_000_000) < 0) {
            return sign + plain(size.movePointLeft(3)) + "\u00c2\u00b5s";
        }
        if (Long.compareUnsigned(magnitude, 1_000_000_000) < 0) {
            return sign + plain(size.movePointLeft(6)) + "ms";
        }
        long seconds = Long.divideUnsigned(magnitude, 1_000_000_000);
        String rest = plain(size.movePointLeft(9).subtract(java.math.BigDecimal.valueOf(seconds / 60 * 60))) + "s";
        long minutes = seconds / 60;
        return sign + (minutes >= 60 ? minutes / 60 + "h" : "") + (minutes >= 1 ? minutes % 60 + "m" : "") + rest;
    }

    private static String plain(java.math.BigDecimal number) {
        return number.signum() == 0 ? "0" : number.stripTrailingZeros().toPlainString();
    }
}
