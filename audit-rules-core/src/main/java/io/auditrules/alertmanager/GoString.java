package io.auditrules.alertmanager;

import io.auditrules.diagnostic.IllegalValueException;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/** A text in Go's double quotes, with Go's escapes (go.dev/ref/spec, "String literals"). */
final class GoString {
    private static final String LETTERS = "abfnrtv\\\"";
    private static final String MEANINGS = "\u0007\b\f\n\r\t\u000b\\\"";

    private GoString() {}

    /**
     * The text between the quotes.
     *
     * @param quoted begins and ends with a quote, and has none between without a backslash
     * @throws IllegalValueException for an escape that Go does not know
     */
    static String unquote(String quoted) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        int end = quoted.length() - 1;
        for (int i = 1; i < end; ) {
            int c = quoted.codePointAt(i);
            if (c == '\n') {
                throw new IllegalValueException("a line ends inside quotes", "write it as \\n");
            }
            if (c != '\\') {
                bytes.writeBytes(Character.toString(c).getBytes(StandardCharsets.UTF_8));
                i += Character.charCount(c);
                continue;
            }
            char kind = quoted.charAt(i + 1);
            int letter = LETTERS.indexOf(kind);
            if (letter >= 0) {
                bytes.write(MEANINGS.charAt(letter));
                i += 2;
            } else if (kind >= '0' && kind <= '7') {
                bytes.write(number(quoted, i + 1, i + 4, end, 8, 255));
                i += 4;
            } else if (kind == 'x') {
                bytes.write(number(quoted, i + 2, i + 4, end, 16, 255));
                i += 4;
            } else if (kind == 'u' || kind == 'U') {
                int next = i + (kind == 'u' ? 6 : 10);
                int point = number(quoted, i + 2, next, end, 16, Character.MAX_CODE_POINT);
                if (point >= Character.MIN_SURROGATE && point <= Character.MAX_SURROGATE) {
                    throw unknown(quoted.substring(i, next));
                }
                bytes.writeBytes(Character.toString(point).getBytes(StandardCharsets.UTF_8));
                i = next;
            } else {
                throw unknown(quoted.substring(i, i + 2));
            }
        }
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes.toByteArray()))
                    .toString();
        } catch (CharacterCodingException e) {
            throw new IllegalValueException("the escapes in " + quoted + " are not UTF-8", "write the characters");
        }
    }

    private static int number(String quoted, int from, int to, int end, int radix, int most) {
        if (to > end) {
            throw unknown(quoted.substring(from - 1, end));
        }
        long number = 0;
        for (int i = from; i < to; i++) {
            char c = quoted.charAt(i);
            int digit = c < 0x80 ? Character.digit(c, radix) : -1;
            if (digit < 0) {
                throw unknown(quoted.substring(from - 1, to));
            }
            number = number * radix + digit;
        }
        if (number > most) {
            throw unknown(quoted.substring(from - 1, to));
        }
        return (int) number;
    }

    private static IllegalValueException unknown(String escape) {
        return new IllegalValueException(
                "\"" + escape + "\" is not an escape in quotes", "write a backslash as \\\\, a quote as \\\"");
    }
}
