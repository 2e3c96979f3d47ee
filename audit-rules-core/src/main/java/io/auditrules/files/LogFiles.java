package io.auditrules.files;

import io.auditrules.event.Batch;
import io.auditrules.event.Labels;
import io.auditrules.event.LineReader;
import io.auditrules.event.Log;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import java.util.zip.GZIPInputStream;

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
    public void forEach(Consumer<Batch> reader) {
        for (Path file : files) {
            try (InputStream in = open(file)) {
                LineReader.read(in, file.toString(), labels, reader);
            } catch (IOException e) {
                throw new UncheckedIOException("cannot read " + file + ": " + e.getMessage(), e);
            }
        }
    }

    /** What a file is, its first two bytes tell and not its name. */
    private static InputStream open(Path file) throws IOException {
        InputStream in = Files.newInputStream(file);
        try {
            BufferedInputStream start = new BufferedInputStream(in, 8);
            start.mark(2);
            boolean isGzip = start.read() == 0x1f && start.read() == 0x8b;
            start.reset();
            return isGzip ? new GZIPInputStream(start, 1 << 16) : start;
        } catch (IOException e) {
            in.close();
            throw e;
        }
    }
}
