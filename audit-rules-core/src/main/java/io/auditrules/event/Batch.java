package io.auditrules.event;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Some lines of a log, next to each other in memory. Times and labels are looked up only for the lines that need them: most
 * lines of an audit log are rejected by a filter first.
 */
public final class Batch {
    private final byte[] bytes;
    private final int length;
    private final Origin origin;
    private @Nullable String text;
    private int[] starts;
    private int[] ends;
    private int size;

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
    public static final Batch EMPTY = ofEntries(List.of());

    private static final int NOT_COUNTED = -1;

    private Batch(byte[] bytes, int length, int[] starts, int[] ends, int size, Origin origin) {
        this.bytes = bytes;
        this.length = length;
        this.starts = starts;
        this.ends = ends;
        this.size = size;
        this.origin = origin;
    }

    /**
     * The lines of a text in UTF-8; empty ones do not count. They are told apart when they are first asked for.
     *
     * @param bytes not copied
     * @param length how many of the bytes count
     */
    static Batch ofLines(byte[] bytes, int length, Origin origin) {
        return new Batch(bytes, length, new int[0], new int[0], NOT_COUNTED, origin);
    }

    /** Entries in memory. */
    static Batch ofEntries(List<Entry> entries) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        int[] starts = new int[entries.size()];
        int[] ends = new int[entries.size()];
        for (int i = 0; i < starts.length; i++) {
            starts[i] = bytes.size();
            bytes.writeBytes(entries.get(i).line().getBytes(StandardCharsets.UTF_8));
            ends[i] = bytes.size();
        }
        return new Batch(
                bytes.toByteArray(), bytes.size(), starts, ends, starts.length, new EntryOrigin(List.copyOf(entries)));
    }

    private record EntryOrigin(List<Entry> entries) implements Origin {
        @Override
        public long time(Batch batch, int line) {
            Instant time = entries.get(line).time();
            return Math.addExact(Math.multiplyExact(time.getEpochSecond(), 1_000_000_000L), time.getNano());
        }

        @Override
        public Labels stream(int line) {
            return entries.get(line).stream();
        }

        @Override
        public Labels structuredMetadata(int line) {
            return entries.get(line).structuredMetadata();
        }
    }

    /** How many lines. */
    public int size() {
        if (size == NOT_COUNTED) {
            findLines();
        }
        return size;
    }

    private void findLines() {
        String all = text();
        int capacity = Math.max(16, length / 512);
        starts = new int[capacity];
        ends = new int[capacity];
        int count = 0;
        int from = 0;
        while (from < length) {
            int found = all.indexOf('\n', from);
            int next = found < 0 ? length : found;
            int end = next > from && bytes[next - 1] == '\r' ? next - 1 : next;
            if (end > from) {
                if (count == starts.length) {
                    starts = Arrays.copyOf(starts, 2 * count);
                    ends = Arrays.copyOf(ends, 2 * count);
                }
                starts[count] = from;
                ends[count] = end;
                count++;
            }
            from = next + 1;
        }
        size = count;
    }

    /** The bytes of all lines; not to be changed. */
    public byte[] bytes() {
        return bytes;
    }

    /** The bytes as text, one character for each byte: the JDK searches it with vector instructions. */
    public String text() {
        String known = text;
        if (known == null) {
            known = new String(bytes, 0, length, StandardCharsets.ISO_8859_1);
            text = known;
        }
        return known;
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
        int high = size();
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
