package io.auditrules.template;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Values written as JSON, as Go's encoding/json (1.26) writes them. */
final class JsonPrint {
    private static final String TIME = "2006-01-02T15:04:05.999999999Z07:00";
    /** A value that nests deeper is not written; Go has no such limit. */
    private static final int DEEPEST = 500;

    private final StringBuilder out = new StringBuilder();

    private JsonPrint() {}

    static String of(@Nullable Object value) {
        JsonPrint json = new JsonPrint();
        json.write(value, 0);
        return json.out.toString();
    }

    private void write(@Nullable Object boxed, int depth) {
        Object value = GoPointer.follow(GoType.inner(boxed));
        if (depth > DEEPEST) {
            throw new Failure("a value nests deeper than " + DEEPEST);
        }
        Budget.allow(out.length());
        if (value == null) {
            out.append("null");
        } else if (GoType.isText(value)) {
            text(GoType.textOf(value));
        } else if (value instanceof Long || value instanceof GoType.Whole) {
            out.append(GoType.wholeOf(value));
        } else if (value instanceof Double floating) {
            number(floating);
        } else if (value instanceof GoTime time) {
            time(time);
        } else if (value instanceof GoMap map) {
            map(map, depth);
        } else if (value instanceof GoList list) {
            list(list, depth);
        } else if (value instanceof GoStruct struct) {
            struct(struct, depth);
        } else {
            // What is left is a Boolean, or a zone, of which Go shows nothing.
            out.append(value instanceof Boolean ? value.toString() : "{}");
        }
    }

    private void separate(boolean isFirst) {
        if (!isFirst) {
            out.append(',');
        }
    }

    private void map(GoMap map, int depth) {
        boolean isFirst = true;
        out.append('{');
        for (String key : map.keys()) {
            separate(isFirst);
            isFirst = false;
            text(key);
            out.append(':');
            write(map.get(key), depth + 1);
        }
        out.append('}');
    }

    private void list(GoList list, int depth) {
        boolean isFirst = true;
        out.append('[');
        for (Object element : list.shown()) {
            separate(isFirst);
            isFirst = false;
            write(element, depth + 1);
        }
        out.append(']');
    }

    private void struct(GoStruct struct, int depth) {
        boolean isFirst = true;
        out.append('{');
        for (GoStruct.Field field : struct.fields()) {
            if (field.isExported()) {
                separate(isFirst);
                isFirst = false;
                text(field.json());
                out.append(':');
                write(field.value(), depth + 1);
            }
        }
        out.append('}');
    }

    private void time(GoTime time) {
        long year = time.date().year();
        if (year < 0 || year > 9999) {
            throw new Failure("json: error calling MarshalJSON for type time.Time:"
                    + " Time.MarshalJSON: year outside of range [0,9999]");
        }
        text(new TimeLayout(TIME).format(time));
    }

    private void number(double value) {
        if (Double.isNaN(value) || Double.isInfinite(value)) {
            throw new Failure("json: unsupported value: " + Printf.print(value));
        }
        double size = Math.abs(value);
        if (size == 0 || (size >= 1e-6 && size < 1e21)) {
            out.append(FloatText.format(value, 'f', -1));
            return;
        }
        String text = FloatText.format(value, 'e', -1);
        int zero = text.length() - 2;
        boolean isShort = text.startsWith("e-0", zero - 2);
        out.append(isShort ? text.substring(0, zero) + text.substring(zero + 1) : text);
    }

    private void text(String text) {
        out.append('"');
        for (int i = 0; i < text.length(); i += Utf8.sizeAt(text, i)) {
            if (Utf8.isBroken(text, i)) {
                out.append("\\ufffd");
            } else {
                letter(Utf8.runeAt(text, i));
            }
        }
        out.append('"');
    }

    private void letter(int rune) {
        switch (rune) {
            case '"', '\\' -> out.append('\\').append((char) rune);
            case '\b' -> out.append("\\b");
            case '\f' -> out.append("\\f");
            case '\n' -> out.append("\\n");
            case '\r' -> out.append("\\r");
            case '\t' -> out.append("\\t");
            default -> {
                // Signs of HTML, and two line breaks that JavaScript knows.
                if (rune < ' ' || rune == '<' || rune == '>' || rune == '&' || rune == 0x2028 || rune == 0x2029) {
                    out.append(String.format(Locale.ROOT, "\\u%04x", rune));
                } else {
                    Utf8.append(out, rune);
                }
            }
        }
    }
}
