package io.auditrules.diagnostic;

import java.util.Comparator;
import java.util.List;

/**
 * A stretch of one line of a source, or a source as a whole.
 *
 * @param source the text
 * @param line from 1; 0 for the source as a whole
 * @param column from 1, in code points
 * @param length in code points
 */
public record Place(Source source, int line, int column, int length) implements Comparable<Place> {
    private static final Comparator<Place> READING_ORDER = Comparator.comparing((Place place) -> place.source.path())
            .thenComparing(Place::line)
            .thenComparing(Place::column);
    private static final int WIDEST_EXCERPT = 120;

    /** Orders places as a person reads: by path, line and column. */
    @Override
    public int compareTo(Place other) {
        return READING_ORDER.compare(this, other);
    }

    /** {@code path:line:column}, or the path alone for a source as a whole. */
    @Override
    public String toString() {
        return line == 0 ? source.path() : source.path() + ":" + line + ":" + column;
    }

    /** The part of the stretch that is the given text, if that stands in it once; else all of it. */
    public Place narrowedTo(String text) {
        List<String> lines = source.lines();
        if (line == 0 || line > lines.size() || text.isEmpty()) {
            return this;
        }
        int[] points = lines.get(line - 1).codePoints().toArray();
        int start = Math.min(column - 1, points.length);
        String stretch = new String(points, start, Math.min(length, points.length - start));
        int found = stretch.indexOf(text);
        return found < 0 || stretch.indexOf(text, found + 1) >= 0
                ? this
                : source.place(line, column + stretch.codePointCount(0, found), text.codePointCount(0, text.length()));
    }

    /** The line with a caret under the stretch, in two lines with a margin; empty for a source as a whole. */
    public String excerpt() {
        List<String> lines = source.lines();
        if (line == 0 || line > lines.size()) {
            return "";
        }
        int[] text = lines.get(line - 1).codePoints().toArray();
        int start = Math.min(column - 1, text.length);
        int end = Math.min(start + Math.max(length, 1), Math.max(text.length, start + 1));
        // A line that is too wide for a terminal shows the part around the caret.
        int from = start < WIDEST_EXCERPT - 20 ? 0 : start - 40;
        int to = Math.min(text.length, from + WIDEST_EXCERPT);
        StringBuilder shown = new StringBuilder(from > 0 ? "…" : "");
        StringBuilder carets = new StringBuilder(from > 0 ? " " : "");
        for (int i = from; i < Math.max(to, Math.min(end, from + WIDEST_EXCERPT)); i++) {
            if (i < to) {
                shown.appendCodePoint(text[i]);
            }
            if (i < end) {
                // A tab stays a tab, so that the caret stands under its character whatever the tab width.
                carets.append(i >= start ? "^" : text[i] == '\t' ? "\t" : " ");
            }
        }
        if (to < text.length) {
            shown.append("…");
        }
        String number = Integer.toString(line);
        return number + " | " + shown + "\n" + " ".repeat(number.length()) + " | " + carets;
    }
}
