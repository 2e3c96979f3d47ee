package io.auditrules.template;

/** Between text as Java holds it and text as Go holds it: a {@code String} whose chars are bytes of UTF-8. */
final class Utf8 {
    static final int REPLACEMENT = 0xFFFD;
    private static final int LAST = 0x10FFFF;
    /** The text of a byte that is no part of a character begins here, as in {@code io.auditrules.bytes.Utf8}. */
    private static final int ESCAPE = 0xDC00;

    private Utf8() {}

    static boolean isAscii(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) >= 0x80) {
                return false;
            }
        }
        return true;
    }

    /**
     * The bytes of a text; a lone low surrogate U+DC80 to U+DCFF is a byte that is no part of a character, any other half of a
     * surrogate pair becomes U+FFFD.
     */
    static String bytesOf(String text) {
        if (isAscii(text)) {
            return text;
        }
        StringBuilder bytes = new StringBuilder(text.length() + 16);
        text.codePoints().forEach(rune -> {
            if (rune >= ESCAPE + 0x80 && rune <= ESCAPE + 0xFF) {
                bytes.append((char) (rune - ESCAPE));
            } else {
                append(bytes, rune);
            }
        });
        return bytes.toString();
    }

    /** The text of bytes; each byte that is no part of a character becomes a lone low surrogate. */
    static String textOf(String bytes) {
        if (isAscii(bytes)) {
            return bytes;
        }
        StringBuilder text = new StringBuilder(bytes.length());
        for (int i = 0; i < bytes.length(); i += sizeAt(bytes, i)) {
            if (isBroken(bytes, i)) {
                text.append((char) (ESCAPE + bytes.charAt(i)));
            } else {
                text.appendCodePoint(runeAt(bytes, i));
            }
        }
        return text.toString();
    }

    /** The character that begins at a byte, or U+FFFD. */
    static int runeAt(String bytes, int i) {
        int first = bytes.charAt(i);
        int size = sizeAt(bytes, i);
        if (size == 1) {
            return first < 0x80 ? first : REPLACEMENT;
        }
        int rune = first & (0xFF >> (size + 1));
        for (int k = 1; k < size; k++) {
            rune = rune << 6 | (bytes.charAt(i + k) & 0x3F);
        }
        return rune;
    }

    /** How many bytes the character at a byte has; 1 for what is none. */
    static int sizeAt(String bytes, int i) {
        int first = bytes.charAt(i);
        int size = first < 0xC2 ? 1 : first < 0xE0 ? 2 : first < 0xF0 ? 3 : first < 0xF5 ? 4 : 1;
        if (size == 1 || i + size > bytes.length()) {
            return 1;
        }
        int second = bytes.charAt(i + 1);
        int least = first == 0xE0 ? 0xA0 : first == 0xF0 ? 0x90 : 0x80;
        int most = first == 0xED ? 0x9F : first == 0xF4 ? 0x8F : 0xBF;
        if (second < least || second > most) {
            return 1;
        }
        for (int k = 2; k < size; k++) {
            if ((bytes.charAt(i + k) & 0xC0) != 0x80) {
                return 1;
            }
        }
        return size;
    }

    /** How many bytes the last character before an end has. */
    static int sizeBefore(String bytes, int end) {
        for (int size = Math.min(4, end); size > 1; size--) {
            if (sizeAt(bytes, end - size) == size) {
                return size;
            }
        }
        return 1;
    }

    /** Whether the byte is no character, as opposed to a U+FFFD that is written out. */
    static boolean isBroken(String bytes, int i) {
        return bytes.charAt(i) >= 0x80 && sizeAt(bytes, i) == 1;
    }

    /** How many characters; each byte that is no part of one counts as one. */
    static int count(String bytes) {
        int count = 0;
        for (int i = 0; i < bytes.length(); i += bytes.charAt(i) < 0x80 ? 1 : sizeAt(bytes, i)) {
            count++;
        }
        return count;
    }

    static int[] runes(String bytes) {
        int[] runes = new int[count(bytes)];
        int n = 0;
        for (int i = 0; i < bytes.length(); i += sizeAt(bytes, i)) {
            runes[n++] = runeAt(bytes, i);
        }
        return runes;
    }

    static String of(int[] runes, int from, int to) {
        StringBuilder bytes = new StringBuilder(to - from);
        for (int i = from; i < to; i++) {
            append(bytes, runes[i]);
        }
        return bytes.toString();
    }

    /** Appends the bytes of a character; what is none becomes U+FFFD. */
    static void append(StringBuilder bytes, int rune) {
        if (rune < 0 || rune > LAST || (rune >= 0xD800 && rune < 0xE000)) {
            append(bytes, REPLACEMENT);
        } else if (rune < 0x80) {
            bytes.append((char) rune);
        } else if (rune < 0x800) {
            bytes.append((char) (0xC0 | rune >> 6)).append((char) (0x80 | (rune & 0x3F)));
        } else if (rune < 0x10000) {
            bytes.append((char) (0xE0 | rune >> 12))
                    .append((char) (0x80 | (rune >> 6 & 0x3F)))
                    .append((char) (0x80 | (rune & 0x3F)));
        } else {
            bytes.append((char) (0xF0 | rune >> 18))
                    .append((char) (0x80 | (rune >> 12 & 0x3F)))
                    .append((char) (0x80 | (rune >> 6 & 0x3F)))
                    .append((char) (0x80 | (rune & 0x3F)));
        }
    }
}
