package io.auditrules.regex;

import java.nio.charset.StandardCharsets;

/** How Go reads bytes as UTF-8: one that begins no character stands for U+FFFD, alone. */
final class Utf8 {
    /** What is read where no character begins. */
    static final int INVALID = -1;

    private Utf8() {}

    /** The character that begins at a place before the end, or {@link #INVALID}. */
    static int decode(byte[] bytes, int at, int to) {
        int first = bytes[at] & 0xFF;
        if (first < 0x80) {
            return first;
        }
        int more = first < 0xC2 ? 0 : first < 0xE0 ? 1 : first < 0xF0 ? 2 : first < 0xF5 ? 3 : 0;
        if (more == 0 || at + more >= to) {
            return INVALID;
        }
        int rune = first & (0x3F >> more);
        for (int i = 1; i <= more; i++) {
            int next = bytes[at + i] & 0xFF;
            if ((next & 0xC0) != 0x80) {
                return INVALID;
            }
            rune = (rune << 6) | (next & 0x3F);
        }
        // what could be written shorter, half a character, and what lies beyond Unicode
        return length(rune) != more + 1 || rune > Runes.MAX || Runes.isSurrogate(rune) ? INVALID : rune;
    }

    /** How many bytes a character takes; one that is none takes one. */
    static int length(int rune) {
        return rune < 0x80 ? 1 : rune < 0x800 ? 2 : rune < 0x10000 ? 3 : 4;
    }

    /** The text of bytes in which each one that begins no character is U+FFFD. */
    static String text(byte[] bytes, int from, int to) {
        int at = from;
        while (at < to && bytes[at] >= 0) {
            at++;
        }
        if (at == to) {
            return new String(bytes, from, to - from, StandardCharsets.ISO_8859_1);
        }
        StringBuilder text = new StringBuilder(to - from);
        text.append(new String(bytes, from, at - from, StandardCharsets.ISO_8859_1));
        while (at < to) {
            int rune = decode(bytes, at, to);
            text.appendCodePoint(rune == INVALID ? Runes.REPLACEMENT : rune);
            at += length(rune);
        }
        return text.toString();
    }
}
