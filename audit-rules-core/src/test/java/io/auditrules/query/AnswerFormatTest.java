package io.auditrules.query;

import static org.assertj.core.api.Assertions.assertThat;

import io.auditrules.diagnostic.Source;
import io.auditrules.evaluate.Answer;
import io.auditrules.evaluate.Answer.Failure;
import io.auditrules.evaluate.Answer.LogLine;
import io.auditrules.evaluate.Answer.LogStream;
import io.auditrules.evaluate.Answer.Matrix;
import io.auditrules.evaluate.Answer.Point;
import io.auditrules.evaluate.Answer.Sample;
import io.auditrules.evaluate.Answer.Scalar;
import io.auditrules.evaluate.Answer.Series;
import io.auditrules.evaluate.Answer.Streams;
import io.auditrules.evaluate.Answer.Vector;
import io.auditrules.evaluate.Question;
import io.auditrules.event.Labels;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AnswerFormatTest {
    private static final Instant EIGHT = Instant.parse("2026-11-20T08:00:00Z");

    private static final Answer VECTOR = new Vector(
            EIGHT,
            List.of(
                    new Sample(Labels.of("user", "jane", "verb", "get"), 12),
                    new Sample(Labels.of("user", "system:admin"), 0.5)));

    private static final Answer MATRIX = new Matrix(List.of(
            new Series(Labels.of("verb", "get"), List.of(new Point(EIGHT, 1), new Point(EIGHT.plusMillis(30_500), 2))),
            new Series(Labels.of("verb", "list"), List.of(new Point(EIGHT, 3)))));

    private static final Answer STREAMS = new Streams(List.of(
            new LogStream(
                    Labels.of("app", "a"),
                    List.of(new LogLine(EIGHT, "first"), new LogLine(EIGHT.plusNanos(2), "third"))),
            new LogStream(Labels.of("app", "b"), List.of(new LogLine(EIGHT.plusNanos(1), "\"second\"")))));

    @Test
    void aTableHasAColumnForEachLabelAndOneForTheValue() {
        assertThat(AnswerFormat.TABLE.write(instant(VECTOR))).isEqualTo("""
                user          verb  value
                jane          get      12
                system:admin          0.5

                2 series
                at some time
                """);
    }

    @Test
    void aTableOfSeveralTimesHasARowForEach() {
        assertThat(AnswerFormat.TABLE.write(instant(MATRIX))).isEqualTo("""
                time                      verb  value
                2026-11-20T08:00:00Z      get       1
                2026-11-20T08:00:30.500Z  get       2
                2026-11-20T08:00:00Z      list      3

                2 series
                at some time
                """);
    }

    @Test
    void aTableOfLinesHasThemInTheOrderOfTheirTimes() {
        assertThat(AnswerFormat.TABLE.write(lines(STREAMS, Question.Direction.FORWARD)))
                .isEqualTo("""
                2026-11-20T08:00:00Z            first
                2026-11-20T08:00:00.000000001Z  "second"
                2026-11-20T08:00:00.000000002Z  third

                3 lines
                at some time
                """);
    }

    @Test
    void aTableSaysThatThereIsNothing() {
        assertThat(AnswerFormat.TABLE.write(instant(new Vector(EIGHT, List.of()))))
                .isEqualTo("""
                no series
                at some time
                """);
    }

    @Test
    void aNameInTheLogDoesNotMoveTheCursor() {
        Answer answer = new Vector(EIGHT, List.of(new Sample(Labels.of("user", "a\u001b[2Jb\nc\td\u202Ee"), 1)));

        assertThat(AnswerFormat.TABLE.write(instant(answer))).contains("a\\x1b[2Jb\\nc\\td\\u202ee      1\n");
    }

    @Test
    void aTableOfANumberIsTheNumber() {
        assertThat(AnswerFormat.TABLE.write(instant(new Scalar(EIGHT, 2.5)))).isEqualTo("2.5\nat some time\n");
    }

    @Test
    void jsonIsThatOfLoki() {
        assertThat(AnswerFormat.JSON.write(instant(VECTOR)))
                .isEqualTo("{\"status\":\"success\",\"data\":{\"resultType\":\"vector\",\"result\":["
                        + "{\"metric\":{\"user\":\"jane\",\"verb\":\"get\"},\"value\":[1795161600,\"12\"]},"
                        + "{\"metric\":{\"user\":\"system:admin\"},\"value\":[1795161600,\"0.5\"]}]}}\n");
        assertThat(AnswerFormat.JSON.write(instant(MATRIX)))
                .isEqualTo("{\"status\":\"success\",\"data\":{\"resultType\":\"matrix\",\"result\":["
                        + "{\"metric\":{\"verb\":\"get\"},\"values\":[[1795161600,\"1\"],[1795161630.5,\"2\"]]},"
                        + "{\"metric\":{\"verb\":\"list\"},\"values\":[[1795161600,\"3\"]]}]}}\n");
        assertThat(AnswerFormat.JSON.write(lines(STREAMS, Question.Direction.FORWARD)))
                .isEqualTo(
                        "{\"status\":\"success\",\"data\":{\"resultType\":\"streams\",\"result\":["
                                + "{\"stream\":{\"app\":\"a\"},\"values\":[[\"1795161600000000000\",\"first\"],"
                                + "[\"1795161600000000002\",\"third\"]]},"
                                + "{\"stream\":{\"app\":\"b\"},\"values\":[[\"1795161600000000001\",\"\\\"second\\\"\"]]}]}}\n");
        assertThat(AnswerFormat.JSON.write(instant(new Scalar(EIGHT, 1))))
                .isEqualTo("{\"status\":\"success\",\"data\":{\"resultType\":\"scalar\","
                        + "\"result\":[1795161600,\"1\"]}}\n");
    }

    @ParameterizedTest
    @CsvSource({
        "NaN, NaN",
        "Infinity, +Inf",
        "-Infinity, -Inf",
        "-0.0, -0",
        "1e21, 1000000000000000000000",
        "1e-7, 0.0000001",
        "0.1, 0.1"
    })
    void numbersAreWrittenAsGoWritesThem(double value, String text) {
        assertThat(AnswerFormat.JSON.write(instant(new Scalar(EIGHT, value)))).contains(",\"" + text + "\"]");
    }

    @Test
    void jsonHasTheMillisecondInWhichATimeLies() {
        assertThat(AnswerFormat.JSON.write(instant(new Scalar(EIGHT.plusNanos(123_999_999), 1))))
                .contains("[1795161600.123,");
        assertThat(AnswerFormat.JSON.write(instant(new Scalar(Instant.ofEpochMilli(-1_500), 1))))
                .contains("[-1.5,");
    }

    @Test
    void jsonEscapesWhatItMust() {
        Answer answer = new Vector(EIGHT, List.of(new Sample(Labels.of("a", "\"\\\n\r\t\u0001\u007f<é😀"), 1)));

        assertThat(AnswerFormat.JSON.write(instant(answer))).contains("{\"a\":\"\\\"\\\\\\n\\r\\t\\u0001\u007f<é😀\"}");
    }

    @Test
    void jsonSaysWhyThereIsNoAnswer() {
        Answer answer = new Failure(Failure.Kind.SERIES_LIMIT, "too \"many\"");

        assertThat(AnswerFormat.JSON.write(instant(answer)))
                .isEqualTo("{\"status\":\"error\",\"errorType\":\"series_limit\",\"error\":\"too \\\"many\\\"\"}\n");
    }

    @Test
    void linesAreThoseOfTheLogAlone() {
        assertThat(AnswerFormat.LINES.write(lines(STREAMS, Question.Direction.FORWARD)))
                .isEqualTo("first\n\"second\"\nthird\n");
    }

    @Test
    void theNewestLinesComeFirstWhereAsked() {
        Answer backward = new Streams(List.of(
                new LogStream(Labels.of("app", "a"), List.of(new LogLine(EIGHT, "old"))),
                new LogStream(Labels.of("app", "b"), List.of(new LogLine(EIGHT.plusNanos(1), "new")))));

        assertThat(AnswerFormat.LINES.write(lines(backward, Question.Direction.BACKWARD)))
                .isEqualTo("new\nold\n");
    }

    @Test
    void answersToAFileOfQueriesStandUnderTheirQueries() {
        List<Finding> both = List.of(instant(new Scalar(EIGHT, 1)), lines(STREAMS, Question.Direction.FORWARD));

        assertThat(new Findings(both, true, Optional.empty(), List.of()).text()).isEqualTo("""
                # a query
                1
                at some time

                # a query
                first
                "second"
                third
                """);
        assertThat(new Findings(both, true, Optional.of(AnswerFormat.JSON), List.of())
                        .text()
                        .lines())
                .hasSize(2)
                .allMatch(line -> line.startsWith("{\"query\":\"a query\",\"status\":\"success\",\"data\":{"));
    }

    private static Finding instant(Answer answer) {
        return finding(Question.at(EIGHT), answer);
    }

    private static Finding lines(Answer answer, Question.Direction direction) {
        return finding(Question.lines(EIGHT, EIGHT.plus(Duration.ofHours(1)), direction, 10), answer);
    }

    private static Finding finding(Question question, Answer answer) {
        return new Finding(
                "a query", new Source("query", "a query").place(), question, answer, List.of("at some time"));
    }
}
