package io.auditrules.yaml;

import io.auditrules.diagnostic.Place;
import io.auditrules.diagnostic.Source;
import java.util.Arrays;
import org.yaml.snakeyaml.error.Mark;

/**
 * Turns the marks of SnakeYAML into places. Its lines are not ours: it ends a line at U+0085, U+2028 and U+2029 too, which
 * editors and {@link Source} do not. What both agree on is the number of code points before a mark.
 */
final class Positions {
    /** Words are looked for near the beginning of a line only, so that a file in one line takes no time. */
    private static final int MOST_COLUMNS = 5_000;

    private final Source source;
    /** By line: how many code points, and how many chars, stand before it. */
    private int[] points = new int[64];

    private int[] chars = new int[64];
    private int lines;

    Positions(Source source) {
        this.source = source;
        String text = source.text();
        int point = 0;
        addLine(0, 0);
        for (int i = 0; i < text.length(); i++, point++) {
            char c = text.charAt(i);
            if (Character.isHighSurrogate(c) && i + 1 < text.length() && Character.isLowSurrogate(text.charAt(i + 1))) {
                i++;
            } else if (c == '\n' || (c == '\r' && (i + 1 == text.length() || text.charAt(i + 1) != '\n'))) {
                addLine(point + 1, i + 1);
            }
        }
    }

    private void addLine(int point, int offset) {
        if (lines == points.length) {
            points = Arrays.copyOf(points, 2 * lines);
            chars = Arrays.copyOf(chars, 2 * lines);
        }
        points[lines] = point;
        chars[lines] = offset;
        lines++;
    }

    /** The character at a mark. */
    Place place(Mark mark) {
        return place(mark, 1);
    }

    /** All of a scalar that is on its first line. */
    Place placeOfScalar(Mark start, Mark end) {
        return line(start) == line(end) ? place(start, end.getIndex() - start.getIndex()) : placeOfWord(start);
    }

    /** The same of a scalar before which {@code &anchor} stands. */
    Place placeBehindAnchor(Mark start, Mark end) {
        String text = source.text();
        int column = start.getIndex() - points[line(start)];
        int offset = text.offsetByCodePoints(chars[line(start)], column);
        int behind = offset;
        while (behind < text.length() && !Character.isWhitespace(text.charAt(behind))) {
            behind++;
        }
        while (behind < text.length() && Character.isWhitespace(text.charAt(behind))) {
            behind++;
        }
        int skipped = text.codePointCount(offset, behind);
        int length = end.getIndex() - start.getIndex() - skipped;
        return line(start) == line(end) && length > 0
                ? source.place(line(start) + 1, column + skipped + 1, length)
                : placeOfWord(start);
    }

    /** The first word of what begins at a mark. */
    Place placeOfWord(Mark mark) {
        int column = mark.getIndex() - points[line(mark)];
        if (column > MOST_COLUMNS) {
            return place(mark, 1);
        }
        String text = source.text();
        int start = text.offsetByCodePoints(chars[line(mark)], column);
        int end = start;
        while (end < text.length() && !Character.isWhitespace(text.charAt(end)) && text.charAt(end) != ':') {
            end++;
        }
        return place(mark, text.codePointCount(start, end));
    }

    int lineNumber(Mark mark) {
        return line(mark) + 1;
    }

    /** The character at a mark as a text; empty at the end. */
    String character(Mark mark) {
        int column = mark.getIndex() - points[line(mark)];
        int start = source.text().offsetByCodePoints(chars[line(mark)], column);
        return start < source.text().length() ? Character.toString(source.text().codePointAt(start)) : "";
    }

    private Place place(Mark mark, int length) {
        int line = line(mark);
        return source.place(line + 1, mark.getIndex() - points[line] + 1, Math.max(1, length));
    }

    private int line(Mark mark) {
        int found = Arrays.binarySearch(points, 0, lines, mark.getIndex());
        return found >= 0 ? found : -found - 2;
    }
}
