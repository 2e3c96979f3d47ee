package io.auditrules.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OutputFileTest {
    @TempDir
    private Path folder;

    @Test
    void replacesWhatIsThereAndLeavesNothingElse() throws IOException {
        Path file = Files.writeString(folder.resolve("a.json"), "a longer text than the new one");

        OutputFile.write(file, "é\n");

        assertThat(file).hasContent("é\n");
        assertThat(folder.toFile().list()).containsExactly("a.json");
    }

    @Test
    void createsDirectories() {
        OutputFile.write(folder.resolve("a/b/c.json"), "x");

        assertThat(folder.resolve("a/b/c.json")).hasContent("x");
    }

    @Test
    void aLinkStaysALink() throws IOException {
        Path file = Files.writeString(folder.resolve("a.json"), "old");
        Path link = Files.createSymbolicLink(folder.resolve("link.json"), file);

        OutputFile.write(link, "new");

        assertThat(link).isSymbolicLink();
        assertThat(file).hasContent("new");
    }

    @Test
    void refusesADirectory() {
        assertThatThrownBy(() -> OutputFile.write(folder, "x"))
                .isInstanceOf(UncheckedIOException.class)
                .hasMessageContaining("it is a directory");
    }
}
