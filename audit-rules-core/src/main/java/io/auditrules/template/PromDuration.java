package io.auditrules.template;

/** Durations as Prometheus' model package (common v0.67.5) reads them: whole numbers with units, the largest first. */
final class PromDuration {
    private static final String[] UNITS = {"y", "w", "d", "h", "m", "s", "ms"};
    private static final long[] NANOS = {
        365 * 86_400_000_000_000L,
        7 * 86_400_000_000_000L,
        86_400_000_000_000L,
        3_600_000_000_000L,
        60_000_000_000L,
        1_000_000_000L,
        1_000_000L
    };

    private PromDuration() {}

    /** In seconds; it may be negative. */
    static double seconds(String text) {
        long nanos = text.startsWith("-") ? -nanos(text.substring(1)) : nanos(text);
        return nanos / 1e9;
    }

    private static long nanos(String text) {
        if (text.equals("0")) {
            return 0;
        }
        if (text.isEmpty()) {
            throw new Failure("empty duration string");
        }
        long sum = 0;
        int last = -1;
        int at = 0;
        while (at < text.length()) {
            int unitStart = end(text, at, true);
            NumberText.Whole number = NumberText.parseUint(text.substring(at, unitStart), 10);
            int end = end(text, unitStart, false);
            if (unitStart == at || end == unitStart || number.fault() != null) {
                throw invalid(text);
            }
            int unit = unit(text.substring(unitStart, end), text);
            if (unit <= last) {
                throw invalid(text);
            }
            last = unit;
            sum = plus(sum, number.value(), NANOS[unit]);
            at = end;
        }
        return sum;
    }

    private static int end(String text, int start, boolean isOfDigits) {
        int at = start;
        while (at < text.length() && (text.charAt(at) >= '0' && text.charAt(at) <= '9') == isOfDigits) {
            at++;
        }
        return at;
    }

    private static int unit(String name, String text) {
        for (int i = 0; i < UNITS.length; i++) {
            if (UNITS[i].equals(name)) {
                return i;
            }
        }
        throw new Failure("unknown unit " + Quoted.quote(name) + " in duration " + Quoted.quote(text));
    }

    private static long plus(long sum, long count, long unit) {
        // Go lets 2^63 through here, and finds it too large in the sum.
        if (Long.compareUnsigned(count, Long.divideUnsigned(Long.MIN_VALUE, unit)) > 0) {
            throw new Failure("duration out of range");
        }
        long larger = sum + count * unit;
        if (larger < 0) {
            throw new Failure("duration out of range");
        }
        return larger;
    }

    private static Failure invalid(String text) {
        return new Failure("not a valid duration string: " + Quoted.quote(text));
    }
}
