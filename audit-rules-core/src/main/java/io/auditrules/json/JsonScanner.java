package io.auditrules.json;

import io.auditrules.bytes.Utf8;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Finds the values of a JSON text without reading all of it, and as leniently as Loki v3.7.6 does: what it does not need, it
 * does not check. Offsets are those of the bytes; a limit is where the text ends.
 */
public final class JsonScanner {
    /** What Loki says of broken JSON. */
    public static final String MALFORMED = "Malformed JSON error";

    public static final String MALFORMED_STRING = "Value is string, but can't find closing '\"' symbol";
    public static final String MALFORMED_ARRAY = "Value is array, but can't find closing ']' symbol";
    public static final String MALFORMED_OBJECT = "Value looks like object, but can't find closing '}' symbol";
    public static final String MALFORMED_ESCAPE = "Encountered an invalid escape sequence in a string";
    public static final String UNKNOWN_TYPE = "Unknown value type";

    private static final VarHandle EIGHT_BYTES =
            MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.nativeOrder());
    private static final long EIGHT_ONES = 0x0101010101010101L;
    private static final long EIGHT_HIGH_BITS = 0x8080808080808080L;
    private static final long EIGHT_QUOTES = '"' * EIGHT_ONES;
    private static final long EIGHT_BACKSLASHES = '\\' * EIGHT_ONES;

    private static final byte[] TRUE = {'t', 'r', 'u', 'e'};
    private static final byte[] FALSE = {'f', 'a', 'l', 's', 'e'};
    private static final byte[] NULL = {'n', 'u', 'l', 'l'};

    /** The kind of a value. */
    public enum Type {
        STRING,
        NUMBER,
        OBJECT,
        ARRAY,
        BOOLEAN,
        NULL
    }

    /** A value: where it stands, a string without its quotes, and where the text goes on; or why there is none. */
    public static final class Value {
        private Type type = Type.NULL;
        private int from;
        private int to;
        private int next;
        private String error = "";

        public Type type() {
            return type;
        }

        /** Where it begins; a string behind its quote. */
        public int from() {
            return from;
        }

        /** Where it ends; a string before its quote. */
        public int to() {
            return to;
        }

        /** Where the text goes on. */
        public int next() {
            return next;
        }

        /** Why there is no value; empty if there is one. */
        public String error() {
            return error;
        }

        public boolean isBroken() {
            return !error.isEmpty();
        }

        private Value broken(String why) {
            error = why;
            from = 0;
            to = 0;
            return this;
        }

        private Value found(Type newType, int newFrom, int newTo, int newNext) {
            type = newType;
            from = newFrom;
            to = newTo;
            next = newNext;
            error = "";
            return this;
        }
    }

    private JsonScanner() {}

    /** The next byte that is no blank; -1 if there is none. */
    public static int nextToken(byte[] bytes, int from, int limit) {
        for (int i = from; i < limit; i++) {
            switch (bytes[i]) {
                case ' ', '\n', '\r', '\t' -> {}
                default -> {
                    return i;
                }
            }
        }
        return -1;
    }

    /** Behind the quote that ends a string whose first byte is at {@code from}; -1 if there is none. */
    public static int stringEnd(byte[] bytes, int from, int limit) {
        int i = from;
        while (true) {
            while (i + Long.BYTES <= limit && !hasQuoteOrBackslash((long) EIGHT_BYTES.get(bytes, i))) {
                i += Long.BYTES;
            }
            while (i < limit && bytes[i] != '"' && bytes[i] != '\\') {
                i++;
            }
            if (i >= limit) {
                return -1;
            }
            if (bytes[i] == '"') {
                return i + 1;
            }
            i += 2;
        }
    }

    /** Looks at eight bytes at once: a byte that is zero after the exclusive or borrows from its highest bit. */
    private static boolean hasQuoteOrBackslash(long eight) {
        long quotes = eight ^ EIGHT_QUOTES;
        long backslashes = eight ^ EIGHT_BACKSLASHES;
        long zeros = ((quotes - EIGHT_ONES) & ~quotes) | ((backslashes - EIGHT_ONES) & ~backslashes);
        return (zeros & EIGHT_HIGH_BITS) != 0;
    }

    /** Behind the bracket that closes the one at {@code from}; brackets of the other kind are not looked at; -1 if none. */
    public static int blockEnd(byte[] bytes, int from, int limit, char open, char close) {
        int level = 0;
        for (int i = from; i < limit; i++) {
            byte c = bytes[i];
            if (c == '"') {
                int end = stringEnd(bytes, i + 1, limit);
                if (end < 0) {
                    return -1;
                }
                i = end - 1;
            } else if (c == open) {
                level++;
            } else if (c == close) {
                level--;
                if (level == 0) {
                    return i + 1;
                }
            }
        }
        return -1;
    }

    private static int tokenEnd(byte[] bytes, int from, int limit) {
        for (int i = from; i < limit; i++) {
            switch (bytes[i]) {
                case ' ', '\n', '\r', '\t', ',', '}', ']' -> {
                    return i;
                }
                default -> {}
            }
        }
        return limit;
    }

    /** The value that begins at or after an offset. */
    public static Value value(byte[] bytes, int from, int limit, Value result) {
        int at = nextToken(bytes, from, limit);
        if (at < 0) {
            return result.broken(MALFORMED);
        }
        switch (bytes[at]) {
            case '"' -> {
                int end = stringEnd(bytes, at + 1, limit);
                return end < 0 ? result.broken(MALFORMED_STRING) : result.found(Type.STRING, at + 1, end - 1, end);
            }
            case '[' -> {
                int end = blockEnd(bytes, at, limit, '[', ']');
                return end < 0 ? result.broken(MALFORMED_ARRAY) : result.found(Type.ARRAY, at, end, end);
            }
            case '{' -> {
                int end = blockEnd(bytes, at, limit, '{', '}');
                return end < 0 ? result.broken(MALFORMED_OBJECT) : result.found(Type.OBJECT, at, end, end);
            }
            default -> {
                return word(bytes, at, tokenEnd(bytes, at, limit), result);
            }
        }
    }

    private static Value word(byte[] bytes, int from, int to, Value result) {
        switch (bytes[from]) {
            case 't', 'f' -> {
                return is(bytes, from, to, TRUE) || is(bytes, from, to, FALSE)
                        ? result.found(Type.BOOLEAN, from, to, to)
                        : result.broken(UNKNOWN_TYPE);
            }
            case 'n' -> {
                return is(bytes, from, to, NULL) ? result.found(Type.NULL, from, to, to) : result.broken(UNKNOWN_TYPE);
            }
            case '0', '1', '2', '3', '4', '5', '6', '7', '8', '9', '-' -> {
                return result.found(Type.NUMBER, from, to, to);
            }
            default -> {
                return result.broken(UNKNOWN_TYPE);
            }
        }
    }

    private static boolean is(byte[] bytes, int from, int to, byte[] word) {
        return Arrays.equals(bytes, from, to, word, 0, word.length);
    }

    public static boolean hasEscape(byte[] bytes, int from, int to) {
        for (int i = from; i < to; i++) {
            if (bytes[i] == '\\') {
                return true;
            }
        }
        return false;
    }

    /** The bytes of a string with its escapes resolved; null if one is not legal. */
    public static byte @Nullable [] unescape(byte[] bytes, int from, int to) {
        byte[] out = new byte[to - from];
        int size = 0;
        int at = from;
        while (at < to) {
            if (bytes[at] != '\\') {
                out[size++] = bytes[at++];
                continue;
            }
            if (at + 1 >= to) {
                return null;
            }
            int simple = simpleEscape(bytes[at + 1]);
            if (simple >= 0) {
                out[size++] = (byte) simple;
                at += 2;
                continue;
            }
            int first = bytes[at + 1] == 'u' ? hex(bytes, at, to) : -1;
            if (first < 0) {
                return null;
            }
            at += 6;
            int character = first;
            if (first >= 0xd800 && first <= 0xdfff) {
                int second = hex(bytes, at, to);
                if (second < 0xdc00) {
                    return null;
                }
                // the second need not be a low surrogate, nor the first a high one
                character = 0x10000 + ((first - 0xd800) << 10) + (second - 0xdc00);
                at += 6;
            }
            size = encode(character, out, size);
        }
        return Arrays.copyOf(out, size);
    }

    private static int simpleEscape(byte c) {
        return switch (c) {
            case '"', '\\', '/' -> c;
            case 'b' -> '\b';
            case 'f' -> '\f';
            case 'n' -> '\n';
            case 'r' -> '\r';
            case 't' -> '\t';
            default -> -1;
        };
    }

    /** The four digits behind a backslash and any letter at an offset; -1 if they are none. */
    private static int hex(byte[] bytes, int at, int to) {
        if (at + 6 > to) {
            return -1;
        }
        int value = 0;
        for (int i = at + 2; i < at + 6; i++) {
            int digit = bytes[i] < 0 ? -1 : Character.digit(bytes[i], 16);
            if (digit < 0) {
                return -1;
            }
            value = value * 16 + digit;
        }
        return value;
    }

    /** Writes a character in UTF-8, or U+FFFD where it is none; an escape is never shorter than that. */
    private static int encode(int character, byte[] out, int at) {
        int c = character > 0x10ffff || (character >= 0xd800 && character <= 0xdfff) ? 0xfffd : character;
        int size = at;
        if (c < 0x80) {
            out[size++] = (byte) c;
        } else if (c < 0x800) {
            out[size++] = (byte) (0xc0 | (c >> 6));
            out[size++] = (byte) (0x80 | (c & 0x3f));
        } else if (c < 0x10000) {
            out[size++] = (byte) (0xe0 | (c >> 12));
            out[size++] = (byte) (0x80 | ((c >> 6) & 0x3f));
            out[size++] = (byte) (0x80 | (c & 0x3f));
        } else {
            out[size++] = (byte) (0xf0 | (c >> 18));
            out[size++] = (byte) (0x80 | ((c >> 12) & 0x3f));
            out[size++] = (byte) (0x80 | ((c >> 6) & 0x3f));
            out[size++] = (byte) (0x80 | (c & 0x3f));
        }
        return size;
    }

    /** A string as a label gets it: empty if an escape is not legal, blanks for U+FFFD. */
    public static String text(byte[] bytes, int from, int to) {
        String text;
        if (hasEscape(bytes, from, to)) {
            byte[] unescaped = unescape(bytes, from, to);
            if (unescaped == null) {
                return "";
            }
            text = Utf8.decode(unescaped, 0, unescaped.length);
        } else {
            text = Utf8.decode(bytes, from, to);
        }
        return Utf8.withoutReplacement(text);
    }
}
