package io.auditrules.template;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Values written as Go's fmt (1.26) writes them: one call of Sprint, Sprintln or Sprintf. */
final class Printf {
    private static final String LOWER_DIGITS = "0123456789abcdefx";
    private static final String UPPER_DIGITS = "0123456789ABCDEFX";
    /** A width or precision beyond it is none to Go. */
    private static final long WIDEST = 1_000_000;
    /** A value that nests deeper is not printed. */
    private static final int DEEPEST = 500;

    private final StringBuilder out = new StringBuilder();
    private boolean minus;
    private boolean plus;
    private boolean sharp;
    private boolean space;
    private boolean zero;
    private boolean sharpV;
    private boolean plusV;
    /** -1 for none, as the precision. */
    private int width = -1;

    private int precision = -1;
    private boolean isErroring;

    private Printf() {}

    /** A value as {@code {{.}}} prints it. */
    static String print(@Nullable Object value) {
        if (value instanceof String text) {
            return text;
        }
        if (value instanceof Long || value instanceof Boolean) {
            return value.toString();
        }
        return sprint(new Object[] {GoPointer.follow(value)});
    }

    static String sprint(@Nullable Object[] values) {
        Printf printer = new Printf();
        boolean wasText = false;
        for (int i = 0; i < values.length; i++) {
            boolean isText = GoType.isText(values[i]);
            if (i > 0 && !isText && !wasText) {
                printer.out.append(' ');
            }
            printer.argument(values[i], 'v');
            wasText = isText;
        }
        return printer.text();
    }

    static String sprintln(@Nullable Object[] values) {
        Printf printer = new Printf();
        for (int i = 0; i < values.length; i++) {
            if (i > 0) {
                printer.out.append(' ');
            }
            printer.argument(values[i], 'v');
        }
        printer.out.append('\n');
        return printer.text();
    }

    static String sprintf(String format, @Nullable Object[] values) {
        Printf printer = new Printf();
        printer.new Format(format, values).run();
        return printer.text();
    }

    private String text() {
        Budget.allow(out.length());
        return out.toString();
    }

    private void clearFlags() {
        minus = false;
        plus = false;
        sharp = false;
        space = false;
        zero = false;
        sharpV = false;
        plusV = false;
        width = -1;
        precision = -1;
    }

    // Padding

    private void pad(int count, boolean zeros) {
        if (count > 0) {
            Budget.allow(out.length() + (long) count);
            out.append((zeros ? "0" : " ").repeat(count));
        }
    }

    private void padded(String text) {
        padded(text, zero && !minus);
    }

    private void padded(String text, boolean zeros) {
        Budget.allow(out.length() + (long) text.length());
        int missing = width <= 0 ? 0 : width - Utf8.count(text);
        if (!minus) {
            pad(missing, zeros);
        }
        out.append(text);
        if (minus) {
            pad(missing, false);
        }
    }

    // Kinds of values

    private void string(Object value, int verb) {
        String text = GoType.textOf(value);
        switch (verb) {
            case 'v' -> {
                if (sharpV) {
                    quoted(text);
                } else {
                    padded(truncated(text));
                }
            }
            case 's' -> padded(truncated(text));
            case 'x' -> hex(text, LOWER_DIGITS);
            case 'X' -> hex(text, UPPER_DIGITS);
            case 'q' -> quoted(text);
            default -> badVerb(verb, value);
        }
    }

    private String truncated(String text) {
        if (precision < 0) {
            return text;
        }
        int end = 0;
        for (int left = precision; left > 0 && end < text.length(); left--) {
            end += Utf8.sizeAt(text, end);
        }
        return text.substring(0, end);
    }

    private void quoted(String text) {
        String shown = truncated(text);
        padded(sharp && Quoted.canBackquote(shown) ? "`" + shown + "`" : Quoted.quote(shown, '"', plus));
    }

    private void hex(String text, String digits) {
        int length = precision >= 0 ? Math.min(precision, text.length()) : text.length();
        if (length == 0) {
            pad(width, zero && !minus);
            return;
        }
        StringBuilder hex = new StringBuilder(2 * length);
        String prefix = "0" + digits.charAt(16);
        for (int i = 0; i < length; i++) {
            if (i > 0 && space) {
                hex.append(' ');
            }
            if (sharp && (i == 0 || space)) {
                hex.append(prefix);
            }
            hex.append(digits.charAt(text.charAt(i) >> 4)).append(digits.charAt(text.charAt(i) & 15));
        }
        padded(hex.toString());
    }

