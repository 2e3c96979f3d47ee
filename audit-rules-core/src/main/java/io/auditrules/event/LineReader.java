package io.auditrules.event;

import io.auditrules.diagnostic.IllegalValueException;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.function.Consumer;

/**
 * Reads a text of any size into batches of whole lines. Empty lines are left out, as the collectors leave them out.
 */
public final class LineReader {
    /** Small enough to be an ordinary object to a collector of garbage with regions of a megabyte. */
    private static final int BATCH_BYTES = 384 << 10;

    /** Longer lines are refused; Loki itself refuses lines above 256 KiB, unless it is told otherwise. */
    static final int LONGEST_LINE = 16 << 20;

    private final String name;
    private final Labels labels;
    private final Consumer<Batch> reader;
    private byte[] buffer = new byte[BATCH_BYTES];
    private int filled;
    private boolean isFirst = true;
    private boolean isExport;

    private LineReader(String name, Labels labels, Consumer<Batch> reader) {
        this.name = name;
        this.labels = labels;
        this.reader = reader;
    }

    /**
     * Reads a text to its end. A text whose first line is what {@code logcli --output=jsonl} writes is read as such: its
     * lines have times and labels of their own; one of them that is broken counts as a raw line.
     *
     * @param name what the text is called in errors
     * @param labels of the stream that the lines belong to
     * @throws IllegalValueException if a line is longer than 16 MiB
     */
    public static void read(InputStream in, String name, Labels labels, Consumer<Batch> reader) throws IOException {
        new LineReader(name, labels, reader).read(in);
    }

    private void read(InputStream in) throws IOException {
        int count = in.readNBytes(buffer, filled, buffer.length - filled);
        while (count > 0) {
            filled += count;
            int end = lastLineEnd();
            if (end == 0) {
                grow();
            } else {
                hand(end);
            }
            count = in.readNBytes(buffer, filled, buffer.length - filled);
        }
        if (filled > 0) {
            hand(filled);
        }
    }

    private int lastLineEnd() {
        int end = filled;
        while (end > 0 && buffer[end - 1] != '\n') {
            end--;
        }
        return end;
    }

    private void grow() {
        if (filled >= LONGEST_LINE) {
            throw new IllegalValueException(
                    name + " has a line of more than " + (LONGEST_LINE >> 20) + " MiB",
                    "Loki refuses such lines too; cut it out of the file");
        }
        if (filled == buffer.length) {
            buffer = Arrays.copyOf(buffer, 2 * buffer.length);
        }
    }

    /** Hands over what is before an offset; a batch keeps its bytes, so the rest goes into new ones. */
    private void hand(int end) {
        byte[] full = buffer;
        buffer = new byte[BATCH_BYTES + filled - end];
        System.arraycopy(full, end, buffer, 0, filled - end);
        filled -= end;
        if (isFirst) {
            int start = firstLine(full, end);
            isFirst = start == end;
            isExport = !isFirst && ExportedLine.isExport(full, start, lineEnd(full, start, end));
        }
        reader.accept(
                isExport ? ExportedLine.batch(full, end, labels) : Batch.ofLines(full, end, new RawLines(labels)));
    }

    /** The first line that is not empty. */
    private static int firstLine(byte[] bytes, int end) {
        int start = 0;
        while (start < end && (bytes[start] == '\n' || bytes[start] == '\r')) {
            start++;
        }
        return start;
    }

    private static int lineEnd(byte[] bytes, int start, int end) {
        for (int i = start; i < end; i++) {
            if (bytes[i] == '\n') {
                return i;
            }
        }
        return end;
    }
}
