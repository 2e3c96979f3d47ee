package io.auditrules.maven;

import io.auditrules.files.OutputFile;
import java.io.File;
import java.nio.charset.StandardCharsets;
import org.apache.maven.plugin.logging.Log;
import org.jspecify.annotations.Nullable;

/** Where a goal's answer goes. */
final class TextOutput {
    private TextOutput() {}

    /**
     * Writes to a file, or to the standard output where none is given: in UTF-8 whatever the system's own encoding, for the
     * answer may go to another program.
     *
     * @throws java.io.UncheckedIOException if the file cannot be written
     */
    static void write(String text, @Nullable File file, Log log) {
        if (file == null) {
            byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
            System.out.write(bytes, 0, bytes.length);
            System.out.flush();
        } else {
            OutputFile.write(file.toPath(), text);
            log.info("Wrote " + file);
        }
    }
}