    private void bool(boolean value, int verb) {
        if (verb == 't' || verb == 'v') {
            padded(value ? "true" : "false");
        } else {
            badVerb(verb, value);
        }
    }

    private void whole(Object value, int verb) {
        long number = GoType.wholeOf(value);
        boolean isSigned = GoType.of(value).kind == GoType.Kind.INT;
        switch (verb) {
            case 'v' -> {
                if (sharpV && !isSigned) {
                    boolean wasSharp = sharp;
                    sharp = true;
                    whole(number, 16, false, verb, LOWER_DIGITS);
                    sharp = wasSharp;
                } else {
                    whole(number, 10, isSigned, verb, LOWER_DIGITS);
                }
            }
            case 'd' -> whole(number, 10, isSigned, verb, LOWER_DIGITS);
            case 'b' -> whole(number, 2, isSigned, verb, LOWER_DIGITS);
            case 'o', 'O' -> whole(number, 8, isSigned, verb, LOWER_DIGITS);
            case 'x' -> whole(number, 16, isSigned, verb, LOWER_DIGITS);
            case 'X' -> whole(number, 16, isSigned, verb, UPPER_DIGITS);
            case 'c' -> padded(character(number));
            case 'q' -> padded(Quoted.quoteRune(isRune(number) ? (int) number : Utf8.REPLACEMENT, plus));
            case 'U' -> unicode(number);
            default -> badVerb(verb, value);
        }
    }

    private static boolean isRune(long number) {
        return number >= 0 && number <= 0x10FFFF;
    }

    private static String character(long number) {
        StringBuilder text = new StringBuilder();
        Utf8.append(text, isRune(number) ? (int) number : Utf8.REPLACEMENT);
        return text.toString();
    }

    private void whole(long number, int base, boolean isSigned, int verb, String digitsOf) {
        boolean isNegative = isSigned && number < 0;
        if (precision == 0 && number == 0) {
            pad(width, false);
            return;
        }
        int least = 0;
        if (precision >= 0) {
            least = precision;
        } else if (zero && !minus && width >= 0) {
            least = width - (isNegative || plus || space ? 1 : 0);
        }
        String digits = Long.toUnsignedString(isNegative ? -number : number, base);
        if (digitsOf.equals(UPPER_DIGITS)) {
            digits = digits.toUpperCase(java.util.Locale.ROOT);
        }
        StringBuilder text = new StringBuilder();
        text.append(isNegative ? "-" : plus ? "+" : space ? " " : "");
        text.append(verb == 'O' ? "0o" : "");
        String zeros = "0".repeat(Math.max(0, least - digits.length()));
        if (sharp && base == 2) {
            text.append("0b");
        } else if (sharp && base == 8 && !(zeros + digits).startsWith("0")) {
            text.append('0');
        } else if (sharp && base == 16) {
            text.append('0').append(digitsOf.charAt(16));
        }
        padded(text.append(zeros).append(digits).toString(), false);
    }

    private void unicode(long number) {
        String digits = Long.toUnsignedString(number, 16).toUpperCase(java.util.Locale.ROOT);
        StringBuilder text = new StringBuilder("U+");
        text.append("0".repeat(Math.max(0, Math.max(precision, 4) - digits.length())))
                .append(digits);
        if (sharp && isRune(number) && Quoted.isPrint((int) number)) {
            text.append(" '").append(character(number)).append('\'');
        }
        padded(text.toString(), false);
    }

    private void floating(double value, int verb) {
        switch (verb) {
            case 'v' -> floating(value, 'g', -1);
            case 'b', 'g', 'G', 'x', 'X' -> floating(value, (char) verb, -1);
            case 'f', 'e', 'E' -> floating(value, (char) verb, 6);
            case 'F' -> floating(value, 'f', 6);
            default -> badVerb(verb, value);
        }
    }

