package io.auditrules.golden;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class GoldenCaseTest {
    @TempDir
    private Path temporary;

    @BeforeEach
    void expectTwoFiles() throws IOException {
        Files.createDirectories(temporary.resolve("case/expected/b"));
        Files.writeString(temporary.resolve("case/expected/a.yaml"), "one\r\ntwo\r\n");
        Files.writeString(temporary.resolve("case/expected/b/c.yaml"), "c\n");
    }

    @Test
    void acceptsWhatIsExpectedAndShowsADiffOfWhatIsNot() throws IOException {
        GoldenCase golden = new GoldenCase(temporary.resolve("case"), temporary.resolve("produced"), false);

        golden.assertProduces(Map.of("a.yaml", "one\ntwo\n", "b/c.yaml", "c\n"));
        assertThatThrownBy(() -> golden.assertProduces(Map.of("a.yaml", "one\n2\n", "d.yaml", "d\n")))
                .isInstanceOf(AssertionError.class)
                .hasMessage("""
                        %1$s/case, approve with -Dgolden.update=true
                        differs:
                          expected %2$s/case/expected/a.yaml
                          produced %2$s/produced/a.yaml
                        --- expected/a.yaml
                        +++ produced/a.yaml
                        @@ -1,2 +1,2 @@
                         one
                        -two
                        +2

                        not produced:
                          expected %2$s/case/expected/b/c.yaml
                          produced %2$s/produced/b/c.yaml
                        --- expected/b/c.yaml
                        +++ produced/b/c.yaml
                        @@ -1,1 +0,0 @@
                        -c

                        not expected:
                          expected %2$s/case/expected/d.yaml
                          produced %2$s/produced/d.yaml
                        --- expected/d.yaml
                        +++ produced/d.yaml
                        @@ -0,0 +1,1 @@
                        +d
                        """, temporary.getFileName(), temporary);
        assertThat(Files.readString(temporary.resolve("produced/a.yaml"))).isEqualTo("one\n2\n");
    }

    @Test
    void rewritesWhatIsExpectedWhenAsked() {
        GoldenCase golden = new GoldenCase(temporary.resolve("case"), temporary.resolve("produced"), true);

        golden.assertProduces(Map.of("a.yaml", "new\n", "d/e.yaml", "e\n"));

        new GoldenCase(golden.folder(), golden.produced(), false)
                .assertProduces(Map.of("a.yaml", "new\n", "d/e.yaml", "e\n"));
        assertThat(temporary.resolve("case/expected/b/c.yaml")).doesNotExist();
        assertThat(temporary.resolve("produced")).doesNotExist();
    }

    static List<GoldenCase> cases() {
        return GoldenCase.all("golden");
    }

    @ParameterizedTest
    @MethodSource("cases")
    void listsTheFoldersOfAnArea(GoldenCase golden) {
        golden.assertProduces(Map.of("copy.txt", golden.read("input.txt")));
    }
}
