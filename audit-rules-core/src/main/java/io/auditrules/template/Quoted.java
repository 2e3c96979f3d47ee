package io.auditrules.template;

import org.jspecify.annotations.Nullable;

/** Texts and characters in quotes, written and read as Go's strconv (1.26) does. */
final class Quoted {
    private static final String HEX = "0123456789abcdef";

    private Quoted() {}

    static String quote(String bytes) {
        return quote(bytes, '"', false);
    }

    static String quote(String bytes, char quote, boolean asciiOnly) {
        StringBuilder out = new StringBuilder(bytes.length() + 2).append(quote);
        for (int i = 0; i < bytes.length(); i += Utf8.sizeAt(bytes, i)) {
            if (Utf8.isBroken(bytes, i)) {
                hex(out.append("\\x"), bytes.charAt(i), 2);
            } else {
                escape(out, Utf8.runeAt(bytes, i), quote, asciiOnly);
            }
        }
        return out.append(quote).toString();
    }

    static String quoteRune(int rune, boolean asciiOnly) {
        boolean isNone = rune < 0 || rune > 0x10FFFF || (rune >= 0xD800 && rune < 0xE000);
        StringBuilder out = new StringBuilder("'");
        escape(out, isNone ? Utf8.REPLACEMENT : rune, '\'', asciiOnly);
        return out.append('\'').toString();
    }

    private static void escape(StringBuilder out, int rune, char quote, boolean asciiOnly) {
        if (rune == quote || rune == '\\') {
            out.append('\\').append((char) rune);
        } else if (rune < 0x80 ? rune >= 0x20 && rune < 0x7F : !asciiOnly && isPrint(rune)) {
            Utf8.append(out, rune);
        } else {
            int known = "\u0007\b\f\n\r\t\u000b".indexOf(rune);
            if (known >= 0) {
                out.append('\\').append("abfnrtv".charAt(known));
            } else if (rune < ' ' || rune == 0x7F) {
                hex(out.append("\\x"), rune, 2);
            } else if (rune < 0x10000) {
                hex(out.append("\\u"), rune, 4);
            } else {
                hex(out.append("\\U"), rune, 8);
            }
        }
    }

    private static void hex(StringBuilder out, int value, int digits) {
        for (int shift = 4 * (digits - 1); shift >= 0; shift -= 4) {
            out.append(HEX.charAt(value >> shift & 0xF));
        }
    }

    /** Letters, marks, numbers, punctuation, symbols and the plain space: what Go calls printable. */
    static boolean isPrint(int rune) {
        if (rune < 0x80) {
            return rune >= 0x20 && rune < 0x7F;
        }
        return switch (Character.getType(rune)) {
            case Character.UNASSIGNED,
                    Character.SPACE_SEPARATOR,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR,
                    Character.CONTROL,
                    Character.FORMAT,
                    Character.PRIVATE_USE,
                    Character.SURROGATE -> false;
            default -> true;
        };
    }

    /** Whether a text can stand between backquotes as it is. */
    static boolean canBackquote(String bytes) {
        for (int i = 0; i < bytes.length(); i += Utf8.sizeAt(bytes, i)) {
            int rune = Utf8.runeAt(bytes, i);
            if (Utf8.isBroken(bytes, i)
                    || rune == 0xFEFF
                    || (rune < ' ' && rune != '\t')
                    || rune == '`'
                    || rune == 0x7F) {
                return false;
            }
        }
        return true;
    }

    /** What a literal in double quotes or backquotes says; null if it is none. */
    static @Nullable String unquote(String literal) {
        int last = literal.length() - 1;
        if (literal.charAt(0) == '`') {
            return literal.substring(1, last).replace("\r", "");
        }
        StringBuilder text = new StringBuilder(last);
        int at = 1;
        while (at < last) {
            at = unquoteChar(literal, at, last, '"', text);
            if (at < 0) {
                return null;
            }
        }
        return text.toString();
    }

    /** The character of a literal in single quotes; -1 for bad syntax, -2 if it is more than one. */
    static int unquoteRune(String literal) {
        StringBuilder text = new StringBuilder();
        int end = unquoteChar(literal, 1, literal.length(), '\'', text);
        if (end < 0) {
            return -1;
        }
        if (end != literal.length() - 1) {
            return -2;
        }
        // An escape of one byte, such as '\xff', is a character of that number.
        boolean isByte = literal.length() > 2
                && literal.charAt(1) == '\\'
                && (literal.charAt(2) == 'x' || Character.isDigit(literal.charAt(2)));
        return isByte ? text.charAt(0) : Utf8.runeAt(text.toString(), 0);
    }

    /** Appends one character that may be escaped; where the next one begins, or -1. */
    private static int unquoteChar(String literal, int at, int end, char quote, StringBuilder out) {
        char c = literal.charAt(at);
        if (c == quote) {
            return -1;
        }
        if (c != '\\') {
            int size = Utf8.sizeAt(literal, at);
            out.append(literal, at, at + size);
            return at + size;
        }
        if (at + 1 >= end) {
            return -1;
        }
        char escape = literal.charAt(at + 1);
        int known = "abfnrtv\\".indexOf(escape);
        if (known >= 0) {
            out.append("\u0007\b\f\n\r\t\u000b\\".charAt(known));
            return at + 2;
        }
        if (escape == '"' || escape == '\'') {
            out.append(escape);
            return escape == quote ? at + 2 : -1;
        }
        if (escape >= '0' && escape <= '7') {
            int value = number(literal, at + 1, 3, end, 8);
            out.append((char) value);
            return value < 0 || value > 255 ? -1 : at + 4;
        }
        int digits = escape == 'x' ? 2 : escape == 'u' ? 4 : escape == 'U' ? 8 : 0;
        int value = digits == 0 ? -1 : number(literal, at + 2, digits, end, 16);
        if (value < 0 || (digits > 2 && (value > 0x10FFFF || (value >= 0xD800 && value < 0xE000)))) {
            return -1;
        }
        if (digits == 2) {
            out.append((char) value);
        } else {
            Utf8.append(out, value);
        }
        return at + 2 + digits;
    }

    private static int number(String literal, int at, int digits, int end, int radix) {
        if (at + digits > end) {
            return -1;
        }
        long value = 0;
        for (int i = at; i < at + digits; i++) {
            char c = literal.charAt(i);
            int digit = c < 0x80 ? Character.digit(c, radix) : -1;
            if (digit < 0) {
                return -1;
            }
            value = value * radix + digit;
        }
        return value > Integer.MAX_VALUE ? -1 : (int) value;
    }
}
