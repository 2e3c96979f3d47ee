package io.auditrules.logql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.auditrules.diagnostic.ProblemsException;
import io.auditrules.diagnostic.Source;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LogQlTest {

    private static Expr parse(String text) {
        return LogQl.parse(new Source("query", text));
    }

    private static Metric metric(String text) {
        return LogQl.parseMetric(new Source("query", text));
    }

    @Test
    void readsTheExpressionsOfTheArticleAsTheyAreWritten() {
        for (String filter : List.of("/exec?", "-debug/attach")) {
            String text = "sum by (objectRef_namespace, objectRef_name, user_username)"
                    + " (count_over_time({log_type=\"audit\"} |~ \"" + filter + "\" | json [2h])) > 0";

            assertThat(metric(text)).hasToString(text);
            assertThat(metric(text))
                    .isEqualTo(Selector.of(Matcher.equal("log_type", "audit"))
                            .pipe(LineFilter.matches(filter), Json.all())
                            .over("2h")
                            .countOverTime()
                            .sum(Grouping.by("objectRef_namespace", "objectRef_name", "user_username"))
                            .greaterThan(0));
        }
    }

    @Test
    void readsPartsForDefinitions() {
        assertThat(LogQl.parseSelector(new Source("s", "{log_type=\"audit\", app=~\"a|b\"}"))
                        .matchers())
                .containsExactly(Matcher.equal("log_type", "audit"), Matcher.matches("app", "a|b"));
        assertThat(LogQl.parsePipeline(new Source("p", "|~ \"/exec?\" | json")))
                .isEqualTo(Pipeline.of(LineFilter.matches("/exec?"), Json.all()));
    }

    @Test
    void keepsDurationsAndNumbersAsTheirAuthorWroteThem() {
        RangeAggregation rate = (RangeAggregation) parse("rate({a=\"b\"}[120m])");

        assertThat(rate.range().range().text()).isEqualTo("120m");
        assertThat(rate.range().range().value()).isEqualTo(Duration.ofHours(2));
        assertThat(parse("1e3")).isEqualTo(new Literal("1e3", 1000));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a=\"1\" or b=\"2\" and c=\"3\" → a=\"1\" or b=\"2\" and c=\"3\"",
                "a=\"1\" and b=\"2\" or c=\"3\" → a=\"1\" and b=\"2\" or c=\"3\"",
                "a=\"1\", b=\"2\" or c=\"3\" → a=\"1\" and (b=\"2\" or c=\"3\")",
                "a=\"1\" b=\"2\" or c=\"3\" → a=\"1\" and (b=\"2\" or c=\"3\")",
                "a=\"1\" or b=\"2\", c=\"3\" or d=\"4\" → a=\"1\" or b=\"2\" and (c=\"3\" or d=\"4\")",
                "a=\"1\" and b=\"2\" c=\"3\" or d=\"4\" → a=\"1\" and b=\"2\" and (c=\"3\" or d=\"4\")",
            })
    void joinsLabelFiltersAsLokiDoes(String example) {
        String[] sides = example.split(" → ", 2);

        assertThat(parse("{x=\"y\"} | " + sides[0])).hasToString("{x=\"y\"} | " + sides[1]);
    }

    @Test
    void readsTheRangeBeforeAndAfterTheStages() {
        Expr after = parse("sum_over_time({a=\"b\"} | json | unwrap x | y=\"z\" [5m] offset 1h)");

        assertThat(parse("sum_over_time({a=\"b\"}[5m] offset 1h | json | unwrap x | y=\"z\")"))
                .isEqualTo(after);
        assertThat(parse("sum_over_time(({a=\"b\"} | json | unwrap x | y=\"z\")[5m] offset 1h)"))
                .isEqualTo(after);
    }

    @Test
    void readsWordsInAnyCaseAndFunctionsAsNames() {
        assertThat(parse("SUM BY (rate, Sum) (Rate({sum=\"b\"}[5m]))"))
                .hasToString("sum by (rate, Sum) (rate({sum=\"b\"}[5m]))");
    }

    @Test
    void saysWhichAlternativesOfALineFilterLokiLooksFor() {
        LogSelector query = (LogSelector) parse("{a=\"b\"} |= \"x\" or \"y\" or ip(\"::1\") or \"z\"");
        LineFilter filter = (LineFilter) query.pipeline().stages().get(0);

        assertThat(filter.alternatives()).hasSize(4);
        assertThat(filter.effective()).extracting(LineFilter.Alternative::text).containsExactly("x", "z");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "(",
                "sum(",
                "{a=\"b\"} | (",
                "((1+",
                "1+",
                "-",
                "{",
                "\"",
                "'",
                "[",
                "/*",
                "{a=\"b\"} | x=1,",
                "`"
            })
    @Timeout(20)
    void endsQuicklyWhateverItReads(String part) {
        for (int length : new int[] {130_000, 10_000_000}) {
            assertThatThrownBy(() -> parse(part.repeat(length / part.length()))).isInstanceOf(ProblemsException.class);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"(", "a{", "[[:x", "((a{10}){10}){10}", "[a-z]{1000}", "(?P<", "\\\\Q", "a?"})
    @Timeout(20)
    void endsQuicklyWhateverRegexItReads(String part) {
        String text = "{a=\"b\"} |~ \"" + part.repeat(130_000 / part.length()) + "\"";
        try {
            assertThat(parse(text)).isNotNull();
        } catch (ProblemsException e) {
            assertThat(e.problems()).isNotEmpty();
        }
    }

    @Test
    void nestsAsDeepAsItSays() {
        String nested = "(".repeat(199) + "vector(1)" + ")".repeat(199);
        Metric chain = metric("vector(1)" + " + vector(1)".repeat(200));

        assertThat(parse(nested)).hasToString("vector(1)");
        assertThat(metric(chain.toString())).isEqualTo(chain);
        assertThat(chain.hashCode()).isEqualTo(metric(chain.toString()).hashCode());
        assertThat(chain.pretty()).contains("\n+ vector(1)");
    }

    @Test
    void takesThousandsOfLabelFiltersAndAlternatives() {
        String filters = "{a=\"b\"} | x=\"1\"" + " and x=\"1\"".repeat(5_000);
        String alternatives = "{a=\"b\"} |= \"x\"" + " or \"x\"".repeat(5_000);

        assertThat(parse(filters)).hasToString(filters);
        assertThat(parse(alternatives)).hasToString(alternatives);
    }
}
