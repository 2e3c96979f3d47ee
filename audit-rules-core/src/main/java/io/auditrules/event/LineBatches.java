package io.auditrules.event;

import io.auditrules.diagnostic.IllegalValueException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A text of any size in batches of whole lines. Empty lines are left out, as the collectors leave them out. A text whose first
 * line is what {@code logcli --output=jsonl} writes is read as such: its lines have times and labels of their own.
 */
public abstract class LineBatches implements Batches {
    /** Small enough to be an ordinary object to a collector of garbage with regions of a megabyte. */
    private static final int BATCH_BYTES = 384 << 10;

    /** Longer lines are refused; Loki itself refuses lines above 256 KiB, unless it is told otherwise. */
    static final int LONGEST_LINE = 16 << 20;

    private final String name;
    private final Labels labels;
    private boolean isFirst = true;
    private boolean isExport;

    private LineBatches(String name, Labels labels) {
        this.name = name;
        this.labels = labels;
    }

    /**
     * The lines of a file, which is read where a batch is looked at.
     *
     * @param name what the file is called in errors
     * @param labels of the stream that the lines belong to
     */
    public static LineBatches of(FileChannel file, String name, Labels labels) {
        return new OfFile(file, name, labels);
    }

    /** The lines of what can only be read from its beginning to its end. */
    public static LineBatches of(InputStream in, String name, Labels labels) {
        return new OfStream(in, name, labels);
    }

    Batch batch(Supplier<String> text) {
        if (isFirst) {
            String first = firstLine(text.get());
            isFirst = first.isEmpty();
            isExport = ExportedLine.isExport(first);
        }
        // what a batch knows of its times is its own
        return isExport ? ExportedLine.batch(text.get(), labels) : Batch.ofLines(text, new RawLines(labels));
    }

    /** The first line that is not empty; empty if there is none. */
    private static String firstLine(String text) {
        int start = 0;
        while (start < text.length() && (text.charAt(start) == '\n' || text.charAt(start) == '\r')) {
            start++;
        }
        int end = text.indexOf('\n', start);
        return text.substring(start, end < 0 ? text.length() : end);
    }

    IllegalValueException tooLong() {
        return new IllegalValueException(
                name + " has a line of more than " + (LONGEST_LINE >> 20) + " MiB",
                "Loki refuses such lines too; cut it out of the file");
    }

    UncheckedIOException cannotRead(IOException cause) {
        return new UncheckedIOException("cannot read " + name + ": " + cause.getMessage(), cause);
    }

    /** Batches of a file, of which only the bounds are looked for here. */
    private static final class OfFile extends LineBatches {
        private final FileChannel file;
        private final ByteBuffer ahead = ByteBuffer.allocate(4 << 10);
        /** Buffers that were read into; one is enough for each thread. */
        private final Queue<ByteBuffer> idle = new ConcurrentLinkedQueue<>();

        private long at;

        OfFile(FileChannel file, String name, Labels labels) {
            super(name, labels);
            this.file = file;
        }

        @Override
        public @Nullable Batch next() {
            try {
                if (at >= file.size()) {
                    return null;
                }
                long from = at;
                at = lineEnd(Math.min(file.size(), from + BATCH_BYTES));
                int length = (int) (at - from);
                return batch(() -> text(from, length));
            } catch (IOException e) {
                throw cannotRead(e);
            }
        }

        /** Behind the line that an offset is in. */
        private long lineEnd(long offset) throws IOException {
            long position = offset - 1;
            while (position < file.size()) {
                if (position - offset > LONGEST_LINE) {
                    throw tooLong();
                }
                ahead.clear();
                int count = file.read(ahead, position);
                for (int i = 0; i < count; i++) {
                    if (ahead.get(i) == '\n') {
                        return position + i + 1;
                    }
                }
                position += Math.max(1, count);
            }
            return file.size();
        }

        private String text(long from, int length) {
            ByteBuffer used = idle.poll();
            ByteBuffer bytes = used == null || used.capacity() < length ? ByteBuffer.allocate(length) : used;
            bytes.clear().limit(length);
            try {
                while (bytes.hasRemaining() && file.read(bytes, from + bytes.position()) >= 0) {
                    // a read may end early
                }
            } catch (IOException e) {
                throw cannotRead(e);
            }
            String text = new String(bytes.array(), 0, bytes.position(), StandardCharsets.ISO_8859_1);
            idle.add(bytes);
            return text;
        }

        @Override
        public void close() {
            try {
                file.close();
            } catch (IOException e) {
                throw cannotRead(e);
            }
        }
    }

    /** Batches of a stream of bytes. */
    private static final class OfStream extends LineBatches {
        private final InputStream in;
        private byte[] buffer = new byte[BATCH_BYTES];
        private int filled;

        OfStream(InputStream in, String name, Labels labels) {
            super(name, labels);
            this.in = in;
        }

        @Override
        public @Nullable Batch next() {
            try {
                int end = 0;
                int count = 1;
                while (end == 0 && count > 0) {
                    grow();
                    count = in.readNBytes(buffer, filled, buffer.length - filled);
                    filled += count;
                    end = lastLineEnd();
                }
                return take(end == 0 ? filled : end);
            } catch (IOException e) {
                throw cannotRead(e);
            }
        }

        private void grow() {
            if (filled == buffer.length) {
                if (filled > LONGEST_LINE) {
                    throw tooLong();
                }
                buffer = Arrays.copyOf(buffer, 2 * buffer.length);
            }
        }

        private int lastLineEnd() {
            int end = filled;
            while (end > 0 && buffer[end - 1] != '\n') {
                end--;
            }
            return end;
        }

        private @Nullable Batch take(int end) {
            if (end == 0) {
                return null;
            }
            String text = new String(buffer, 0, end, StandardCharsets.ISO_8859_1);
            System.arraycopy(buffer, end, buffer, 0, filled - end);
            filled -= end;
            return batch(() -> text);
        }

        @Override
        public void close() {
            try {
                in.close();
            } catch (IOException e) {
                throw cannotRead(e);
            }
        }
    }
}
