package io.auditrules.event;

import java.nio.charset.StandardCharsets;

/**
 * Some lines of a log, next to each other in memory. Times and labels are looked up only for the lines that need them: most
 * lines of an audit log are rejected by a filter first.
 */
public final class Batch {
    private final byte[] bytes;
    private final String text;
    private final int[] starts;
    private final int[] ends;
    private final int size;
    private final Origin origin;

    /** What is known of a line beside its text. */
    public interface Origin {

        /** When it was written, in nanoseconds since 1970; {@link #NO_TIME} where nothing tells. */
        long time(Batch batch, int line);

        /** The labels of its stream. */
        Labels stream(int line);

        /** What Loki keeps beside it. */
        Labels structuredMetadata(int line);
    }

    /** The time of a line that has none. */
    public static final long NO_TIME = Long.MIN_VALUE;

    /** No lines. */
    public static final Batch EMPTY = new Batch(new byte[0], 0, new int[0], new int[0], 0, new Origin() {
        @Override
        public long time(Batch batch, int line) {
            return NO_TIME;
        }

        @Override
        public Labels stream(int line) {
            return Labels.EMPTY;
        }

        @Override
        public Labels structuredMetadata(int line) {
            return Labels.EMPTY;
        }
    });

    /**
     * Lines in UTF-8.
     *
     * @param bytes not copied
     * @param length how many of the bytes count
     * @param starts where each line begins, ascending; the first {@code size} count
     * @param ends where each line ends, without its line break
     */
    Batch(byte[] bytes, int length, int[] starts, int[] ends, int size, Origin origin) {
        this.bytes = bytes;
        this.text = new String(bytes, 0, length, StandardCharsets.ISO_8859_1);
        this.starts = starts;
        this.ends = ends;
        this.size = size;
        this.origin = origin;
    }

    /** How many lines. */
    public int size() {
        return size;
    }

    /** The bytes of all lines; not to be changed. */
    public byte[] bytes() {
        return bytes;
    }

    /** The bytes as text, one character for each byte: the JDK searches it with vector instructions. */
    public String text() {
        return text;
    }

    /** Where a line begins. */
    public int start(int line) {
        return starts[line];
    }

    /** Where a line ends. */
    public int end(int line) {
        return ends[line];
    }

    /** The first line at or after {@code from} that ends after an offset; {@link #size()} if none does. */
    public int lineAt(int offset, int from) {
        int low = from;
        int high = size;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (ends[middle] > offset) {
                high = middle;
            } else {
                low = middle + 1;
            }
        }
        return low;
    }

    /** When a line was written, in nanoseconds since 1970, or {@link #NO_TIME}. */
    public long time(int line) {
        return origin.time(this, line);
    }

    /** The labels of a line's stream. */
    public Labels stream(int line) {
        return origin.stream(line);
    }

    /** What Loki keeps beside a line. */
    public Labels structuredMetadata(int line) {
        return origin.structuredMetadata(line);
    }
}