    private void floating(double value, char format, int usual) {
        int digits = precision >= 0 ? precision : usual;
        String number = FloatText.format(value, format, digits);
        if (number.charAt(0) != '-' && number.charAt(0) != '+') {
            number = "+" + number;
        }
        if (space && number.charAt(0) == '+' && !plus) {
            number = " " + number.substring(1);
        }
        if (number.charAt(1) == 'I' || number.charAt(1) == 'N') {
            boolean isUnsigned = number.charAt(1) == 'N' && !space && !plus;
            padded(isUnsigned ? number.substring(1) : number, false);
            return;
        }
        if (sharp && format != 'b') {
            number = withPoint(number, format, digits);
        }
        if (plus || number.charAt(0) != '+') {
            if (zero && !minus && width > number.length()) {
                out.append(number.charAt(0));
                pad(width - number.length(), true);
                out.append(number, 1, number.length());
                return;
            }
            padded(number);
            return;
        }
        padded(number.substring(1));
    }

    /** The flag {@code #}: a point always, and the zeros at the end stay. */
    private static String withPoint(String number, char format, int precision) {
        boolean isHex = format == 'x' || format == 'X';
        int digits = format == 'g' || format == 'G' || format == 'x' ? precision == -1 ? 6 : precision : 0;
        int end = 1;
        boolean hasPoint = false;
        boolean sawNonzero = false;
        for (; end < number.length(); end++) {
            char c = number.charAt(end);
            if (c == 'p' || c == 'P' || (!isHex && (c == 'e' || c == 'E'))) {
                break;
            }
            if (c == '.') {
                hasPoint = true;
                continue;
            }
            sawNonzero |= c != '0';
            digits -= sawNonzero ? 1 : 0;
        }
        StringBuilder text = new StringBuilder(number.substring(0, end));
        if (!hasPoint) {
            digits -= end == 2 && number.charAt(1) == '0' ? 1 : 0;
            text.append('.');
        }
        return text.append("0".repeat(Math.max(0, digits)))
                .append(number, end, number.length())
                .toString();
    }

    // Arguments

    private void badVerb(int verb, @Nullable Object value) {
        isErroring = true;
        out.append("%!");
        Utf8.append(out, verb);
        out.append('(');
        if (value == null) {
            out.append("<nil>");
        } else {
            out.append(GoType.of(value).goName).append('=');
            value(value, 'v', 0);
        }
        out.append(')');
        isErroring = false;
    }

    private void argument(@Nullable Object boxed, int verb) {
        Object value = GoType.inner(boxed);
        if (value == null) {
            if (verb == 'T' || verb == 'v') {
                padded("<nil>");
            } else {
                badVerb(verb, null);
            }
            return;
        }
        if (verb == 'T') {
            padded(truncated(GoType.of(value).goName));
            return;
        }
        if (verb == 'p') {
            pointer(value);
            return;
        }
        value(value, verb, 0);
    }

    private void pointer(Object value) {
        switch (GoType.of(value).kind) {
            case MAP, SLICE, POINTER -> throw new Failure("the address of a value is not supported");
            case STRING, INT, UINT, FLOAT, BOOL, STRUCT, INTERFACE -> badVerb('p', value);
        }
    }

    private void value(Object value, int verb, int depth) {
        if (depth > DEEPEST) {
            throw new Failure("a value nests deeper than " + DEEPEST);
        }
        if (methods(value, verb)) {
            return;
        }
        switch (GoType.of(value).kind) {
            case STRING -> string(value, verb);
            case INT, UINT -> whole(value, verb);
            case FLOAT -> floating((Double) value, verb);
            case BOOL -> bool((Boolean) value, verb);
            case MAP -> map((GoMap) value, verb, depth);
            case SLICE -> list((GoList) value, verb, depth);
            case INTERFACE -> element(((GoType.Element) value).value(), verb, depth);
            case STRUCT -> struct(value, verb, depth);
            case POINTER -> pointed(value, verb, depth);
        }
    }

    private void struct(Object value, int verb, int depth) {
        if (!(value instanceof GoStruct struct)) {
            throw new Failure("the insides of a " + GoType.of(value).goName + " are not supported");
        }
        out.append(sharpV ? struct.type().goName : "").append('{');
        boolean isFirst = true;
        for (GoStruct.Field field : struct.fields()) {
            out.append(isFirst ? "" : sharpV ? ", " : " ");
            isFirst = false;
            if (plusV || sharpV) {
                out.append(field.name()).append(':');
            }
            nested(field.value(), verb, depth);
        }
        out.append('}');
    }

