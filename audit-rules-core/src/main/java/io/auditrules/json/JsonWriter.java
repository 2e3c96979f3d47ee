package io.auditrules.json;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Writes JSON (RFC 8259) in one line. */
public final class JsonWriter {
    private final StringBuilder out;
    private final Escapes escapes;

    /** Which characters of a text are escaped. */
    public enum Escapes {
        /** Those that have to be. */
        NEEDED,
        /** {@code <}, {@code >}, {@code &} and two line ends too, as Go's {@code encoding/json} and so the API server. */
        GO
    }

    /** @param out gets the JSON */
    public JsonWriter(StringBuilder out, Escapes escapes) {
        this.out = out;
        this.escapes = escapes;
    }

    /**
     * A value as JSON.
     *
     * @param value a String, Boolean, Integer, Long, Double, null, or a List or a Map with texts as keys of these; in the
     *     order in which a map has its keys
     */
    public static String write(@Nullable Object value, Escapes escapes) {
        StringBuilder out = new StringBuilder();
        new JsonWriter(out, escapes).value(value);
        return out.toString();
    }

    /** Writes a value. */
    public void value(@Nullable Object value) {
        if (value instanceof String text) {
            string(text);
        } else if (value instanceof Map<?, ?> map) {
            char separator = '{';
            for (Map.Entry<?, ?> entry : map.entrySet()) {
                out.append(separator);
                string((String) entry.getKey());
                out.append(':');
                value(entry.getValue());
                separator = ',';
            }
            out.append(separator == '{' ? "{}" : "}");
        } else if (value instanceof List<?> list) {
            char separator = '[';
            for (Object element : list) {
                out.append(separator);
                value(element);
                separator = ',';
            }
            out.append(separator == '[' ? "[]" : "]");
        } else {
            out.append(value);
        }
    }

    /** Writes a text in quotes. */
    public void string(String text) {
        out.append('"');
        int plain = 0;
        while (plain < text.length() && !isEscaped(text.charAt(plain))) {
            plain++;
        }
        if (plain == text.length()) {
            // most texts are plain, and a whole one is copied fastest
            out.append(text);
        } else {
            for (int i = 0; i < text.length(); i++) {
                character(text.charAt(i));
            }
        }
        out.append('"');
    }

    private boolean isEscaped(char c) {
        return c < ' '
                || c == '"'
                || c == '\\'
                || (escapes == Escapes.GO && (c == '<' || c == '>' || c == '&' || c == '\u2028' || c == '\u2029'));
    }

    private void character(char c) {
        switch (c) {
            case '\n' -> out.append("\\n");
            case '\r' -> out.append("\\r");
            case '\t' -> out.append("\\t");
            case '"', '\\' -> out.append('\\').append(c);
            default -> {
                if (isEscaped(c)) {
                    out.append(String.format(Locale.ROOT, "\\u%04x", (int) c));
                } else {
                    out.append(c);
                }
            }
        }
    }
}
