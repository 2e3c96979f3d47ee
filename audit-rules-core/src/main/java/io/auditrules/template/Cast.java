package io.auditrules.template;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import org.jspecify.annotations.Nullable;

/** Any value as a number, as the functions for arithmetic of sprig (3.3, with cast 1.10 and decimal 1.4) take it. */
final class Cast {
    /** Places behind the point that a quotient keeps. */
    private static final int DIVISION_PLACES = 16;
    /** Digits of a number that has been multiplied on and on. */
    private static final int MOST_DIGITS = 20_000;

    private Cast() {}

    /** What is no number is 0. */
    static long toWhole(@Nullable Object value) {
        if (value instanceof Long || value instanceof GoType.Whole) {
            return GoType.wholeOf(value);
        }
        if (value instanceof Double floating) {
            return truncated(floating);
        }
        if (value instanceof Boolean bool) {
            return bool ? 1 : 0;
        }
        if (value instanceof String text) {
            NumberText.Whole whole = NumberText.parseInt(withoutDecimals(text), 0);
            return whole.fault() == null ? whole.value() : 0;
        }
        return 0;
    }

    /** As a machine that runs Loki does it: what does not fit becomes the smallest number. */
    static long truncated(double value) {
        return value >= 0x1p63 || Double.isNaN(value) ? Long.MIN_VALUE : (long) value;
    }

    /** The whole part where a text is digits, a point and digits, each of which may be missing. */
    private static String withoutDecimals(String text) {
        int point = text.indexOf('.');
        if (point < 0) {
            return text;
        }
        int start = text.startsWith("-") || text.startsWith("+") ? 1 : 0;
        for (int i = start; i < text.length(); i++) {
            char c = text.charAt(i);
            // Go's pattern ends before a line break at the end, too.
            if (i != point && (c < '0' || c > '9')) {
                return text;
            }
        }
        String whole = text.substring(0, point);
        return whole.length() == start ? whole + "0" : whole;
    }

    static double toFloating(@Nullable Object value) {
        if (value instanceof Double floating) {
            return floating;
        }
        if (value instanceof Long || value instanceof GoType.Whole) {
            return GoType.wholeOf(value);
        }
        if (value instanceof Boolean bool) {
            return bool ? 1 : 0;
        }
        if (value instanceof String text && !text.isEmpty()) {
            NumberText.Floating floating = NumberText.parseFloat(text);
            return floating.fault() == null ? floating.value() : 0;
        }
        return 0;
    }

    /** An exact number with the digits that Go prints for it. */
    static BigDecimal toDecimal(@Nullable Object value) {
        double floating = toFloating(value);
        if (Double.isNaN(floating) || Double.isInfinite(floating)) {
            throw new Failure("Cannot create a Decimal from " + FloatText.format(floating, 'g', -1));
        }
        return FloatText.shortest(floating);
    }

    static BigDecimal quotient(BigDecimal dividend, BigDecimal divisor) {
        if (divisor.signum() == 0) {
            throw new Failure("decimal division by 0");
        }
        return dividend.divide(divisor, DIVISION_PLACES, RoundingMode.HALF_UP);
    }

    static BigDecimal bounded(BigDecimal number) {
        if (number.precision() > MOST_DIGITS || Math.abs((long) number.scale()) > MOST_DIGITS) {
            throw new Failure("a number has more than " + MOST_DIGITS + " digits");
        }
        return number;
    }

    static double toFloating(BigDecimal number) {
        // Go goes through a fraction, which knows no negative zero.
        return number.signum() == 0 ? 0 : number.doubleValue();
    }

    /** {@code uint64(value)} for a value below 2^64, as the floating-point number that it becomes again. */
    static double unsigned(double value) {
        return value < 0x1p63 && value >= 0
                ? (double) (long) value
                : new BigDecimal(value)
                        .toBigInteger()
                        .mod(BigInteger.ONE.shiftLeft(64))
                        .doubleValue();
    }
}
