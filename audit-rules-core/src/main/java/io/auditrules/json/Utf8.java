package io.auditrules.json;

import java.nio.charset.StandardCharsets;

/** Bytes that should be UTF-8, read as Go reads them: each byte that is none becomes U+FFFD. */
public final class Utf8 {
    private static final char REPLACEMENT = '\uFFFD';

    private Utf8() {}

    /** The text of some bytes. */
    public static String decode(byte[] bytes, int from, int to) {
        String text = new String(bytes, from, to - from, StandardCharsets.UTF_8);
        // Java replaces some broken sequences as a whole
        return text.indexOf(REPLACEMENT) < 0 ? text : decodeSlowly(bytes, from, to);
    }

    private static String decodeSlowly(byte[] bytes, int from, int to) {
        StringBuilder text = new StringBuilder();
        int at = from;
        while (at < to) {
            int length = sequenceLength(bytes, at, to);
            if (length == 0) {
                text.append(REPLACEMENT);
                at++;
            } else {
                text.append(new String(bytes, at, length, StandardCharsets.UTF_8));
                at += length;
            }
        }
        return text.toString();
    }

    /** How many bytes the character at an offset has; 0 if the bytes are none (RFC 3629). */
    public static int sequenceLength(byte[] bytes, int at, int to) {
        int first = bytes[at] & 0xff;
        if (first < 0x80) {
            return 1;
        }
        int length = first >= 0xc2 && first <= 0xdf ? 2 : first >= 0xe0 && first <= 0xef ? 3 : first >= 0xf0 && first <= 0xf4 ? 4 : 0;
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

    /** Whether the bytes hold U+FFFD or what would become it. */
    public static boolean hasReplacement(String decoded) {
        return decoded.indexOf(REPLACEMENT) >= 0;
    }

    /** Loki puts a blank where a value has U+FFFD, as Prometheus would refuse the label. */
    public static String withoutReplacement(String decoded) {
        return decoded.replace(REPLACEMENT, ' ');
    }
}
