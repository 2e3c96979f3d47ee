package io.auditrules.pipeline;

import io.auditrules.regex.LongTextSearch;

/** Texts as bytes. */
final class Bytes {
    private Bytes() {}

    /** Where a text first stands at or after {@code from}; -1 if it does not. */
    static int indexOf(byte[] bytes, int from, int to, byte[] text) {
        if (text.length == 0) {
            return from;
        }
        if (text.length > LongTextSearch.SHORT) {
            return LongTextSearch.indexOf(bytes, from, to, text);
        }
        byte first = text[0];
        int last = to - text.length;
        for (int i = from; i <= last; i++) {
            if (bytes[i] == first && startsWith(bytes, i, text)) {
                return i;
            }
        }
        return -1;
    }

    private static boolean startsWith(byte[] bytes, int at, byte[] text) {
        for (int i = 1; i < text.length; i++) {
            if (bytes[at + i] != text[i]) {
                return false;
            }
        }
        return true;
    }
}
