package io.auditrules.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.auditrules.diagnostic.Problem;
import io.auditrules.diagnostic.Problems;
import io.auditrules.event.Batch;
import io.auditrules.event.Batches;
import io.auditrules.event.Labels;
import io.auditrules.event.Log;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LogFilesTest {
    @TempDir
    private Path folder;

    @Test
    void readsFilesInTheOrderInWhichTheyAreNamed() throws IOException {
        Path second = Files.writeString(folder.resolve("a.log"), "2\n3");
        Path first = Files.writeString(folder.resolve("b.log"), "1");

        assertThat(lines(logs(first, second))).containsExactly("1", "2", "3");
    }

    @Test
    void whatAFileIsItsContentTells() throws IOException {
        Path packed = Files.write(folder.resolve("packed.log"), gzip("1\n"));
        Path plain = Files.writeString(folder.resolve("plain.gz"), "2\n");

        assertThat(lines(logs(packed, plain))).containsExactly("1", "2");
    }

    @Test
    void filesPackedOneByOneAndPutTogetherAreReadToTheEnd() throws IOException {
        ByteArrayOutputStream both = new ByteArrayOutputStream();
        both.writeBytes(gzip("1\n"));
        both.writeBytes(gzip("2\n"));

        assertThat(lines(logs(Files.write(folder.resolve("both.gz"), both.toByteArray()))))
                .containsExactly("1", "2");
    }

    @Test
    void aPackedFileThatBreaksOffIsNamed() throws IOException {
        byte[] whole = gzip("a line\n".repeat(100));
        Path torn = Files.write(folder.resolve("torn.gz"), Arrays.copyOf(whole, whole.length - 10));

        assertThatThrownBy(() -> lines(logs(torn)))
                .isInstanceOf(UncheckedIOException.class)
                .hasMessageStartingWith("cannot read torn.gz: ");
    }

    @Test
    void tellsAllFilesThatCannotBeRead() throws IOException {
        Problems problems = new Problems();
        Path fine = Files.writeString(folder.resolve("fine.log"), "");

        logs(fine, folder, folder.resolve("none.log")).check(problems);

        assertThat(problems.list())
                .extracting(Problem::toString)
                .containsExactly(
                        ".: this is a directory\n  name the files in it",
                        "none.log: this file does not exist\n  correct the path");
    }

    private LogFiles logs(Path... files) {
        return new LogFiles(List.of(files), folder, Labels.EMPTY);
    }

    private static List<String> lines(Log log) {
        List<String> lines = new ArrayList<>();
        try (Batches batches = log.open()) {
            for (Batch batch = batches.next(); batch != null; batch = batches.next()) {
                for (int i = 0; i < batch.size(); i++) {
                    lines.add(batch.text().substring(batch.start(i), batch.end(i)));
                }
            }
        }
        return lines;
    }

    private static byte[] gzip(String text) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (OutputStream out = new GZIPOutputStream(bytes)) {
            out.write(text.getBytes(StandardCharsets.UTF_8));
        }
        return bytes.toByteArray();
    }
}