    /** Go follows a pointer to a struct, and only where it is not inside another value. */
    private void pointed(Object value, int verb, int depth) {
        if (!(value instanceof GoPointer pointer)) {
            throw new Failure("the insides of a " + GoType.of(value).goName + " are not supported");
        }
        if (depth > 0 || GoType.of(pointer.target()).kind != GoType.Kind.STRUCT) {
            throw new Failure("the address of a value is not supported");
        }
        out.append('&');
        value(pointer.target(), verb, depth + 1);
    }

    private void element(@Nullable Object value, int verb, int depth) {
        if (value != null) {
            value(value, verb, depth + 1);
        } else if (sharpV) {
            out.append("interface {}(nil)");
        } else {
            out.append("<nil>");
        }
    }

    /** The types that know how to write themselves. */
    private boolean methods(Object given, int verb) {
        Object value = Objects.requireNonNull(GoPointer.follow(given));
        String shown = isErroring ? null : ownText(value);
        boolean isBasic = value instanceof String
                || value instanceof Long
                || value instanceof Double
                || value instanceof Boolean
                || GoType.of(value) == GoType.INT64
                || GoType.of(value) == GoType.UINT8
                || value instanceof GoType.Element;
        if (verb == 'w' && !isErroring && !isBasic) {
            badVerb(verb, given);
            return true;
        }
        if (shown == null) {
            return false;
        }
        if (sharpV) {
            if (value instanceof GoTime time) {
                padded(truncated(time.goString()));
                return true;
            }
            return false;
        }
        if (verb == 'v' || verb == 's' || verb == 'x' || verb == 'X' || verb == 'q') {
            string(shown, verb);
            return true;
        }
        return false;
    }

    /** What the method String of a value returns; null if it has none. */
    static @Nullable String ownText(Object value) {
        return switch (GoType.of(value)) {
            case TIME -> value.toString();
            case LOCATION -> ((GoTime.Zone) value).name();
            case MONTH -> name(GoTime.MONTHS, GoType.wholeOf(value) - 1, "Month");
            case WEEKDAY -> name(GoTime.DAYS, GoType.wholeOf(value), "Weekday");
            case DURATION -> DurationText.format(GoType.wholeOf(value));
            case KV -> NotificationValues.text(NotificationValues.sortedPairs((GoMap) value));
            case PAIRS -> NotificationValues.text((GoList) value);
            default -> null;
        };
    }

    private static String name(String[] names, long index, String type) {
        return index >= 0 && index < names.length
                ? names[(int) index]
                : "%!" + type + "(" + (type.equals("Month") ? index + 1 : index) + ")";
    }

    private void map(GoMap map, int verb, int depth) {
        out.append(sharpV ? map.type().goName + "{" : "map[");
        boolean isFirst = true;
        for (String key : map.keys()) {
            out.append(isFirst ? "" : sharpV ? ", " : " ");
            isFirst = false;
            value(key, verb, depth + 1);
            out.append(':');
            nested(map.get(key), verb, depth);
        }
        out.append(sharpV ? '}' : ']');
    }

    private void list(GoList list, int verb, int depth) {
        out.append(sharpV ? list.type().goName + "{" : "[");
        for (int i = 0; i < list.size(); i++) {
            out.append(i == 0 ? "" : sharpV ? ", " : " ");
            nested(list.get(i), verb, depth);
        }
        out.append(sharpV ? '}' : ']');
    }

    private void nested(@Nullable Object value, int verb, int depth) {
        Budget.allow(out.length());
        if (value instanceof GoType.Element element) {
            element(element.value(), verb, depth);
        } else if (value != null) {
            value(value, verb, depth + 1);
        }
    }

    /** One walk over a format. */
    private final class Format {
        private final String format;
        private final @Nullable Object[] values;
        private int at;
        private int next;
        private boolean isReordered;
        private boolean isGoodIndex;
        private boolean isAfterIndex;

        Format(String format, @Nullable Object[] values) {
            this.format = format;
            this.values = values;
        }

        void run() {
            int end = format.length();
            while (at < end) {
                isGoodIndex = true;
                int percent = format.indexOf('%', at);
                if (percent < 0) {
                    out.append(format, at, end);
                    break;
                }
                out.append(format, at, percent);
                at = percent + 1;
                clearFlags();
                Budget.allow(out.length());
                if (flags()) {
                    continue;
                }
                index();
                width();
                precision();
                if (!isAfterIndex) {
                    index();
                }
                if (at >= end) {
                    out.append("%!(NOVERB)");
                    break;
                }
                int verb = Utf8.runeAt(format, at);
                at += Utf8.sizeAt(format, at);
                verb(verb);
            }
            extra();
        }

