package io.auditrules.template;

import org.jspecify.annotations.Nullable;

/** Numbers read as Go's strconv (1.26) reads them. */
final class NumberText {
    enum Fault {
        SYNTAX("invalid syntax"),
        RANGE("value out of range");

        final String words;

        Fault(String words) {
            this.words = words;
        }
    }

    /** A whole number of 64 bits, or why it is none; a number out of range is the nearest. */
    record Whole(long value, @Nullable Fault fault) {}

    /** A floating-point number, or why it is none; a number out of range is infinite. */
    record Floating(double value, @Nullable Fault fault) {}

    private NumberText() {}

    /** {@code ParseInt(s, base, 64)}; base 0 looks for a prefix and allows underscores. */
    static Whole parseInt(String text, int base) {
        boolean isNegative = text.startsWith("-");
        Whole magnitude = parseUint(isNegative || text.startsWith("+") ? text.substring(1) : text, base);
        if (text.isEmpty() || magnitude.fault == Fault.SYNTAX) {
            return new Whole(0, Fault.SYNTAX);
        }
        boolean isTooLarge = magnitude.fault == Fault.RANGE
                || (magnitude.value < 0 && !(isNegative && magnitude.value == Long.MIN_VALUE));
        if (isTooLarge) {
            return new Whole(isNegative ? Long.MIN_VALUE : Long.MAX_VALUE, Fault.RANGE);
        }
        return new Whole(isNegative ? -magnitude.value : magnitude.value, null);
    }

    /** {@code ParseUint(s, base, 64)}: the bits of an unsigned number. */
    static Whole parseUint(String text, int base) {
        String digits = text;
        int radix = base;
        if (base == 0) {
            radix = 10;
            if (text.startsWith("0")) {
                char mark = text.length() < 3 ? ' ' : Character.toLowerCase(text.charAt(1));
                radix = mark == 'b' ? 2 : mark == 'x' ? 16 : 8;
                digits = text.substring(mark == 'b' || mark == 'o' || mark == 'x' ? 2 : 1);
            }
        }
        if (text.isEmpty()) {
            return new Whole(0, Fault.SYNTAX);
        }
        long value = 0;
        boolean isTooLarge = false;
        boolean hasUnderscore = false;
        for (int i = 0; i < digits.length(); i++) {
            char c = digits.charAt(i);
            if (c == '_' && base == 0) {
                hasUnderscore = true;
                continue;
            }
            int digit = c < 0x80 ? Character.digit(c, radix) : -1;
            if (digit < 0) {
                return new Whole(0, Fault.SYNTAX);
            }
            // Go stops at an overflow, so what follows may be anything.
            if (Long.compareUnsigned(value, Long.divideUnsigned(-1, radix)) > 0) {
                isTooLarge = true;
                break;
            }
            long next = value * radix + digit;
            if (Long.compareUnsigned(next, value * radix) < 0) {
                isTooLarge = true;
                break;
            }
            value = next;
        }
        if (isTooLarge) {
            return new Whole(-1, Fault.RANGE);
        }
        return hasUnderscore && !underscoresStandRight(text) ? new Whole(0, Fault.SYNTAX) : new Whole(value, null);
    }

    /** {@code ParseFloat(s, 64)}. */
    static Floating parseFloat(String text) {
        int sign = text.startsWith("+") || text.startsWith("-") ? 1 : 0;
        String lower = text.length() > 9 ? "" : asciiLower(text.substring(sign));
        if (lower.equals("inf") || lower.equals("infinity")) {
            return new Floating(text.startsWith("-") ? Double.NEGATIVE_INFINITY : Double.POSITIVE_INFINITY, null);
        }
        if (lower.equals("nan") && sign == 0) {
            return new Floating(Double.NaN, null);
        }
        if (!isFloat(text, sign) || (text.indexOf('_') >= 0 && !underscoresStandRight(text))) {
            return new Floating(0, Fault.SYNTAX);
        }
        double value = Double.parseDouble(text.replace("_", ""));
        return new Floating(value, Double.isInfinite(value) ? Fault.RANGE : null);
    }

    private static String asciiLower(String text) {
        StringBuilder lower = new StringBuilder();
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            lower.append(c >= 'A' && c <= 'Z' ? (char) (c + 32) : c);
        }
        return lower.toString();
    }

    private static boolean isFloat(String text, int start) {
        int at = start;
        boolean isHex = text.length() > at + 2 && text.charAt(at) == '0' && (text.charAt(at + 1) | 32) == 'x';
        at += isHex ? 2 : 0;
        int digits = 0;
        boolean hasDot = false;
        for (; at < text.length(); at++) {
            char c = text.charAt(at);
            if (c == '.' && !hasDot) {
                hasDot = true;
            } else if (c < 0x80 && Character.digit(c, isHex ? 16 : 10) >= 0) {
                digits++;
            } else if (c != '_') {
                break;
            }
        }
        if (digits == 0) {
            return false;
        }
        if (at == text.length()) {
            return !isHex;
        }
        if ((text.charAt(at) | 32) != (isHex ? 'p' : 'e')) {
            return false;
        }
        at++;
        if (at < text.length() && (text.charAt(at) == '+' || text.charAt(at) == '-')) {
            at++;
        }
        if (at == text.length() || text.charAt(at) < '0' || text.charAt(at) > '9') {
            return false;
        }
        while (at < text.length() && ((text.charAt(at) >= '0' && text.charAt(at) <= '9') || text.charAt(at) == '_')) {
            at++;
        }
        return at == text.length();
    }

    /** An underscore needs a digit, or the prefix of a base, on both sides. */
    private static boolean underscoresStandRight(String text) {
        int at = text.startsWith("-") || text.startsWith("+") ? 1 : 0;
        char saw = '^';
        boolean isHex = false;
        if (text.length() >= at + 2 && text.charAt(at) == '0' && "box".indexOf(text.charAt(at + 1) | 32) >= 0) {
            isHex = (text.charAt(at + 1) | 32) == 'x';
            at += 2;
            saw = '0';
        }
        for (; at < text.length(); at++) {
            char c = text.charAt(at);
            if (c < 0x80 && Character.digit(c, isHex ? 16 : 10) >= 0) {
                saw = '0';
            } else if (c == '_') {
                if (saw != '0') {
                    return false;
                }
                saw = '_';
            } else if (saw == '_') {
                return false;
            } else {
                saw = '!';
            }
        }
        return saw != '_';
    }
}
