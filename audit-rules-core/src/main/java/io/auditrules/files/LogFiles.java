package io.auditrules.files;

import io.auditrules.event.Batch;
import io.auditrules.event.Batches;
import io.auditrules.event.Labels;
import io.auditrules.event.LineBatches;
import io.auditrules.event.Log;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;

/** Log files, one after the other: raw lines or what {@code logcli --output=jsonl} wrote, compressed by gzip or not. */
public final class LogFiles implements Log {
    private final List<Path> files;
    private final Labels labels;

    /**
     * Files as a log.
     *
     * @param labels of the stream that raw lines belong to
     */
    public LogFiles(List<Path> files, Labels labels) {
        this.files = List.copyOf(files);
        this.labels = labels;
    }

    @Override
    public Batches open() {
        Iterator<Path> rest = files.iterator();
        List<Batches> opened = new ArrayList<>();
        return new Batches() {
            @Override
            public @Nullable Batch next() {
                Batch batch =
                        opened.isEmpty() ? null : opened.get(opened.size() - 1).next();
                while (batch == null && rest.hasNext()) {
                    Batches file = open(rest.next());
                    opened.add(file);
                    batch = file.next();
                }
                return batch;
            }

            @Override
            public void close() {
                opened.forEach(Batches::close);
            }
        };
    }

    /** A file that is compressed is told by its first two bytes and not by its name; a pipe has no place to go back to. */
    private Batches open(Path file) {
        try {
            if (Files.isRegularFile(file) && !isGzip(file)) {
                return LineBatches.of(FileChannel.open(file), file.toString(), labels);
            }
            InputStream in = new BufferedInputStream(Files.newInputStream(file), 1 << 16);
            return LineBatches.of(
                    Files.isRegularFile(file) ? new GZIPInputStream(in, 1 << 16) : in, file.toString(), labels);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + file + ": " + e.getMessage(), e);
        }
    }

    private static boolean isGzip(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            return in.read() == 0x1f && in.read() == 0x8b;
        }
    }
}
