package io.auditrules.yaml;

import org.jspecify.annotations.Nullable;

/**
 * Where each character of a scalar's text stands in its file. The file is read once more as YAML reads it (quotes, escapes,
 * folded lines, indentation); as the text is known, all that is left open is settled by it.
 */
final class Alignment {
    private static final String ESCAPES = "0abtnvfre \"/\\N_LP";
    private static final String ESCAPED = "\0\7\b\t\n\u000B\f\r\u001B \"/\\\u0085\u00A0\u2028\u2029";

    private final String file;
    private final String text;
    private final int[] starts;
    private final int[] ends;
    private int at;
    private int done;
    private char style;

    private Alignment(String file, String text, int start) {
        this.file = file;
        this.text = text;
        this.starts = new int[text.length()];
        this.ends = new int[text.length()];
        this.at = start;
    }

    /**
     * Finds a text in a file.
     *
     * @param start offset of the scalar
     * @return nothing if the text does not stand there: it was made in code, or stands in the text of another scalar
     */
    static @Nullable Alignment of(String file, String text, int start) {
        Alignment alignment = new Alignment(file, text, start);
        return alignment.align() && alignment.done == text.length() ? alignment : null;
    }

    /** Where a character begins. */
    int start(int index) {
        return index < starts.length ? starts[index] : starts.length == 0 ? at : ends[starts.length - 1];
    }

    /** Where a character ends. */
    int end(int index) {
        return ends[index];
    }

    /** Where the scalar ends. */
    int end() {
        return at;
    }

    /** Whether it stands below a {@code |} or {@code >}. */
    boolean isBlock() {
        return style == '|' || style == '>';
    }

    private boolean align() {
        skipProperties();
        style = at < file.length() ? file.charAt(at) : ' ';
        return switch (style) {
            case '\'', '"' -> inQuotes();
            case '|', '>' -> inBlock();
            default -> plain();
        };
    }

    /** Anchors and tags. */
    private void skipProperties() {
        while (at < file.length() && (file.charAt(at) == '&' || file.charAt(at) == '!')) {
            while (at < file.length() && !isBlank(at) && !isBreak(at)) {
                at++;
            }
            while (isBlank(at)) {
                at++;
            }
        }
    }

    private boolean plain() {
        while (done < text.length()) {
            if (at >= file.length() || !character()) {
                return false;
            }
        }
        return true;
    }

    /** A blank or a line break folds. */
    private boolean character() {
        boolean isFolded = isBlank(at) || isBreak(at);
        return isFolded ? fold() : put(1);
    }

    private boolean inQuotes() {
        at++;
        while (at < file.length()) {
            if (file.charAt(at) == style && !(style == '\'' && is(at + 1, '\''))) {
                at++;
                return true;
            }
            boolean fits;
            if (file.charAt(at) == style) {
                fits = put('\'', 2);
            } else if (style == '"' && file.charAt(at) == '\\') {
                fits = escape();
            } else {
                fits = character();
            }
            if (!fits) {
                return false;
            }
        }
        return false;
    }

    /** Blanks, and line ends with all blanks around them: one is a blank, each further one a line end. */
    private boolean fold() {
        int blanks = at;
        while (isBlank(blanks)) {
            blanks++;
        }
        if (!isBreak(blanks)) {
            boolean fits = true;
            while (fits && at < blanks) {
                fits = put(1);
            }
            return fits;
        }
        int start = at;
        at = blanks;
        return folded(start, skipBreaks());
    }

    private boolean folded(int start, int breaks) {
        int next = at;
        at = start;
        boolean fits = breaks > 1 || put(' ', 0);
        for (int i = 1; fits && i < breaks; i++) {
            fits = put('\n', 0);
        }
        at = next;
        return fits;
    }

    private int skipBreaks() {
        int breaks = 0;
        while (isBlank(at) || isBreak(at)) {
            if (isBreak(at)) {
                breaks++;
                at = afterBreak(at);
            } else {
                at++;
            }
        }
        return breaks;
    }

