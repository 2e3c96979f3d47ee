package io.auditrules.diagnostic;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class ProblemTest {
    private final Source source = new Source("rules/a.yaml", "when:\n\tvrb: create\n");

    @Test
    void showsPlaceLineCaretAndAdvice() {
        Problem problem = new Problem(
                source.place(2, 2, 3), "unknown key \"vrb\"", Suggestion.of("vrb", List.of("resource", "verb")));

        assertThat(problem).hasToString("""
                rules/a.yaml:2:2: unknown key "vrb"
                  2 | \tvrb: create
                    | \t^^^
                  did you mean "verb"? legal here: resource, verb""");
    }

    @Test
    void showsNoLineForTheSourceAsAWhole() {
        assertThat(new Problem(source.place(), "the file is empty", "delete it"))
                .hasToString("rules/a.yaml: the file is empty\n  delete it");
    }

    @Test
    void showsThePartOfALongLineAroundTheCaret() {
        Source wide = new Source("a", "x".repeat(500) + "HERE" + "y".repeat(500));

        assertThat(wide.place(1, 501, 4).excerpt().lines().toList().get(0))
                .hasSizeLessThan(130)
                .contains("xHEREy");
    }

    @Test
    void listsProblemsInReadingOrder() {
        Problems problems = new Problems();
        problems.add(source.place(2, 2, 1), "second", "");
        problems.add(source.place(), "first", "");

        assertThat(problems.list()).extracting(Problem::message).containsExactly("first", "second");
    }

    @Test
    void placesAnOffsetInItsLine() {
        assertThat(source.placeAt(7, 10)).isEqualTo(source.place(2, 2, 3));
    }
}
