package io.auditrules.yaml;

import java.util.List;
import java.util.Map;

/**
 * Writes documents the same bytes every time, in the layout a person would choose: no document start, no line folded,
 * block style for texts of several lines, and quotes only where a YAML 1.1 or 1.2 reader might otherwise not read the
 * same text.
 */
public final class YamlWriter {
    /** Readers look for the colon of a key in so many characters only. */
    private static final int LONGEST_SIMPLE_KEY = 1_000;

    /** What stands before a value. */
    private enum Position {
        DOCUMENT_START,
        KEY,
        DASH
    }

    private final StringBuilder out = new StringBuilder();

    private YamlWriter() {}

    /**
     * The text of one document, with a line end after its last line.
     *
     * @param value a {@link Map} (in its own order), {@link Iterable}, {@link String}, {@link Boolean}, {@link Integer},
     *     {@link Long}, {@link Double} or {@link YamlNode}, to any depth; a node is written as it was read
     * @throws IllegalArgumentException for anything else, and for half a character (a lone surrogate) in a text
     */
    public static String write(Object value) {
        YamlWriter writer = new YamlWriter();
        writer.write(value, 0, Position.DOCUMENT_START);
        return writer.out.toString();
    }

    private void write(Object value, int indent, Position position) {
        if (value instanceof Map<?, ?> map) {
            mapping(map, indent, position);
        } else if (value instanceof YamlMapping mapping) {
            mapping(mapping, indent, position);
        } else if (value instanceof Iterable<?> items) {
            sequence(items, indent, position);
        } else if (value instanceof YamlSequence sequence) {
            sequence(sequence.items(), indent, position);
        } else {
            if (position != Position.DOCUMENT_START) {
                out.append(' ');
            }
            scalar(value, indent);
            out.append('\n');
        }
    }

    private void mapping(Map<?, ?> map, int indent, Position position) {
        boolean sameLine = begin(map.isEmpty() ? "{}" : "", position);
        for (Map.Entry<?, ?> entry : map.entrySet()) {
            entry((String) entry.getKey(), entry.getValue(), indent, sameLine);
            sameLine = false;
        }
    }

    private void mapping(YamlMapping mapping, int indent, Position position) {
        boolean sameLine = begin(mapping.entries().isEmpty() ? "{}" : "", position);
        for (YamlMapping.Entry entry : mapping.entries()) {
            entry(entry.key().text(), entry.value(), indent, sameLine);
            sameLine = false;
        }
    }

    private void entry(String key, Object value, int indent, boolean sameLine) {
        if (!sameLine) {
            indent(indent);
        }
        String written = ScalarText.isPlain(key) ? key : ScalarText.quoted(key);
        if (written.length() > LONGEST_SIMPLE_KEY) {
            out.append("? ").append(written).append('\n');
            indent(indent);
        } else {
            out.append(written);
        }
        out.append(':');
        write(value, indent + 2, Position.KEY);
    }

    private void sequence(Iterable<?> items, int indent, Position position) {
        boolean sameLine = begin(items.iterator().hasNext() ? "" : "[]", position);
        for (Object item : items) {
            if (!sameLine) {
                indent(indent);
            }
            out.append('-');
            write(item, indent + 2, Position.DASH);
            sameLine = false;
        }
    }

    /** Begins a collection, or writes an empty one; true if its first part goes on in the line that was begun. */
    private boolean begin(String empty, Position position) {
        if (!empty.isEmpty()) {
            out.append(position == Position.DOCUMENT_START ? "" : " ")
                    .append(empty)
                    .append('\n');
            return false;
        }
        return switch (position) {
            case DOCUMENT_START -> true;
            case KEY -> {
                out.append('\n');
                yield false;
            }
            case DASH -> {
                out.append(' ');
                yield true;
            }
        };
    }

    private void scalar(Object value, int indent) {
        if (value instanceof String text) {
            text(text, Math.max(indent, 2));
        } else if (value instanceof Boolean || value instanceof Integer || value instanceof Long) {
            out.append(value);
        } else if (value instanceof Double number) {
            out.append(
                    number.isNaN()
                            ? ".nan"
                            : number.isInfinite() ? (number > 0 ? ".inf" : "-.inf") : number.toString());
        } else if (value instanceof YamlScalar scalar) {
            switch (scalar.type()) {
                case NULL -> out.append("null");
                case STRING -> text(scalar.text(), Math.max(indent, 2));
                // A plain scalar stays plain and as it was: its reader decides what it means, as it did for the author.
                case INTEGER, FLOAT, BOOLEAN, TIMESTAMP -> out.append(scalar.text());
            }
        } else {
            throw new IllegalArgumentException("no YAML form for " + value.getClass());
        }
    }

    private void text(String text, int indent) {
        if (text.indexOf('\n') < 0 || !ScalarText.isBlock(text)) {
            out.append(ScalarText.isPlain(text) ? text : ScalarText.quoted(text));
            return;
        }
        out.append(text.endsWith("\n") ? "|" : "|-");
        for (String line : lines(text)) {
            out.append('\n');
            if (!line.isEmpty()) {
                indent(indent);
                out.append(line);
            }
        }
    }

    private static List<String> lines(String text) {
        return List.of((text.endsWith("\n") ? text.substring(0, text.length() - 1) : text).split("\n", -1));
    }

    private void indent(int width) {
        out.append(" ".repeat(width));
    }
}
