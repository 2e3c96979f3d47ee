package io.auditrules.yaml;

import java.util.Arrays;

/** Where lines of a text begin and end: those that {@link io.auditrules.diagnostic.Source#lines} has. */
final class Lines {
    private final String text;
    private final int first;
    private int[] starts = new int[16];
    private int count;

    /**
     * The lines of a stretch of a text.
     *
     * @param first the number of its first line
     * @param from where that begins
     * @param to an offset in the last line
     */
    Lines(String text, int first, int from, int to) {
        this.text = text;
        this.first = first;
        add(from);
        for (int next = next(text, from); next >= 0 && next <= to; next = next(text, next)) {
            add(next);
        }
    }

    private void add(int start) {
        if (count == starts.length) {
            starts = Arrays.copyOf(starts, 2 * count);
        }
        starts[count++] = start;
    }

    /** Where a line of a text begins, from 1; the end if it has no such line. */
    static int start(String text, int line) {
        int start = 0;
        for (int i = 1; i < line; i++) {
            int next = next(text, start);
            if (next < 0) {
                return text.length();
            }
            start = next;
        }
        return start;
    }

    /** Where the line behind this one begins, or -1. */
    private static int next(String text, int from) {
        int end = end(text, from);
        if (end == text.length()) {
            return -1;
        }
        return text.startsWith("\r\n", end) ? end + 2 : end + 1;
    }

    private static int end(String text, int from) {
        int end = from;
        while (end < text.length() && text.charAt(end) != '\n' && text.charAt(end) != '\r') {
            end++;
        }
        return end;
    }

    /** The line in which an offset is. */
    int line(int offset) {
        int found = Arrays.binarySearch(starts, 0, count, offset);
        return first + (found >= 0 ? found : Math.max(0, -found - 2));
    }

    /** The offset of a column, in code points from 1; the end of the line if it is shorter. */
    int offset(int line, int column) {
        int offset = starts[index(line)];
        int end = lineEnd(line);
        for (int i = 1; i < column && offset < end; i++) {
            offset += Character.charCount(text.codePointAt(offset));
        }
        return offset;
    }

    /** Where a line ends. */
    int lineEnd(int line) {
        return end(text, starts[index(line)]);
    }

    private int index(int line) {
        return Math.max(0, Math.min(count - 1, line - first));
    }
}
