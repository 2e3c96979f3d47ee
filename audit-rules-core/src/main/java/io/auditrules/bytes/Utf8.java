package io.auditrules.bytes;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Text as Go holds it: bytes that should be UTF-8 but need not be. In a {@code String} a byte that is no part of a character is
 * a lone low surrogate, U+DC80 to U+DCFF, so that nothing gets lost; where people see it, it is U+FFFD, as Go shows it.
 */
public final class Utf8 {
    /** What is read where no character begins. */
    public static final int INVALID = -1;

    private static final char REPLACEMENT = '\uFFFD';
    private static final int ESCAPE = 0xDC00;

    private Utf8() {}

    /** The text of some bytes. */
    public static String decode(byte[] bytes, int from, int to) {
        String text = new String(bytes, from, to - from, StandardCharsets.UTF_8);
        return text.indexOf(REPLACEMENT) < 0 ? text : decodeBroken(bytes, from, to);
    }

    private static String decodeBroken(byte[] bytes, int from, int to) {
        StringBuilder text = new StringBuilder();
        int at = from;
        while (at < to) {
            int length = sequenceLength(bytes, at, to);
            if (length == 0) {
                text.append((char) (ESCAPE + (bytes[at] & 0xff)));
                at++;
            } else {
                text.append(new String(bytes, at, length, StandardCharsets.UTF_8));
                at += length;
            }
        }
        return text.toString();
    }

    /** The bytes of a text. */
    public static byte[] encode(String text) {
        return hasBroken(text) ? encodeBroken(text) : text.getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] encodeBroken(String text) {
        byte[] bytes = new byte[3 * text.length()];
        int size = 0;
        int i = 0;
        while (i < text.length()) {
            if (isBroken(text, i)) {
                bytes[size++] = (byte) text.charAt(i++);
                continue;
            }
            int next = i + Character.charCount(text.codePointAt(i));
            for (byte b : text.substring(i, next).getBytes(StandardCharsets.UTF_8)) {
                bytes[size++] = b;
            }
            i = next;
        }
        return Arrays.copyOf(bytes, size);
    }

    private static boolean isBroken(String text, int at) {
        return isBroken(text.charAt(at)) && (at == 0 || !Character.isHighSurrogate(text.charAt(at - 1)));
    }

    /** The text before its first byte that is no part of a character. */
    public static String beforeBroken(String text) {
        int end = 0;
        while (end < text.length() && !isBroken(text, end)) {
            end++;
        }
        return text.substring(0, end);
    }

    /** Whether a code point of a text stands for a byte that is no part of a character; its low eight bits are the byte. */
    public static boolean isBroken(int codePoint) {
        return codePoint >= ESCAPE + 0x80 && codePoint <= ESCAPE + 0xff;
    }

    /** Whether the text is that of some bytes: half a character that is no byte has none. */
    public static boolean isText(String text) {
        byte[] bytes = encode(text);
        return text.equals(decode(bytes, 0, bytes.length));
    }

    /** Whether the text has a byte that is no part of a character. */
    public static boolean hasBroken(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (isBroken(text, i)) {
                return true;
            }
        }
        return false;
    }

    /** How many bytes the character at an offset has; 0 if the bytes are none (RFC 3629). */
    public static int sequenceLength(byte[] bytes, int at, int to) {
        int first = bytes[at] & 0xff;
        if (first < 0x80) {
            return 1;
        }
        int length = first < 0xc2 ? 0 : first < 0xe0 ? 2 : first < 0xf0 ? 3 : first < 0xf5 ? 4 : 0;
        if (length == 0 || at + length > to) {
            return 0;
        }
        int second = bytes[at + 1] & 0xff;
        int least = first == 0xe0 ? 0xa0 : first == 0xf0 ? 0x90 : 0x80;
        int most = first == 0xed ? 0x9f : first == 0xf4 ? 0x8f : 0xbf;
        if (second < least || second > most) {
            return 0;
        }
        for (int i = at + 2; i < at + length; i++) {
            if ((bytes[i] & 0xc0) != 0x80) {
                return 0;
            }
        }
        return length;
    }

    /** The character that begins at an offset, or {@link #INVALID}: one byte that is no part of a character. */
    public static int runeAt(byte[] bytes, int at, int to) {
        int length = sequenceLength(bytes, at, to);
        if (length < 2) {
            return length == 0 ? INVALID : bytes[at];
        }
        int rune = bytes[at] & (0xff >> (length + 1));
        for (int i = at + 1; i < at + length; i++) {
            rune = rune << 6 | (bytes[i] & 0x3f);
        }
        return rune;
    }

    /** How many bytes a character takes; {@link #INVALID} takes one. */
    public static int length(int rune) {
        return rune < 0x80 ? 1 : rune < 0x800 ? 2 : rune < 0x10000 ? 3 : 4;
    }

    /** Whether a text has U+FFFD, or a byte that is no part of a character and that Go reads as U+FFFD. */
    public static boolean hasReplacement(String text) {
        return text.indexOf(REPLACEMENT) >= 0 || hasBroken(text);
    }

    /** The text as people see it, with U+FFFD for each broken byte. */
    public static String visible(String text) {
        return hasBroken(text) ? replaced(text, REPLACEMENT) : text;
    }

    /** With blanks for U+FFFD and for what people see as such: Loki puts them where Prometheus would refuse the label. */
    public static String withoutReplacement(String text) {
        return hasReplacement(text) ? replaced(text, ' ').replace(REPLACEMENT, ' ') : text;
    }

    private static String replaced(String text, char by) {
        StringBuilder result = new StringBuilder(text);
        for (int i = 0; i < text.length(); i++) {
            if (isBroken(text, i)) {
                result.setCharAt(i, by);
            }
        }
        return result.toString();
    }
}
