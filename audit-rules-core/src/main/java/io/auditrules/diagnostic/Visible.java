package io.auditrules.diagnostic;

import java.util.Locale;

/**
 * Texts from outside as people may be shown them: what a user agent or a name in the log holds must not move the cursor of
 * a terminal, turn the direction of a line or break a document.
 */
public final class Visible {
    private static final char REPLACEMENT = '\uFFFD';

    private Visible() {}

    /** The text in one line: {@code \\n} for a line end, {@code \\x1b} and the like for what has no shape. */
    public static String line(String text) {
        if (text.codePoints().noneMatch(Visible::isInvisible)) {
            return text;
        }
        StringBuilder shown = new StringBuilder();
        text.codePoints().forEach(c -> {
            if (!isInvisible(c)) {
                shown.appendCodePoint(c);
            } else if (isNoCharacter(c)) {
                shown.append(REPLACEMENT);
            } else if (c == '\n') {
                shown.append("\\n");
            } else if (c == '\t') {
                shown.append("\\t");
            } else {
                shown.append(String.format(Locale.ROOT, c < 0x100 ? "\\x%02x" : "\\u%04x", c));
            }
        });
        return shown.toString();
    }

    private static boolean isInvisible(int c) {
        return switch (Character.getType(c)) {
            case Character.CONTROL, Character.FORMAT, Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR -> true;
            default -> isNoCharacter(c);
        };
    }

    /** Half a character, or one that XML 1.0 has no place for. */
    private static boolean isNoCharacter(int c) {
        return Character.getType(c) == Character.SURROGATE || c == 0xFFFE || c == 0xFFFF;
    }
}
