package io.auditrules.regex;

import io.auditrules.bytes.Utf8;
import java.util.Arrays;

/** A text as its bytes in UTF-8, as Loki compares them; a filter of Loki may end up with half a character. */
public final class ByteText {
    private final byte[] bytes;

    private ByteText(byte[] bytes) {
        this.bytes = bytes;
    }

    /** The bytes of a text. */
    public static ByteText of(String text) {
        return new ByteText(Utf8.encode(text));
    }

    /** The bytes as they are; they are copied. */
    public static ByteText of(byte[] bytes) {
        return new ByteText(bytes.clone());
    }

    /** How many bytes. */
    public int length() {
        return bytes.length;
    }

    /** A copy of the bytes. */
    public byte[] toByteArray() {
        return bytes.clone();
    }

    /** Whether they occur in a part of other bytes. */
    public boolean isIn(byte[] text, int from, int to) {
        if (bytes.length == 0) {
            return true;
        }
        if (bytes.length > LongTextSearch.SHORT) {
            return LongTextSearch.indexOf(text, from, to, bytes) >= 0;
        }
        byte first = bytes[0];
        for (int at = from; at <= to - bytes.length; at++) {
            if (text[at] == first && Arrays.equals(text, at, at + bytes.length, bytes, 0, bytes.length)) {
                return true;
            }
        }
        return false;
    }

    /** Whether they are a part of other bytes, from its beginning to its end. */
    public boolean isEqualTo(byte[] text, int from, int to) {
        return Arrays.equals(text, from, to, bytes, 0, bytes.length);
    }

    /**
     * Whether they occur in a part of other bytes that is in any case, as Loki v3.7.6 looks for them: these bytes are in
     * lower case, the first one is looked for as a byte, and the text must be at least as long in bytes. So {@code k} does not
     * find the Kelvin sign at its beginning but {@code ok} finds it.
     */
    public boolean isInAnyCaseIn(byte[] text, int from, int to) {
        if (bytes.length == 0) {
            return true;
        }
        for (int at = from; at <= to - bytes.length; at++) {
            if (lower(text[at]) == bytes[0] && isInAnyCaseAt(text, at, to)) {
                return true;
            }
        }
        return false;
    }

    private boolean isInAnyCaseAt(byte[] text, int from, int to) {
        int textAt = from;
        int at = 0;
        while (textAt < to && at < bytes.length) {
            int rune = text[textAt] >= 0 && bytes[at] >= 0 ? Utf8.INVALID : Utf8.runeAt(text, textAt, to);
            if (rune == Utf8.INVALID) {
                if (lower(text[textAt]) != bytes[at]) {
                    return false;
                }
                textAt++;
                at++;
                continue;
            }
            int wanted = Utf8.runeAt(bytes, at, bytes.length);
            if (wanted == Utf8.INVALID || Character.toLowerCase(rune) != wanted) {
                return false;
            }
            textAt += Utf8.length(rune);
            at += Utf8.length(wanted);
        }
        return at == bytes.length;
    }

    private static byte lower(byte c) {
        return c >= 'A' && c <= 'Z' ? (byte) (c + 'a' - 'A') : c;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof ByteText text && Arrays.equals(bytes, text.bytes);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(bytes);
    }

    /** The text, see {@link Utf8}. */
    @Override
    public String toString() {
        return Utf8.decode(bytes, 0, bytes.length);
    }
}