    private boolean escape() {
        if (at + 1 >= file.length()) {
            return false;
        }
        if (isBreak(at + 1)) {
            int start = at;
            at++;
            int breaks = skipBreaks();
            return breaks == 1 || folded(start, breaks);
        }
        char escaped = file.charAt(at + 1);
        int digits = "xuU".indexOf(escaped) < 0 ? 0 : 2 << "xuU".indexOf(escaped);
        if (digits > 0) {
            return hexadecimal(digits);
        }
        int known = ESCAPES.indexOf(escaped);
        return known >= 0 && put(ESCAPED.charAt(known), 2);
    }

    private boolean hexadecimal(int digits) {
        int end = at + 2 + digits;
        if (end > file.length()) {
            return false;
        }
        int point;
        try {
            point = Integer.parseInt(file, at + 2, end, 16);
        } catch (NumberFormatException e) {
            return false;
        }
        if (!Character.isValidCodePoint(point)) {
            return false;
        }
        int start = at;
        boolean fits = true;
        for (char c : Character.toChars(point)) {
            at = start;
            fits &= put(c, 2 + digits);
        }
        return fits;
    }

    private boolean inBlock() {
        boolean isFolded = style == '>';
        at = nextLine(at);
        int indent = indent();
        while (done < text.length() && at < file.length()) {
            int end = lineEnd(at);
            at += Math.min(indent, blanks(at, end));
            while (at < end) {
                if (done == text.length() || !put(1)) {
                    return false;
                }
            }
            if (done < text.length() && !(isFolded ? foldedLine(indent) : put('\n', 0))) {
                return false;
            }
            if (done < text.length()) {
                at = afterBreak(at);
            }
        }
        return true;
    }

    /** How far the lines of a block are indented: what is more stands in the text. */
    private int indent() {
        int inText = 0;
        for (int i = 0; i < text.length() && (text.charAt(i) == ' ' || text.charAt(i) == '\n'); i++) {
            inText = text.charAt(i) == ' ' ? inText + 1 : 0;
        }
        int inFile = 0;
        for (int i = at; i < file.length() && (file.charAt(i) == ' ' || isBreak(i)); i++) {
            inFile = file.charAt(i) == ' ' ? inFile + 1 : 0;
        }
        return Math.max(0, inFile - inText);
    }

    private int blanks(int start, int end) {
        int blanks = 0;
        while (start + blanks < end && file.charAt(start + blanks) == ' ') {
            blanks++;
        }
        return blanks;
    }

    /** The end of a line below {@code >}: line ends of the text, or a blank. */
    private boolean foldedLine(int indent) {
        if (text.charAt(done) != '\n') {
            return put(' ', 0);
        }
        while (done < text.length() && text.charAt(done) == '\n') {
            put('\n', 0);
        }
        if (done < text.length()) {
            for (int next = afterBreak(at); next < file.length(); next = afterBreak(next)) {
                int end = lineEnd(next);
                if (blanks(next, end) < end - next || end - next > indent) {
                    break;
                }
                at = end;
                next = end;
            }
        }
        return true;
    }

    private boolean put(int length) {
        return put(file.charAt(at), length);
    }

    /** The next character of the text stands here, written in so many. */
    private boolean put(char c, int length) {
        if (done >= text.length() || text.charAt(done) != c) {
            return false;
        }
        starts[done] = at;
        at += length;
        ends[done] = at;
        done++;
        return true;
    }

    private boolean is(int index, char c) {
        return index < file.length() && file.charAt(index) == c;
    }

    private boolean isBlank(int index) {
        return is(index, ' ') || is(index, '\t');
    }

    private boolean isBreak(int index) {
        return is(index, '\n') || is(index, '\r');
    }

    private int lineEnd(int index) {
        int end = index;
        while (end < file.length() && !isBreak(end)) {
            end++;
        }
        return end;
    }

    private int afterBreak(int index) {
        return index + (is(index, '\r') && is(index + 1, '\n') ? 2 : 1);
    }

    private int nextLine(int index) {
        return Math.min(file.length(), afterBreak(lineEnd(index)));
    }
}
