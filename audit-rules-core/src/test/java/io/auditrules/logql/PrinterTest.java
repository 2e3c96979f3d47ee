package io.auditrules.logql;

import static io.auditrules.logql.Grouping.by;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.auditrules.diagnostic.IllegalValueException;
import io.auditrules.diagnostic.Source;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PrinterTest {
    private static final Selector AUDIT = Selector.of(Matcher.equal("log_type", "audit"));

    @Test
    void writesTheExpressionsOfTheArticle() {
        for (String filter : List.of("/exec?", "-debug/attach")) {
            assertThat(AUDIT.pipe(LineFilter.matches(filter), Json.all())
                            .over("2h")
                            .countOverTime()
                            .sum(by("objectRef_namespace", "objectRef_name", "user_username"))
                            .greaterThan(0))
                    .hasToString("sum by (objectRef_namespace, objectRef_name, user_username)"
                            + " (count_over_time({log_type=\"audit\"} |~ \"" + filter + "\" | json [2h])) > 0");
        }
    }

    @Test
    void writesWhatADetectionNeeds() {
        Metric alert = AUDIT.pipe(
                        LineFilter.contains("\"subresource\":\"exec\""),
                        Json.extract(Extraction.of("verb", "verb"), Extraction.of("sub", "objectRef.subresource")),
                        Matcher.equal("__error__", ""),
                        Matcher.equal("sub", "exec"),
                        LabelFilter.any(List.of(Matcher.equal("verb", "get"), Matcher.matches("verb", "crea.+"))))
                .over(Duration.ofMinutes(5))
                .rate()
                .count(by("verb"))
                .atLeast(0.5);

        assertThat(alert)
                .hasToString("count by (verb) (rate({log_type=\"audit\"} |= `\"subresource\":\"exec\"`"
                        + " | json verb=\"verb\", sub=\"objectRef.subresource\" | __error__=\"\""
                        + " | sub=\"exec\" | verb=\"get\" or verb=~\"crea.+\" [5m])) >= 0.5");
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '\'',
            delimiter = '→',
            value = {
                "plain → \"plain\"",
                "say \"hi\" → `say \"hi\"`",
                "a\\d → `a\\d`",
                "`a` → \"`a`\"",
                "`a\" → \"`a\\\"\"",
                "`\\d → \"`\\\\d\"",
                "ü→ \"ü\"",
            })
    void quotesTheReadableWay(String text, String quoted) {
        assertThat(Text.quote(text)).isEqualTo(quoted);
    }

    @Test
    void escapesWhatCannotBeSeen() {
        assertThat(Text.quote("a\nb\t\r\u0000\u202e\"")).isEqualTo("\"a\\nb\\t\\r\\u0000\\u202e\\\"\"");
    }

    @Test
    void parenthesizesOnlyWhereNeeded() {
        Metric one = Vector.of(1);
        BinaryOperation sum = one.combine(BinaryOperation.Operator.ADD, one);

        assertThat(sum.combine(BinaryOperation.Operator.MUL, sum))
                .hasToString("(vector(1) + vector(1)) * (vector(1) + vector(1))");
        assertThat(sum.combine(BinaryOperation.Operator.SUB, sum))
                .hasToString("vector(1) + vector(1) - (vector(1) + vector(1))");
        BinaryOperation power = one.combine(BinaryOperation.Operator.POW, one);
        assertThat(power.combine(BinaryOperation.Operator.POW, power))
                .hasToString("(vector(1) ^ vector(1)) ^ vector(1) ^ vector(1)");
    }

    @Test
    void parenthesizesOrInsideAnd() {
        LabelFilter either = Or.of(Matcher.equal("a", "1"), Matcher.equal("a", "2"));

        assertThat(And.of(either, Matcher.equal("b", "3"))).hasToString("(a=\"1\" or a=\"2\") and b=\"3\"");
        assertThat(Or.of(either, And.of(Matcher.equal("b", "3"), Matcher.equal("c", "4"))))
                .hasToString("a=\"1\" or a=\"2\" or b=\"3\" and c=\"4\"");
    }

    @Test
    void breaksALongQueryOverLines() {
        Metric alert = AUDIT.pipe(
                        LineFilter.matches("\"subresource\":\"(exec|attach|portforward)\""),
                        Json.extract(
                                Extraction.of("who", "user.username"),
                                Extraction.of("verb", "verb"),
                                Extraction.of("res", "objectRef.resource"),
                                Extraction.of("sub", "objectRef.subresource"),
                                Extraction.of("obj_ns", "objectRef.namespace"),
                                Extraction.of("pod", "objectRef.name"),
                                Extraction.of("stage", "stage")),
                        Matcher.equal("__error__", ""),
                        Matcher.equal("res", "pods"),
                        Matcher.matches("sub", "exec|attach|portforward"),
                        Matcher.matches("verb", "create|get"),
                        Matcher.equal("stage", "ResponseStarted"))
                .over("5m")
                .countOverTime()
                .sum(by("who", "verb", "obj_ns", "pod", "sub", "code"))
                .greaterThan(0);

        assertThat(alert.pretty()).isEqualTo("""
                sum by (who, verb, obj_ns, pod, sub, code) (
                  count_over_time(
                    {log_type="audit"} |~ `"subresource":"(exec|attach|portforward)"`
                      | json who="user.username", verb="verb", res="objectRef.resource", sub="objectRef.subresource",
                             obj_ns="objectRef.namespace", pod="objectRef.name", stage="stage"
                      | __error__=""
                      | res="pods" | sub=~"exec|attach|portforward" | verb=~"create|get" | stage="ResponseStarted" [5m]
                  )
                ) > 0""");
    }

    @Test
    void writesBytesThatAreNotUtf8AsEscapes() {
        Expr query = LogQl.parse(new Source("query", "{a=\"\\xff\", b=\"\\303\\xa9\"} |= \"\\xe9`\\xc3\""));

        assertThat(query).hasToString("{a=\"\\xff\", b=\"é\"} |= \"\\xe9`\\xc3\"");
        assertThat(LogQl.parse(new Source("query", query.toString()))).isEqualTo(query);
        assertThatThrownBy(() -> Matcher.equal("a", "\uDCC3\uDCA9")).isInstanceOf(IllegalValueException.class);
        assertThatThrownBy(() -> Matcher.equal("a", "\uD800")).isInstanceOf(IllegalValueException.class);
    }

    @Test
    void keepsANumberThatGoCannotReadInALabelFilter() {
        NumberLiteral number = NumberLiteral.parse("0x10");

        assertThat(number.value()).isZero();
        assertThat(new NumberFilter("n", LabelFilter.Comparison.GT, number)).hasToString("n > 0x10");
        assertThatThrownBy(() -> Literal.parse("0x10")).isInstanceOf(IllegalValueException.class);
        assertThat(LogQl.parse(new Source("query", "{a=\"b\"} | n >0b11"))).hasToString("{a=\"b\"} | n > 0");
    }

    @Test
    void takesAnAddressThatIsNoneWhereLokiDoes() {
        IpFilter nowhere = new IpFilter("a", LabelFilter.Comparison.EQ, "nowhere");

        assertThat(AUDIT.pipe(And.of(nowhere, Matcher.equal("b", "c"))))
                .hasToString("{log_type=\"audit\"} | a = ip(\"nowhere\") and b=\"c\"");
        assertThatThrownBy(() -> AUDIT.pipe(nowhere)).isInstanceOf(IllegalValueException.class);
    }

    @Test
    void keepsAShortQueryOnOneLine() {
        assertThat(AUDIT.pipe().over("5m").rate().pretty()).isEqualTo("rate({log_type=\"audit\"}[5m])");
    }

    @Test
    void refusesWhatLogqlCannotSay() {
        assertThatThrownBy(() -> Matcher.matches("a", "("))
                .isInstanceOf(IllegalValueException.class)
                .hasMessageStartingWith("the regular expression is not RE2: ");
        assertThatThrownBy(() -> by("by")).hasMessageStartingWith("\"by\" cannot be a label's name in LogQL");
        assertThatThrownBy(() -> Selector.of(Matcher.notEqual("a", "b"))).isInstanceOf(IllegalValueException.class);
        assertThatThrownBy(() -> AUDIT.pipe().over("1.5h")).isInstanceOf(IllegalValueException.class);
        assertThatThrownBy(() -> AUDIT.pipe().over("1h").offset("0")).isInstanceOf(IllegalValueException.class);
        assertThatThrownBy(() -> BytesLiteral.parse("5m")).isInstanceOf(IllegalValueException.class);
        assertThatThrownBy(() -> Pipeline.of(new Drop(List.of(LabelSelection.named("a"))), LineFilter.notContains("b")))
                .hasMessageEndingWith("as one condition: put the line filter before");
        assertThatThrownBy(() -> Literal.of(Double.NaN)).isInstanceOf(IllegalValueException.class);
        assertThatThrownBy(() -> new RangeAggregation(
                        RangeAggregation.Operation.RATE,
                        Optional.empty(),
                        AUDIT.pipe().over("1m"),
                        by("a")))
                .hasMessage("rate cannot group: group around it: sum by (…) (rate(…))");
    }

    @ParameterizedTest
    @CsvSource({"PT2H,2h", "PT90M,1h30m", "PT24H,1d", "PT0.25S,250ms", "PT0S,0s", "PT-90S,-90s", "PT0.000001S,0.000001s"
    })
    void writesDurations(Duration duration, String text) {
        assertThat(DurationLiteral.of(duration)).hasToString(text);
    }

    @ParameterizedTest
    @CsvSource({"0,0", "-0.0,- 0", "0.25,0.25", "1e6,1000000", "1e30,1E+30", "-5,-5"})
    void writesNumbers(double number, String text) {
        assertThat(Literal.of(number)).hasToString(text);
    }
}
