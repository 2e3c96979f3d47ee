package io.auditrules.regex;

import java.nio.charset.StandardCharsets;

/**
 * Looks for a long text in time that grows with the two lengths and not with their product, as Knuth, Morris and Pratt do
 * ("Fast pattern matching in strings", 1977). Short texts are found faster one character after the other.
 */
public final class LongTextSearch {
    /** Texts of more characters are long. */
    public static final int SHORT = 256;

    private LongTextSearch() {}

    /** Where a text, not empty, first stands in another at or after an offset; -1 if it does not. */
    public static int indexOf(String all, int from, String text) {
        if (all.length() - from < text.length()) {
            return -1;
        }
        int[] borders = borders(text);
        int matched = 0;
        for (int i = from; i < all.length(); i++) {
            char c = all.charAt(i);
            while (matched > 0 && c != text.charAt(matched)) {
                matched = borders[matched - 1];
            }
            if (c == text.charAt(matched)) {
                matched++;
            }
            if (matched == text.length()) {
                return i + 1 - matched;
            }
        }
        return -1;
    }

    /** Where bytes, not none, first stand in a part of others; -1 if they do not. */
    public static int indexOf(byte[] all, int from, int to, byte[] text) {
        if (to - from < text.length) {
            return -1;
        }
        int index = indexOf(
                new String(all, from, to - from, StandardCharsets.ISO_8859_1),
                0,
                new String(text, StandardCharsets.ISO_8859_1));
        return index < 0 ? -1 : from + index;
    }

    /** For each beginning of the text how much of its own beginning it ends with. */
    private static int[] borders(String text) {
        int[] borders = new int[text.length()];
        int length = 0;
        for (int i = 1; i < text.length(); i++) {
            while (length > 0 && text.charAt(i) != text.charAt(length)) {
                length = borders[length - 1];
            }
            if (text.charAt(i) == text.charAt(length)) {
                length++;
            }
            borders[i] = length;
        }
        return borders;
    }
}
