package io.auditrules.files;

import io.auditrules.diagnostic.IllegalValueException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** A file that a person lends us, as its first line says: another program reads it, and we may write it. */
public final class LentFile {
    private final Path path;
    private final String firstLine;

    private LentFile(Path path, String firstLine) {
        this.path = path;
        this.firstLine = firstLine;
    }

    /**
     * The file, if it is lent.
     *
     * @param firstLine that it must have, and keeps
     * @throws IllegalValueException if it is not there, cannot be read, or begins otherwise; it is left as it is
     */
    public static LentFile at(Path path, String firstLine) {
        LentFile file = new LentFile(path, firstLine);
        try {
            if (!file.isLent()) {
                throw new IllegalValueException(
                        "this file may not be written: it does not begin with the line \"" + firstLine + "\"",
                        "name a file that is of no use to anyone else, with that line first");
            }
        } catch (IOException e) {
            throw new IllegalValueException(
                    "this file cannot be read: " + e, "let it begin with the line \"" + firstLine + "\"");
        }
        return file;
    }

    private boolean isLent() throws IOException {
        String text = Files.readString(path, StandardCharsets.UTF_8);
        return text.lines().findFirst().orElse("").equals(firstLine);
    }

    /**
     * Replaces what stands below its first line. It stays the same file, so that a container has it into which it is mounted.
     *
     * @throws UncheckedIOException if it cannot be written, or is not lent any more
     */
    public void write(String text) {
        try {
            if (!isLent()) {
                throw new IOException("it does not begin with \"" + firstLine + "\" any more");
            }
            Files.writeString(path, firstLine + "\n" + text, StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write " + path + ": " + e.getMessage(), e);
        }
    }

    @Override
    public String toString() {
        return path.toString();
    }
}