        /** Flags, and a simple verb behind them; whether there was one. */
        private boolean flags() {
            for (; at < format.length(); at++) {
                char c = format.charAt(at);
                switch (c) {
                    case '#' -> sharp = true;
                    case '0' -> zero = true;
                    case '+' -> plus = true;
                    case '-' -> minus = true;
                    case ' ' -> space = true;
                    default -> {
                        if (c < 'a' || c > 'z' || next >= values.length) {
                            return false;
                        }
                        at++;
                        print(c);
                        return true;
                    }
                }
            }
            return false;
        }

        private void print(int verb) {
            if (verb == 'v' || verb == 'w') {
                sharpV = sharp;
                sharp = false;
                plusV = plus;
                plus = false;
            }
            argument(values[next], verb);
            next++;
        }

        private void verb(int verb) {
            if (verb == '%') {
                out.append('%');
            } else if (!isGoodIndex) {
                Utf8.append(out.append("%!"), verb);
                out.append("(BADINDEX)");
            } else if (next >= values.length) {
                Utf8.append(out.append("%!"), verb);
                out.append("(MISSING)");
            } else {
                print(verb);
            }
        }

        private void width() {
            if (at < format.length() && format.charAt(at) == '*') {
                at++;
                Long given = numberOfArgument();
                if (given == null) {
                    out.append("%!(BADWIDTH)");
                } else {
                    width = (int) Math.abs(given);
                    if (given < 0) {
                        minus = true;
                        zero = false;
                    }
                }
                isAfterIndex = false;
            } else {
                width = number();
                if (isAfterIndex && width >= 0) {
                    isGoodIndex = false;
                }
            }
        }

        private void precision() {
            if (at + 1 >= format.length() || format.charAt(at) != '.') {
                return;
            }
            at++;
            if (isAfterIndex) {
                isGoodIndex = false;
            }
            index();
            if (at < format.length() && format.charAt(at) == '*') {
                at++;
                Long given = numberOfArgument();
                if (given == null || given < 0) {
                    out.append("%!(BADPREC)");
                } else {
                    precision = given.intValue();
                }
                isAfterIndex = false;
            } else {
                precision = Math.max(0, number());
            }
        }

        private @Nullable Long numberOfArgument() {
            if (next >= values.length) {
                return null;
            }
            Object value = GoType.inner(values[next++]);
            boolean isWhole = value instanceof Long || value instanceof GoType.Whole;
            if (value == null || !isWhole) {
                return null;
            }
            long number = GoType.wholeOf(value);
            return number > WIDEST || number < -WIDEST ? null : (Long) number;
        }

        /** The number that stands here, or -1; one that is too large swallows the rest of the format, as in Go. */
        private int number() {
            return number(format.length());
        }

        private int number(int end) {
            long number = 0;
            int start = at;
            for (; at < end && format.charAt(at) >= '0' && format.charAt(at) <= '9'; at++) {
                if (number > WIDEST) {
                    at = end;
                    return -1;
                }
                number = number * 10 + format.charAt(at) - '0';
            }
            return at > start ? (int) number : -1;
        }

        /** An argument index in brackets. */
        private void index() {
            isAfterIndex = false;
            if (at >= format.length() || format.charAt(at) != '[') {
                return;
            }
            isReordered = true;
            int close = format.indexOf(']', at + 1);
            if (format.length() - at < 3 || close < 0) {
                isGoodIndex = false;
                at++;
                return;
            }
            at++;
            int number = number(close);
            boolean isNumber = number >= 0 && at == close;
            at = close + 1;
            if (isNumber && number >= 1 && number <= values.length) {
                next = number - 1;
                isAfterIndex = true;
            } else {
                isGoodIndex = false;
                isAfterIndex = isNumber;
            }
        }

        private void extra() {
            if (isReordered || next >= values.length) {
                return;
            }
            clearFlags();
            out.append("%!(EXTRA ");
            for (int i = next; i < values.length; i++) {
                out.append(i > next ? ", " : "");
                Object value = GoType.inner(values[i]);
                if (value == null) {
                    out.append("<nil>");
                } else {
                    out.append(GoType.of(value).goName).append('=');
                    argument(value, 'v');
                }
            }
            out.append(')');
        }
    }
}
