package io.auditrules.files;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;

/** A folder of our own for as long as we need it. */
public final class TemporaryFolder implements AutoCloseable {
    private final Path path;

    private TemporaryFolder(Path path) {
        this.path = path;
    }

    /**
     * A new and empty one, where the machine keeps such folders.
     *
     * @throws UncheckedIOException if it cannot be made
     */
    public static TemporaryFolder create(String prefix) {
        try {
            return new TemporaryFolder(Files.createTempDirectory(prefix));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot make a temporary folder: " + e.getMessage(), e);
        }
    }

    public Path path() {
        return path;
    }

    /**
     * Writes a file into it; who reads the file, or lists its folder, meanwhile sees nothing or the whole text.
     *
     * @param name from the folder on; missing folders are created
     * @throws UncheckedIOException if it cannot be written
     */
    public Path write(String name, String text) {
        Path file = path.resolve(name);
        Path unfinished = path.resolve("unfinished-" + UUID.randomUUID());
        try {
            Files.createDirectories(path.relativize(file).getNameCount() > 1 ? file.resolveSibling(".") : path);
            Files.writeString(unfinished, text, StandardCharsets.UTF_8);
            return Files.move(unfinished, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write " + file + ": " + e.getMessage(), e);
        }
    }

    /** Deletes it with all that is in it; what another program still holds is left to the machine. */
    @Override
    public void close() {
        try (Stream<Path> all = Files.walk(path)) {
            List<Path> deepestFirst = all.sorted(Comparator.reverseOrder()).toList();
            for (Path each : deepestFirst) {
                Files.deleteIfExists(each);
            }
        } catch (IOException | UncheckedIOException e) {
            // It lies where the machine cleans up.
        }
    }
}
