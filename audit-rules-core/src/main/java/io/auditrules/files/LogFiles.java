package io.auditrules.files;

import io.auditrules.diagnostic.Place;
import io.auditrules.diagnostic.Problems;
import io.auditrules.diagnostic.Source;
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
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.zip.GZIPInputStream;

/** Log files, one after the other: raw lines or what {@code logcli --output=jsonl} wrote, compressed by gzip or not. */
public final class LogFiles implements Log {
    private final List<Path> files;
    private final Path base;
    private final Labels labels;

    /**
     * Files as a log.
     *
     * @param base what paths in messages are relative to: the project
     * @param labels of the stream that raw lines belong to
     */
    public LogFiles(List<Path> files, Path base, Labels labels) {
        this.files = List.copyOf(files);
        this.base = base;
        this.labels = labels;
    }

    /** Tells which of the files are missing or cannot be read. */
    public void check(Problems problems) {
        for (Path file : files) {
            Place place = new Source(name(file), "").place();
            if (Files.isDirectory(file)) {
                problems.add(place, "this is a directory", "name the files in it");
            } else if (Files.notExists(file)) {
                problems.add(place, "this file does not exist", "correct the path");
            } else if (!Files.isReadable(file)) {
                problems.add(place, "this file cannot be read", "");
            }
        }
    }

    /** Each file as a log of its own, by the name that messages have for it. */
    public Map<String, Log> each() {
        Map<String, Log> logs = new LinkedHashMap<>();
        files.forEach(file -> logs.put(name(file), new LogFiles(List.of(file), base, labels)));
        return logs;
    }

    private String name(Path file) {
        return SourceFiles.shownPath(file, base);
    }

    @Override
    public void forEach(Consumer<Batch> reader) {
        for (Path file : files) {
            try (InputStream in = open(file)) {
                LineReader.read(in, name(file), labels, reader);
            } catch (IOException e) {
                throw new UncheckedIOException("cannot read " + name(file) + ": " + e.getMessage(), e);
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
