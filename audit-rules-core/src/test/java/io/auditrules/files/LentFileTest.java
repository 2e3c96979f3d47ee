package io.auditrules.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.auditrules.diagnostic.IllegalValueException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LentFileTest {
    private static final String LINE = "# yours to write";

    @TempDir
    Path folder;

    private Path file(String text) throws IOException {
        return Files.writeString(folder.resolve("file.yaml"), text);
    }

    @Test
    void isReplacedBelowItsFirstLine() throws IOException {
        Path path = file(LINE + "\nold: text\n");
        Object before = Files.readAttributes(path, "unix:ino").get("ino");

        LentFile.at(path, LINE).write("new: text\n");

        assertThat(path).content().isEqualTo(LINE + "\nnew: text\n");
        assertThat(Files.readAttributes(path, "unix:ino").get("ino"))
                .as("it is the same file")
                .isEqualTo(before);
    }

    @Test
    void aFileOfSomebodyElseIsLeftAsItIs() throws IOException {
        Path path = file("route: {}\n");

        assertThatThrownBy(() -> LentFile.at(path, LINE))
                .isInstanceOf(IllegalValueException.class)
                .hasMessageContaining("it does not begin with the line \"" + LINE + "\"");
        assertThat(path).content().isEqualTo("route: {}\n");
    }

    @Test
    void aFileThatIsTakenBackIsNotWritten() throws IOException {
        Path path = file(LINE + "\n");
        LentFile lent = LentFile.at(path, LINE);
        file("mine: again\n");

        assertThatThrownBy(() -> lent.write("text\n")).isInstanceOf(UncheckedIOException.class);
        assertThat(path).content().isEqualTo("mine: again\n");
    }

    @Test
    void aFileThatIsNotThereIsNotMade() {
        Path path = folder.resolve("none.yaml");

        assertThatThrownBy(() -> LentFile.at(path, LINE)).hasMessageContaining("cannot be read");
        assertThat(path).doesNotExist();
    }
}
