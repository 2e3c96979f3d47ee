package io.auditrules.pipeline;

import io.auditrules.bytes.Utf8;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Reads the keys and values of a logfmt line one by one, as Loki v3.7.6 does. */
final class LogfmtReader {
    private final byte[] bytes;
    private final int limit;
    private int at;
    private String key = "";
    private String value = "";
    private String error = "";

    LogfmtReader(Line line) {
        bytes = line.bytes();
        limit = bytes.length;
    }

    boolean isAtEnd() {
        return at >= limit;
    }

    /** The key that was read last; empty if there was none. */
    String key() {
        return key;
    }

    /** The value of the key that was read last; empty if it has none. */
    String value() {
        return value;
    }

    /** The last syntax error; empty if there was none. */
    String error() {
        return error;
    }

    /** Goes to the next key; false where there is none or it is broken. */
    boolean next() {
        key = "";
        value = "";
        while (at < limit && isBlank(at)) {
            at++;
        }
        return at < limit && readKey();
    }

    private boolean isBlank(int offset) {
        return bytes[offset] >= 0 && bytes[offset] <= ' ';
    }

    private boolean readKey() {
        int from = at;
        while (at < limit && !isBlank(at) && bytes[at] != '=' && bytes[at] != '"') {
            at++;
        }
        if (at < limit && bytes[at] == '"') {
            return unexpected();
        }
        String text = Utf8.decode(bytes, from, at);
        boolean isInvalid = Utf8.hasReplacement(text);
        if (at < limit && bytes[at] == '=') {
            if (at == from) {
                return unexpected();
            }
            key = text;
            return isInvalid ? skipInvalidKey() : readValue();
        }
        key = text;
        return !isInvalid || syntaxError("invalid key");
    }

    private boolean skipInvalidKey() {
        syntaxError("invalid key");
        return skip();
    }

    private boolean readValue() {
        at++;
        if (at >= limit || isBlank(at)) {
            return true;
        }
        if (bytes[at] == '"') {
            return readQuoted();
        }
        int from = at;
        while (at < limit && !isBlank(at)) {
            if (bytes[at] == '=' || bytes[at] == '"') {
                return unexpected();
            }
            at++;
        }
        value = Utf8.decode(bytes, from, at);
        return true;
    }

    private boolean readQuoted() {
        int from = at;
        boolean hasEscape = false;
        for (int i = from + 1; i < limit; i++) {
            if (bytes[i] == '\\') {
                hasEscape = true;
                i++;
            } else if (bytes[i] == '"') {
                at = i + 1;
                return unquote(from + 1, i, hasEscape);
            }
        }
        at = limit;
        return syntaxError("unterminated quoted value");
    }

    private boolean unquote(int from, int to, boolean hasEscape) {
        if (!hasEscape) {
            value = Utf8.decode(bytes, from, to);
            return true;
        }
        StringBuilder text = new StringBuilder();
        int i = from;
        while (i < to) {
            int plainTo = i;
            while (plainTo < to && bytes[plainTo] != '\\') {
                plainTo++;
            }
            text.append(Utf8.decode(bytes, i, plainTo));
            i = plainTo;
            if (i < to) {
                int length = i + 1 < to ? escape(i, to, text) : 0;
                if (length == 0) {
                    return syntaxError("invalid quoted value");
                }
                i += length;
            }
        }
        value = text.toString();
        return true;
    }

    /** Appends the character of an escape; how many bytes it has, 0 if it is not legal. */
    private int escape(int from, int to, StringBuilder text) {
        switch (bytes[from + 1]) {
            case '"', '\\', '/', '\'' -> text.append((char) bytes[from + 1]);
            case 'b' -> text.append('\b');
            case 'f' -> text.append('\f');
            case 'n' -> text.append('\n');
            case 'r' -> text.append('\r');
            case 't' -> text.append('\t');
            case 'u' -> {
                return unicodeEscape(from, to, text);
            }
            default -> {
                return 0;
            }
        }
        return 2;
    }

    private int unicodeEscape(int from, int to, StringBuilder text) {
        int first = hex(from, to);
        if (first < 0) {
            return 0;
        }
        if (!Character.isSurrogate((char) first)) {
            text.append((char) first);
            return 6;
        }
        int second = hex(from + 6, to);
        if (Character.isHighSurrogate((char) first) && second >= 0 && Character.isLowSurrogate((char) second)) {
            text.append((char) first).append((char) second);
            return 12;
        }
        text.append('\uFFFD');
        return 6;
    }

    private int hex(int from, int to) {
        if (from + 6 > to || bytes[from] != '\\' || bytes[from + 1] != 'u') {
            return -1;
        }
        String digits = new String(Arrays.copyOfRange(bytes, from + 2, from + 6), StandardCharsets.ISO_8859_1);
        return digits.matches("[0-9a-fA-F]{4}") ? Integer.parseInt(digits, 16) : -1;
    }

    private boolean unexpected() {
        syntaxError("unexpected '" + (char) bytes[at] + "'");
        return skip();
    }

    private boolean skip() {
        while (at < limit && !isBlank(at)) {
            at++;
        }
        return false;
    }

    private boolean syntaxError(String what) {
        error = "logfmt syntax error at pos " + (at + 1) + " : " + what;
        return false;
    }
}
