package io.auditrules.template;

import java.nio.charset.StandardCharsets;
import java.util.Base64;

/** Base 64 as Go's encoding/base64 (1.26) reads and writes it. */
enum Base64Text {
    STANDARD("+/"),
    /** For links. */
    URL("-_");

    private final String alphabet;

    Base64Text(String lastTwo) {
        alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789" + lastTwo;
    }

    String encode(String bytes) {
        Base64.Encoder encoder = this == URL ? Base64.getUrlEncoder() : Base64.getEncoder();
        return encoder.encodeToString(bytes.getBytes(StandardCharsets.ISO_8859_1));
    }

    String decode(String text) {
        StringBuilder out = new StringBuilder(text.length());
        int at = 0;
        int bits = 0;
        int known = 0;
        while (at < text.length()) {
            char c = text.charAt(at++);
            int value = alphabet.indexOf(c);
            if (value >= 0) {
                bits = bits << 6 | value;
                if (++known == 4) {
                    out.append((char) (bits >> 16 & 0xFF))
                            .append((char) (bits >> 8 & 0xFF))
                            .append((char) (bits & 0xFF));
                    known = 0;
                    bits = 0;
                }
            } else if (c == '=') {
                return ended(text, at, bits, known, out);
            } else if (c != '\n' && c != '\r') {
                throw corrupt(at - 1);
            }
        }
        // Go counts back the digits of the last group from the end, line breaks included.
        if (known != 0) {
            throw corrupt(at - known);
        }
        return out.toString();
    }

    private static String ended(String text, int afterPad, int bits, int known, StringBuilder out) {
        int at = afterPad;
        if (known < 2) {
            throw corrupt(at - 1);
        }
        if (known == 2) {
            at = afterBreaks(text, at);
            if (at == text.length()) {
                throw corrupt(at);
            }
            if (text.charAt(at) != '=') {
                throw corrupt(at - 1);
            }
            at++;
        }
        at = afterBreaks(text, at);
        if (at < text.length()) {
            throw corrupt(at);
        }
        int all = bits << (6 * (4 - known));
        out.append((char) (all >> 16 & 0xFF));
        if (known == 3) {
            out.append((char) (all >> 8 & 0xFF));
        }
        return out.toString();
    }

    private static int afterBreaks(String text, int start) {
        int at = start;
        while (at < text.length() && (text.charAt(at) == '\n' || text.charAt(at) == '\r')) {
            at++;
        }
        return at;
    }

    private static Failure corrupt(int at) {
        return new Failure("illegal base64 data at input byte " + at);
    }
}
