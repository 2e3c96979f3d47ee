package io.auditrules.logql;

import io.auditrules.diagnostic.IllegalValueException;
import java.math.BigDecimal;
import java.util.regex.Pattern;

/** Numbers as Go writes and reads them, as far as Loki v3.7.6 takes them. */
final class GoNumber {
    private static final Pattern DECIMAL = Pattern.compile("(?:[0-9]+\\.?[0-9]*|\\.[0-9]+)(?:[eE][+-]?[0-9]+)?");
    private static final String HEX = "[0-9a-fA-F]";
    private static final Pattern HEXADECIMAL =
            Pattern.compile("0[xX](?:" + HEX + "+\\.?" + HEX + "*|\\." + HEX + "+)[pP][+-]?[0-9]+");
    private static final Pattern BINARY = Pattern.compile("0[bB][01]+");
    /** What Go's scanner takes for a number and {@code ParseFloat} refuses. */
    private static final Pattern UNREADABLE = Pattern.compile("0[xX]" + HEX + "+|0[oO][0-7]+");
    /** Go reads a leading zero as the sign of an octal number and refuses the digits that it has not. */
    private static final Pattern BAD_OCTAL = Pattern.compile("0[0-9]*[89][0-9]*");
    /** An underscore stands between digits, or between {@code 0x}, {@code 0o} or {@code 0b} and a digit. */
    private static final Pattern BAD_UNDERSCORE = Pattern.compile("(?<![0-9])_|_(?![0-9])");

    private static final Pattern BAD_UNDERSCORE_AFTER_PREFIX =
            Pattern.compile("(?<!" + HEX + "|^0[xXoObB])_|_(?!" + HEX + ")");

    private GoNumber() {}

    /** Whether Loki's lexer takes the text, which has no sign, for a number. */
    static boolean isWord(String text) {
        return isUnsigned(text) || (hasGoodUnderscores(text) && isUnreadable(text));
    }

    /** Whether Loki's lexer takes the text for a number where it stands directly behind another word, and only there. */
    static boolean isBinary(String text) {
        return hasGoodUnderscores(text)
                && BINARY.matcher(withoutUnderscores(text)).matches();
    }

    /** Whether Loki's lexer and then Go's {@code ParseFloat} read the text, which has no sign. */
    static boolean isUnsigned(String text) {
        String digits = withoutUnderscores(text);
        return hasGoodUnderscores(text)
                && ((DECIMAL.matcher(digits).matches()
                                && !BAD_OCTAL.matcher(digits).matches())
                        || HEXADECIMAL.matcher(digits).matches());
    }

    /** Whether it is a number to Go, and none that is too large. */
    static boolean isFinite(String text) {
        return isUnsigned(text) && !Double.isInfinite(Double.parseDouble(withoutUnderscores(text)));
    }

    private static boolean isUnreadable(String text) {
        return UNREADABLE.matcher(withoutUnderscores(text)).matches();
    }

    private static boolean hasGoodUnderscores(String text) {
        boolean hasPrefix = text.length() > 1 && "xXoObB".indexOf(text.charAt(1)) >= 0;
        return text.indexOf('_') < 0
                || !(hasPrefix ? BAD_UNDERSCORE_AFTER_PREFIX : BAD_UNDERSCORE)
                        .matcher(text)
                        .find();
    }

    private static String withoutUnderscores(String text) {
        return text.replace("_", "");
    }

    /** The value of a number with or without a sign. */
    static double value(String text) {
        if (isUnreadable(unsigned(text))) {
            throw illegal(text);
        }
        return valueOrZero(text);
    }

    /** The value, or 0 of what {@code ParseFloat} cannot read: it gives that beside its error. */
    static double valueOrZero(String text) {
        String digits = unsigned(text);
        String sign = text.substring(0, text.length() - digits.length()).strip();
        if (!isWord(digits) || !text.equals(signed(sign, digits))) {
            throw illegal(text);
        }
        double value = isUnreadable(digits) ? 0 : Double.parseDouble(withoutUnderscores(digits));
        if (Double.isInfinite(value)) {
            throw new IllegalValueException(Text.shown(text) + " is too large for a number", "");
        }
        return sign.equals("-") ? -value : value;
    }

    private static IllegalValueException illegal(String text) {
        return new IllegalValueException(
                Text.shown(text) + " is not a number that Loki reads", "write it in decimals, such as 0.99 or 1e6");
    }

    private static String unsigned(String text) {
        return text.startsWith("-") || text.startsWith("+") ? text.substring(1).strip() : text;
    }

    /** The number with its sign as it is written so that Loki reads a number; it takes {@code -0} for a duration. */
    static String signed(String sign, String digits) {
        boolean looksLikeDuration =
                digits.startsWith("0") && (digits.length() == 1 || "0123456789.".indexOf(digits.charAt(1)) < 0);
        return sign.equals("-") && looksLikeDuration ? "- " + digits : sign + digits;
    }

    /** The shortest text of a value. */
    static String text(double value) {
        if (Double.isNaN(value) || Double.isInfinite(value)) {
            throw new IllegalValueException("LogQL cannot write " + value, "");
        }
        if (value == 0) {
            return 1 / value < 0 ? "- 0" : "0";
        }
        BigDecimal exact = BigDecimal.valueOf(value).stripTrailingZeros();
        String plain = exact.toPlainString();
        return plain.length() <= 20 ? plain : exact.toString();
    }

    static void checkUnsigned(Literal literal) {
        if (!isUnsigned(literal.text())) {
            throw new IllegalValueException(Text.shown(literal.text()) + " has a sign", "write the number without it");
        }
    }

    /** A count is a whole number of at least one, in the form of Go's {@code Atoi}. */
    static void checkCount(Literal literal) {
        boolean isWhole = literal.text().chars().allMatch(c -> c >= '0' && c <= '9') && literal.value() < 0x1p63;
        if (!isWhole || literal.value() < 1) {
            throw new IllegalValueException(
                    Text.shown(literal.text()) + " is not a number of series", "write a whole number of at least 1");
        }
    }
}
