package io.auditrules.files;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class UnifiedDiffTest {

    @Test
    void showsNothingForEqualTexts() {
        assertThat(UnifiedDiff.of("a", "x\n", "b", "x\n", 50)).isEmpty();
    }

    @Test
    void showsALineInItsContext() {
        assertThat(UnifiedDiff.of("a/x", "1\n2\n3\n4\n5\n6\n7\n8\n9\n", "b/x", "1\n2\n3\n4\nfive\n6\n7\n8\n9\n", 50))
                .isEqualTo("""
                        --- a/x
                        +++ b/x
                        @@ -2,7 +2,7 @@
                         2
                         3
                         4
                        -5
                        +five
                         6
                         7
                         8
                        """);
    }

    @Test
    void showsAMissingLineEndAtTheEnd() {
        assertThat(UnifiedDiff.of("a", "x", "b", "x\n", 50)).isEqualTo("""
                        --- a
                        +++ b
                        @@ -1,1 +1,1 @@
                        -x
                        \\ No newline at end of file
                        +x
                        """);
    }

    @Test
    void showsAWholeNewFile() {
        assertThat(UnifiedDiff.of("/dev/null", "", "b", "x\ny\n", 50)).isEqualTo("""
                        --- /dev/null
                        +++ b
                        @@ -0,0 +1,2 @@
                        +x
                        +y
                        """);
    }

    @Test
    void saysHowManyLinesMoreThereAre() {
        assertThat(UnifiedDiff.of("a", "", "b", numbers(0, 100), 5)).isEqualTo("""
                        --- a
                        +++ b
                        @@ -0,0 +1,100 @@
                        +0
                        +1
                        … and 98 lines more
                        """);
    }

    @Test
    void comparesLargeTextsThatHaveNothingInCommon() {
        assertThat(UnifiedDiff.of("a", numbers(0, 100_000), "b", numbers(200_000, 300_000), 5))
                .endsWith("… and more: 100000 lines differ\n");
    }

    @Test
    void comparesLargeTextsThatDifferInOneLine() {
        assertThat(UnifiedDiff.of(
                        "a",
                        numbers(0, 100_000) + "x\n" + numbers(0, 99),
                        "b",
                        numbers(0, 100_000) + "y\n" + numbers(0, 99),
                        50))
                .isEqualTo("""
                        --- a
                        +++ b
                        @@ -99998,7 +99998,7 @@
                         99997
                         99998
                         99999
                        -x
                        +y
                         0
                         1
                         2
                        """);
    }

    private static String numbers(int from, int to) {
        return IntStream.range(from, to).mapToObj(i -> i + "\n").collect(Collectors.joining());
    }
}
