package io.auditrules.logql;

import io.auditrules.bytes.Utf8;
import io.auditrules.diagnostic.IllegalValueException;
import java.util.Locale;

/** A text as LogQL writes it; the only place where anything is quoted. */
final class Text {
    private Text() {}

    /** Refuses what no LogQL string can say. */
    static void check(String text) {
        if (!Utf8.isText(text)) {
            throw new IllegalValueException("a text with half a character (an unpaired surrogate)", "");
        }
    }

    /** The text in double quotes as messages show it: not quoted any further, and cut where it is long. */
    static String shown(String value) {
        String text = Utf8.visible(value);
        int longest = 60;
        return text.codePointCount(0, text.length()) <= longest
                ? '"' + text + '"'
                : '"' + text.substring(0, text.offsetByCodePoints(0, longest - 1)) + "…\"";
    }

    /**
     * The text in double quotes if that needs no escape, else in backticks if it can stand there, else in double quotes
     * with escapes. What a reader could not see, or would see wrongly, is always escaped, so that a text is one line.
     */
    static String quote(String text) {
        boolean isVisible = text.codePoints().allMatch(Text::isVisible);
        if (isVisible && text.indexOf('"') < 0 && text.indexOf('\\') < 0) {
            return '"' + text + '"';
        }
        if (isVisible && text.indexOf('`') < 0) {
            return '`' + text + '`';
        }
        StringBuilder quoted = new StringBuilder("\"");
        text.codePoints().forEach(c -> appendEscaped(quoted, c));
        return quoted.append('"').toString();
    }

    private static boolean isVisible(int c) {
        return switch (Character.getType(c)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR,
                    Character.SURROGATE -> false;
            default -> true;
        };
    }

    private static void appendEscaped(StringBuilder quoted, int c) {
        switch (c) {
            case '"' -> quoted.append("\\\"");
            case '\\' -> quoted.append("\\\\");
            case '\n' -> quoted.append("\\n");
            case '\r' -> quoted.append("\\r");
            case '\t' -> quoted.append("\\t");
            default -> {
                if (isVisible(c)) {
                    quoted.appendCodePoint(c);
                } else if (Utf8.isBroken(c)) {
                    quoted.append(String.format(Locale.ROOT, "\\x%02x", c & 0xff));
                } else {
                    quoted.append(String.format(Locale.ROOT, c > 0xffff ? "\\U%08x" : "\\u%04x", c));
                }
            }
        }
    }
}
