package io.auditrules.template;

import java.util.function.IntPredicate;
import java.util.function.IntUnaryOperator;

/** Texts changed as Go's package strings (1.26) changes them: letter by letter, without rules of a language. */
final class Strings {
    private Strings() {}

    static String lower(String text) {
        return mapped(text, Character::toLowerCase);
    }

    static String upper(String text) {
        return mapped(text, Character::toUpperCase);
    }

    private static String mapped(String text, IntUnaryOperator letter) {
        StringBuilder out = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i += Utf8.sizeAt(text, i)) {
            Utf8.append(out, letter.applyAsInt(Utf8.runeAt(text, i)));
        }
        return out.toString();
    }

    /** Letters at the beginning of words in title case. */
    static String title(String text) {
        StringBuilder out = new StringBuilder(text.length());
        int before = ' ';
        for (int i = 0; i < text.length(); i += Utf8.sizeAt(text, i)) {
            int rune = Utf8.runeAt(text, i);
            Utf8.append(out, isSeparator(before) ? Character.toTitleCase(rune) : rune);
            before = rune;
        }
        return out.toString();
    }

    private static boolean isSeparator(int rune) {
        if (rune < 0x80) {
            return !Lexer.isAlphaNumeric(rune);
        }
        return !Lexer.isAlphaNumeric(rune) && isSpace(rune);
    }

    static boolean isSpace(int rune) {
        return (rune >= '\t' && rune <= '\r')
                || rune == ' '
                || rune == 0x85
                || rune == 0xA0
                || rune == 0x1680
                || (rune >= 0x2000 && rune <= 0x200A)
                || rune == 0x2028
                || rune == 0x2029
                || rune == 0x202F
                || rune == 0x205F
                || rune == 0x3000;
    }

    static String trimSpace(String text) {
        return trimRight(trimLeft(text, Strings::isSpace), Strings::isSpace);
    }

    static String trim(String text, String cutset) {
        return trimRight(trimLeft(text, cutset), cutset);
    }

    static String trimLeft(String text, String cutset) {
        return trimLeft(text, in(cutset));
    }

    static String trimRight(String text, String cutset) {
        return trimRight(text, in(cutset));
    }

    private static IntPredicate in(String cutset) {
        int[] runes = Utf8.runes(cutset);
        return rune -> {
            for (int cut : runes) {
                if (cut == rune) {
                    return true;
                }
            }
            return false;
        };
    }

    private static String trimLeft(String text, IntPredicate isCut) {
        int start = 0;
        while (start < text.length() && isCut.test(Utf8.runeAt(text, start))) {
            start += Utf8.sizeAt(text, start);
        }
        return text.substring(start);
    }

    private static String trimRight(String text, IntPredicate isCut) {
        int end = text.length();
        while (end > 0 && isCut.test(Utf8.runeAt(text, end - Utf8.sizeBefore(text, end)))) {
            end -= Utf8.sizeBefore(text, end);
        }
        return text.substring(0, end);
    }

    /** The first {@code count} places, all if it is negative; an empty text stands between all letters. */
    static String replace(String text, String old, String replacement, long count) {
        if (count == 0 || old.equals(replacement)) {
            return text;
        }
        StringBuilder out = new StringBuilder(text.length());
        int at = 0;
        for (long done = 0; count < 0 || done < count; done++) {
            int found;
            if (old.isEmpty()) {
                if (done > 0 && at >= text.length()) {
                    break;
                }
                found = done == 0 ? 0 : at + Utf8.sizeAt(text, at);
            } else {
                found = text.indexOf(old, at);
            }
            if (found < 0) {
                break;
            }
            out.append(text, at, found).append(replacement);
            Budget.allow(out.length());
            at = found + old.length();
        }
        out.append(text, at, text.length());
        Budget.allow(out.length());
        return out.toString();
    }

    static String repeat(String text, long count) {
        if (count < 0) {
            throw new Failure("strings: negative Repeat count");
        }
        if (text.isEmpty() || count == 0) {
            return "";
        }
        if (count > Long.MAX_VALUE / text.length()) {
            throw new Failure("strings: Repeat output length overflow");
        }
        Budget.allow(count * text.length());
        return text.repeat((int) count);
    }
}
