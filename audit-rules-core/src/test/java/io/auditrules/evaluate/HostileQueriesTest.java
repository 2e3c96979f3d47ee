package io.auditrules.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.auditrules.diagnostic.IllegalValueException;
import io.auditrules.diagnostic.ProblemsException;
import io.auditrules.diagnostic.Source;
import io.auditrules.evaluate.Answer.Failure;
import io.auditrules.event.Entry;
import io.auditrules.event.Labels;
import io.auditrules.event.Log;
import io.auditrules.logql.LogQl;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Whoever writes the query: it is refused or answered, soon and in bounded memory. The time limits only end a hang. */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class HostileQueriesTest {
    private static final Instant NOW = Instant.parse("2026-11-23T12:00:00Z");
    private static final Labels STREAM = Labels.of("a", "b");
    private static final Question LINES =
            Question.lines(NOW.minusSeconds(60), NOW.plusSeconds(60), Question.Direction.FORWARD, 10);

    private static Answer answer(String query, Question question, Log log) {
        return Query.of(LogQl.parse(new Source("query", query))).evaluate(log, question);
    }

    private static Log log(String line) {
        return Log.of(List.of(Entry.of(NOW, STREAM, line)));
    }

    private static Log numbered(int count) {
        return Log.of(IntStream.range(0, count)
                .mapToObj(i -> Entry.of(NOW.minusSeconds(i % 60), STREAM, "{\"x\":\"" + i + "\",\"y\":1}"))
                .toList());
    }

    private static String joined(int count, String delimiter, IntFunction<String> part) {
        return IntStream.range(0, count).mapToObj(part).collect(Collectors.joining(delimiter));
    }

    private static void assertNotSupported(Answer answer, String message) {
        assertThat(answer).isInstanceOfSatisfying(Failure.class, failure -> {
            assertThat(failure.kind()).isEqualTo(Failure.Kind.NOT_SUPPORTED);
            assertThat(failure.message()).contains(message);
        });
    }

    static List<String> refused() {
        return List.of(
                "(".repeat(100_000),
                "(".repeat(10 << 20),
                "sum(".repeat(20_000) + "rate({a=\"b\"}[1m])" + ")".repeat(20_000),
                "{a=\"b\"} |= \"" + "x".repeat(10 << 20) + "\"",
                "{a=\"b\"}" + " | (x=1 or ".repeat(10_000),
                "vector(1)" + " + vector(1)".repeat(10_000),
                "1" + " ^ 1".repeat(20_000),
                "{a=\"b\"} | json x=\"" + "[0]".repeat(40_000) + "\"",
                "#".repeat(10 << 20),
                "\u0000".repeat(100_000));
    }

    @ParameterizedTest
    @MethodSource("refused")
    void whatIsTooLongOrTooDeepIsRefusedInFewWords(String query) {
        assertThatThrownBy(() -> LogQl.parse(new Source("query", query)))
                .isInstanceOfSatisfying(
                        ProblemsException.class,
                        refused -> assertThat(refused.problems().toString()).hasSizeLessThan(20_000));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "(a+)+$",
                "(a|a)*b",
                "(a*)*b",
                "(.*)(.*)(.*)(.*)(.*)x$",
                "(x+x+)+y",
                "(a|b|ab)*c",
                "([a-z]+)*\\d",
            })
    void aRegexThatOthersExplodeOnTakesTimeThatGrowsWithTheLine(String regex) {
        String text = "a".repeat(1 << 20) + "!";
        Log log = log("{\"x\":\"" + text + "\"}");

        assertThat(answer("{a=\"b\"} |~ `" + regex + "`", LINES, log)).isEqualTo(new Answer.Streams(List.of()));
        assertThat(answer("{a=\"b\"} | json | x=~`" + regex + "`", LINES, log))
                .isEqualTo(new Answer.Streams(List.of()));
        assertThat(answer("{a=\"b\"} | regexp `(?P<q>" + regex + ")`", LINES, log))
                .isInstanceOf(Answer.Streams.class);
        assertThat(answer(
                        "label_replace(sum by (x) (count_over_time({a=\"b\"} | json [1m])), \"q\", \"$1\", \"x\", `"
                                + regex + "`)",
                        Question.at(NOW),
                        log))
                .isInstanceOf(Answer.Vector.class);
    }

    @Test
    void aRegexThatTakesTooMuchMemoryIsRefused() {
        for (String stage : List.of("|~ `%s`", "| x=~`%s`", "| regexp `(?P<q>%s)`")) {
            String query = "{a=\"b\"} " + String.format(stage, "((a{1,30}){1,30}){1,30}");

            assertThatThrownBy(() -> LogQl.parse(new Source("query", query))).isInstanceOf(ProblemsException.class);
        }
    }

    @Test
    void aLongTextInAnyCaseIsRefused() {
        assertThatThrownBy(() -> answer("{a=\"b\"} |~ `(?i)" + "a".repeat(100_000) + "b`", LINES, log("a")))
                .isInstanceOf(IllegalValueException.class)
                .hasMessageContaining("in any case");
    }

    @ParameterizedTest
    @ValueSource(strings = {"|= `%s`", "!= `%s`", "|~ `%s`", "|> `<_>%s<_>`", "| line_format `{{__line__}}` |= `%s`"})
    void aLongTextIsNotComparedWithEachPartOfALongLine(String filter) {
        String needle = "a".repeat(100_000) + "b";

        assertThat(answer("{a=\"b\"} " + String.format(filter, needle), LINES, log("a".repeat(8 << 20))))
                .isInstanceOf(Answer.Streams.class);
    }

    @Test
    void aHugeAlternationIsAnswered() {
        String words = joined(15_000, "|", i -> "w" + i);

        assertThat(answer("{a=\"b\"} |~ `" + words + "`", LINES, log("z".repeat(1 << 20))))
                .isEqualTo(new Answer.Streams(List.of()));
    }

    @Test
    void thousandsOfStagesOrCapturesAreAnswered() {
        assertThat(answer("{a=\"b\"}" + " | json".repeat(10_000), LINES, log("{\"x\":1}")))
                .isInstanceOf(Answer.Streams.class);
        assertThat(answer("{a=\"b\"}" + " |= `x`".repeat(10_000), LINES, log("x")))
                .isInstanceOf(Answer.Streams.class);
        assertThat(answer("{a=\"b\"} |= `x`" + " or `x`".repeat(10_000), LINES, log("x")))
                .isInstanceOf(Answer.Streams.class);
        assertThat(answer(
                        "{a=\"b\"} | pattern `" + joined(8_000, "", i -> "<c" + i + "> ") + "`",
                        LINES,
                        log("x ".repeat(1 << 20))))
                .isInstanceOf(Answer.Streams.class);
    }

    @Test
    void oneValueUnderThousandsOfNamesIsTooMuch() {
        String paths = joined(8_000, ", ", i -> "v" + i + "=\"x\"");

        assertNotSupported(
                answer("{a=\"b\"} | json " + paths, LINES, log("{\"x\":\"" + "y".repeat(1 << 20) + "\"}")),
                "the labels of one line take more than 128 MiB");
    }

    @Test
    void aReplacementThatRepeatsItselfIsTooMuch() {
        String query = "label_replace(sum by (x) (count_over_time({a=\"b\"} | json [1m])), \"q\", \""
                + "$1".repeat(40_000) + "\", \"x\", `(.*)`)";

        assertNotSupported(
                answer(query, Question.at(NOW), log("{\"x\":\"" + "y".repeat(1 << 16) + "\"}")),
                "the replacement makes a text of more than 1 MiB");
    }

    @Test
    void aTemplateWithoutEndMarksItsLine() {
        assertThat(answer("{a=\"b\"} | line_format `{{range 1000000000}}{{end}}`", LINES, log("x")))
                .isInstanceOfSatisfying(
                        Answer.Streams.class,
                        streams -> assertThat(streams.streams().get(0).labels().get("__error__"))
                                .isEqualTo("TemplateFormatErr"));
    }

    @Test
    void aMillionStepsAreRefused() {
        assertThatThrownBy(() -> Question.steps(NOW, NOW.plusSeconds(1_000_000), Duration.ofSeconds(1)))
                .isInstanceOf(IllegalValueException.class)
                .hasMessageContaining("11000");
    }

    @Test
    void aMillionSeriesAreMoreThanAnAnswerMayHave() {
        assertThat(answer(
                        "sum by (x) (count_over_time({a=\"b\"} | json x=\"x\" [1h]))",
                        Question.at(NOW),
                        numbered(1_000_000)))
                .isInstanceOfSatisfying(
                        Failure.class, failure -> assertThat(failure.kind()).isEqualTo(Failure.Kind.SERIES_LIMIT));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "sum by (x) (count_over_time({a=\"b\"} | json [1d]))",
                "quantile_over_time(0.5, {a=\"b\"} | json y=\"y\", z=\"x\" | unwrap z [1d])",
            })
    void manyNumbersForManyStepsAreTooMuch(String query) {
        Question steps = Question.steps(NOW, NOW.plusSeconds(11_000), Duration.ofSeconds(1));

        assertNotSupported(answer(query, steps, numbered(20_000)), "numbers in memory");
    }

    @Test
    void aHostileQueryDoesNotKeepOthersFromTheirAnswers() {
        Evaluation evaluation = new Evaluation();
        String paths = joined(8_000, ", ", i -> "v" + i + "=\"x\"");
        Evaluation.Ticket hostile =
                evaluation.add(Query.of(LogQl.parse(new Source("q", "{a=\"b\"} | json " + paths))), LINES);
        Evaluation.Ticket other = evaluation.add(
                Query.of(LogQl.parse(new Source("q", "count_over_time({a=\"b\"} [1m])"))), Question.at(NOW));

        evaluation.read(log("{\"x\":\"" + "y".repeat(1 << 20) + "\"}"));

        assertThat(hostile.answer()).isInstanceOf(Failure.class);
        assertThat(other.answer()).isEqualTo(new Answer.Vector(NOW, List.of(new Answer.Sample(STREAM, 1))));
    }
}
