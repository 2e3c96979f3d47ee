package io.auditrules.files;

import io.auditrules.diagnostic.Place;
import io.auditrules.diagnostic.Problems;
import io.auditrules.diagnostic.Source;
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
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;

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

    /** Files that messages name relative to the working directory. */
    public LogFiles(List<Path> files, Labels labels) {
        this(files, Path.of(""), labels);
    }

    /** Whether all of them can be read. */
    public boolean areReadable() {
        return files.stream().allMatch(file -> Files.isReadable(file) && !Files.isDirectory(file));
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
                return LineBatches.of(FileChannel.open(file), name(file), labels);
            }
            InputStream in = new BufferedInputStream(Files.newInputStream(file), 1 << 16);
            return LineBatches.of(
                    Files.isRegularFile(file) ? new GZIPInputStream(in, 1 << 16) : in, name(file), labels);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + name(file) + ": " + e.getMessage(), e);
        }
    }

    private static boolean isGzip(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            return in.read() == 0x1f && in.read() == 0x8b;
        }
    }
}
