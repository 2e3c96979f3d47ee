package io.auditrules.diagnostic;

import java.util.List;

/**
 * A text with the name by which its reader knows it: a path relative to the project, with {@code /} on every system.
 *
 * @param path how messages name the text
 * @param text all of it
 */
public record Source(String path, String text) {

    /** The lines of the text without their line ends; the first has number 1 in every {@link Place}. */
    public List<String> lines() {
        return text.lines().toList();
    }

    /** The whole text as a place, for what is wrong with no line in particular. */
    public Place place() {
        return new Place(this, 0, 0, 0);
    }

    /**
     * A stretch of one line.
     *
     * @param line from 1
     * @param column from 1, in code points
     * @param length in code points; at least one character is marked
     */
    public Place place(int line, int column, int length) {
        return new Place(this, line, column, length);
    }

    /** The stretch of this text from one UTF-16 offset to another, cut at the end of its first line. */
    public Place placeAt(int start, int end) {
        return new PlaceIndex(this).placeAt(start, end);
    }

    @Override
    public String toString() {
        return path;
    }
}
