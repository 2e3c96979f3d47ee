package io.auditrules.logql;

import io.auditrules.diagnostic.IllegalValueException;
import java.math.BigDecimal;
import java.util.regex.Pattern;

/** Numbers as Go writes and reads them, as far as Loki v3.7.6 takes them. */
final class GoNumber {
    private static final String DIGITS = "[0-9](?:_?[0-9])*";
    private static final String HEX = "[0-9a-fA-F](?:_?[0-9a-fA-F])*";
    private static final Pattern DECIMAL = Pattern.compile(
            "(?:" + DIGITS + "\\.(?:" + DIGITS + ")?|\\." + DIGITS + "|" + DIGITS + ")(?:[eE][+-]?" + DIGITS + ")?");
    private static final Pattern HEXADECIMAL =
            Pattern.compile("0[xX]_?(?:" + HEX + "\\.(?:" + HEX + ")?|\\." + HEX + "|" + HEX + ")[pP][+-]?" + DIGITS);
    /** Go reads a leading zero as the sign of an octal number and refuses the digits that it has not. */
    private static final Pattern BAD_OCTAL = Pattern.compile("0[0-9_]*[89][0-9_]*");

    /** Beyond this a matcher of java.util.regex could run out of stack. */
    private static final int LONGEST = 400;

    private GoNumber() {}

    /** Whether Loki's lexer and then Go's {@code ParseFloat} read the text, which has no sign. */
    static boolean isUnsigned(String text) {
        return text.length() <= LONGEST && isNumber(text);
    }

    private static boolean isNumber(String text) {
        return (DECIMAL.matcher(text).matches() && !BAD_OCTAL.matcher(text).matches())
                || HEXADECIMAL.matcher(text).matches();
    }

    /** The value of a number with or without a sign. */
    static double value(String text) {
        String digits = unsigned(text);
        double value = isUnsigned(digits) ? Double.parseDouble(digits.replace("_", "")) : Double.NaN;
        if (Double.isNaN(value)
                || !text.equals(signed(
                        text.substring(0, text.length() - digits.length()).strip(), digits))) {
            throw new IllegalValueException(
                    Text.shown(text) + " is not a number that Loki reads", "write it in decimals, such as 0.99 or 1e6");
        }
        if (Double.isInfinite(value)) {
            throw new IllegalValueException(Text.shown(text) + " is too large for a number", "");
        }
        return text.startsWith("-") ? -value : value;
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
