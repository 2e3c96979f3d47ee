package io.auditrules.logql;

import static org.assertj.core.api.Assertions.assertThat;

import io.auditrules.diagnostic.ProblemsException;
import io.auditrules.diagnostic.Source;
import org.junit.jupiter.api.Test;

/** What holds for every query, tried on random ones; a failure names the seed that brings it back. */
class LogQlLawsTest {
    private static final int QUERIES = 2_000;

    private interface Law {
        void hold(QueryGenerator random, Expr query);
    }

    private static void forRandomQueries(Law law) {
        for (long seed = 0; seed < QUERIES; seed++) {
            QueryGenerator random = new QueryGenerator(seed);
            Expr query = random.query();
            try {
                law.hold(random, query);
            } catch (AssertionError | RuntimeException e) {
                throw new AssertionError("seed " + seed + ": " + query, e);
            }
        }
    }

    private static Expr parse(String text) {
        return LogQl.parse(new Source("query", text));
    }

    @Test
    void aPrintedQueryParsesToItself() {
        forRandomQueries((random, query) -> assertThat(parse(query.toString())).isEqualTo(query));
    }

    @Test
    void printingIsStable() {
        forRandomQueries((random, query) -> {
            try {
                Expr other = parse(random.rewritten(query));
                assertThat(parse(other.toString())).hasToString(other.toString());
            } catch (ProblemsException refused) {
                // Blanks and commas are put where they may not stand, too.
            }
        });
    }

    @Test
    void aPrettyQueryParsesToItselfAndIsTidy() {
        forRandomQueries((random, query) -> {
            String pretty = query.pretty();
            assertThat(parse(pretty)).isEqualTo(query);
            assertThat(pretty).doesNotContain("\t").doesNotContainPattern("(?m) $");
            if (query.toString().codePointCount(0, query.toString().length()) <= 120) {
                assertThat(pretty).isEqualTo(query.toString());
            }
        });
    }

    @Test
    void aMistakenQueryYieldsProblemsAndNothingElse() {
        forRandomQueries((random, query) -> {
            String text = random.mutated(random.chance(50) ? query.toString() : random.rewritten(query));
            try {
                Expr parsed = parse(text);
                assertThat(parse(parsed.toString())).isEqualTo(parsed);
            } catch (ProblemsException e) {
                assertThat(e.problems()).isNotEmpty();
            }
        });
    }

    @Test
    void partsParseToThemselves() {
        forRandomQueries((random, query) -> {
            LogSelector logs = random.logSelector();
            assertThat(LogQl.parseSelector(new Source("s", logs.selector().toString())))
                    .isEqualTo(logs.selector());
            if (!logs.pipeline().isEmpty()) {
                assertThat(LogQl.parsePipeline(new Source("p", logs.pipeline().toString())))
                        .isEqualTo(logs.pipeline());
            }
        });
    }
}
