package io.auditrules.diagnostic;

import java.util.Arrays;

/** The lines of a source, for who asks for many places in it. */
public final class PlaceIndex {
    private final Source source;
    private final int[] lineStarts;

    /** Looks for the lines of a source. */
    public PlaceIndex(Source source) {
        this.source = source;
        String text = source.text();
        int[] starts = new int[16];
        int count = 1;
        for (int at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) {
            if (count == starts.length) {
                starts = Arrays.copyOf(starts, 2 * count);
            }
            starts[count++] = at + 1;
        }
        this.lineStarts = Arrays.copyOf(starts, count);
    }

    /** The stretch of the text from one UTF-16 offset to another, cut at the end of its first line. */
    public Place placeAt(int start, int end) {
        String text = source.text();
        int from = Math.min(Math.max(start, 0), text.length());
        int found = Arrays.binarySearch(lineStarts, from);
        int line = found >= 0 ? found : -found - 2;
        int lineEnd = line + 1 < lineStarts.length ? lineStarts[line + 1] - 1 : text.length();
        int to = Math.max(from, Math.min(end, lineEnd));
        return source.place(line + 1, 1 + text.codePointCount(lineStarts[line], from), text.codePointCount(from, to));
    }
}
