package io.auditrules.event;

import io.auditrules.bytes.Utf8;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Some lines of a log, next to each other. Text, times and labels are fetched when they are first asked for: most lines of an
 * audit log are rejected by a filter first. Not for several threads at a time.
 */
public final class Batch {
    /** The time of a line that has none. */
    public static final long NO_TIME = Long.MIN_VALUE;

    /** The index of no line. */
    public static final int NO_LINE = Integer.MAX_VALUE;

    /** No lines. */
    public static final Batch EMPTY = ofEntries(List.of());

    private final Supplier<String> source;
    private final Origin origin;
    private @Nullable String text;
    private @Nullable Lines lines;

    /** Where lines begin, ascending, and end, without their line breaks; the first {@code count} count. */
    private static final class Lines {
        private int[] starts;
        private int[] ends;
        private int count;

        Lines(int capacity) {
            starts = new int[capacity];
            ends = new int[capacity];
        }

        void add(int start, int end) {
            if (count == starts.length) {
                starts = Arrays.copyOf(starts, 2 * count);
                ends = Arrays.copyOf(ends, 2 * count);
            }
            starts[count] = start;
            ends[count] = end;
            count++;
        }
    }

    /** What is known of a line beside its text. */
    public interface Origin {

        /** When it was written, in nanoseconds since 1970; {@link #NO_TIME} where nothing tells. */
        long time(Batch batch, int line);

        /** Whether its time is known, and not only that of a line beside it. */
        boolean tellsTime(Batch batch, int line);

        /** How many line breaks of the text stand before it; before {@link #size()}, all of them. */
        int lineBreaksBefore(Batch batch, int line);

        /** The labels of its stream. */
        Labels stream(int line);

        /** What Loki keeps beside it. */
        Labels structuredMetadata(int line);
    }

    private Batch(Supplier<String> source, @Nullable Lines lines, Origin origin) {
        this.source = source;
        this.lines = lines;
        this.origin = origin;
    }

    /**
     * The lines of a text; empty ones do not count.
     *
     * @param source gives the bytes of the text, each as a character
     */
    static Batch ofLines(Supplier<String> source, Origin origin) {
        return new Batch(source, null, origin);
    }

    /** Entries in memory. */
    static Batch ofEntries(List<Entry> entries) {
        return ofTexts(
                entries.stream().map(entry -> Utf8.encode(entry.line())).toList(),
                new EntryOrigin(List.copyOf(entries)));
    }

    /** Lines that may be empty or have line breaks, each in UTF-8. */
    static Batch ofTexts(List<byte[]> texts, Origin origin) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        Lines lines = new Lines(texts.size());
        for (byte[] each : texts) {
            int start = bytes.size();
            bytes.writeBytes(each);
            lines.add(start, bytes.size());
        }
        String text = bytes.toString(StandardCharsets.ISO_8859_1);
        return new Batch(() -> text, lines, origin);
    }

    private record EntryOrigin(List<Entry> entries) implements Origin {
        @Override
        public long time(Batch batch, int line) {
            Instant time = entries.get(line).time();
            return Math.addExact(Math.multiplyExact(time.getEpochSecond(), 1_000_000_000L), time.getNano());
        }

        @Override
        public boolean tellsTime(Batch batch, int line) {
            return true;
        }

        @Override
        public int lineBreaksBefore(Batch batch, int line) {
            return line;
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

    /** The text of all lines in UTF-8, one character for each byte: the JDK searches that with vector instructions. */
    public String text() {
        String known = text;
        if (known == null) {
            known = source.get();
            text = known;
        }
        return known;
    }

    /** How many lines. */
    public int size() {
        return lines().count;
    }

    private Lines lines() {
        Lines known = lines;
        if (known == null) {
            known = findLines(text());
            lines = known;
        }
        return known;
    }

    private static Lines findLines(String text) {
        Lines found = new Lines(Math.max(16, text.length() / 512));
        int from = 0;
        while (from < text.length()) {
            int lineBreak = text.indexOf('\n', from);
            int next = lineBreak < 0 ? text.length() : lineBreak;
            int end = next > from && text.charAt(next - 1) == '\r' ? next - 1 : next;
            if (end > from) {
                found.add(from, end);
            }
            from = next + 1;
        }
        return found;
    }

    /** Where a line begins in the text. */
    public int start(int line) {
        return lines().starts[line];
    }

    /** Where a line ends in the text. */
    public int end(int line) {
        return lines().ends[line];
    }

    /** Copies the bytes of all lines into an array that is long enough for {@link #text()}. */
    @SuppressWarnings("deprecation") // it copies the low bytes of characters, which is what is wanted
    public void copyBytes(byte[] into) {
        text().getBytes(0, text().length(), into, 0);
    }

    /** The bytes of a line. */
    @SuppressWarnings("deprecation") // it copies the low bytes of characters, which is what is wanted
    public byte[] bytes(int line) {
        int start = start(line);
        byte[] bytes = new byte[end(line) - start];
        text().getBytes(start, start + bytes.length, bytes, 0);
        return bytes;
    }

    /** The first line at or after {@code from} that ends after an offset; {@link #size()} if none does. */
    public int lineAt(int offset, int from) {
        int[] ends = lines().ends;
        int low = from;
        int high = lines().count;
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

    /** Whether a line's time is known, and not only that of a line beside it. */
    public boolean tellsTime(int line) {
        return origin.tellsTime(this, line);
    }

    /** How many line breaks of the text that was read stand before a line; before {@link #size()}, all of them. */
    public int lineBreaksBefore(int line) {
        return origin.lineBreaksBefore(this, line);
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
