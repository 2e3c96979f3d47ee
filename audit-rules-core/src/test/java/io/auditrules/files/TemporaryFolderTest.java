package io.auditrules.files;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class TemporaryFolderTest {
    @Test
    void isGoneWithAllThatIsInItWhenItIsClosed() throws IOException {
        Path path;
        try (TemporaryFolder folder = TemporaryFolder.create("audit-rules-test")) {
            path = folder.path();
            Path file = folder.write("rules/tenant/rules.yaml", "groups: []\n");
            folder.write("rules/tenant/rules.yaml", "groups: [x]\n");

            assertThat(Files.readString(file)).isEqualTo("groups: [x]\n");
            assertThat(file).isEqualTo(path.resolve("rules/tenant/rules.yaml"));
        }

        assertThat(path).doesNotExist();
    }
}
