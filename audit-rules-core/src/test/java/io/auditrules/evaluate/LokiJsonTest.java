package io.auditrules.evaluate;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.auditrules.diagnostic.Source;
import io.auditrules.evaluate.Answer.LogLine;
import io.auditrules.evaluate.Answer.LogStream;
import io.auditrules.evaluate.Answer.Matrix;
import io.auditrules.evaluate.Answer.Point;
import io.auditrules.evaluate.Answer.Sample;
import io.auditrules.evaluate.Answer.Scalar;
import io.auditrules.evaluate.Answer.Series;
import io.auditrules.evaluate.Answer.Streams;
import io.auditrules.evaluate.Answer.Vector;
import io.auditrules.evaluate.RecordedAnswers.Exchange;
import io.auditrules.event.Entry;
import io.auditrules.event.Labels;
import io.auditrules.event.Log;
import io.auditrules.logql.LogQl;
import io.auditrules.query.AnswerFormat;
import io.auditrules.query.Finding;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Our JSON, read as that of Loki's API. */
class LokiJsonTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Pattern WHOLE = Pattern.compile("-?[0-9]{1,15}");

    @ParameterizedTest
    @ValueSource(strings = {"odd", "numbers"})
    void whatLokiSaidIsTheSameAgainInOurJson(String set) throws JsonProcessingException {
        int count = 0;
        for (Exchange exchange : RecordedAnswers.load(set).exchanges()) {
            if (!(exchange.answer() instanceof RecordedAnswer.Refusal)) {
                Instant time = Times.instant(exchange.question().start());
                assertThat(readBack(answer(exchange.answer(), time), isOrdered(exchange.answer())))
                        .as(exchange.question().query())
                        .isEqualTo(exchange.answer());
                count++;
            }
        }
        assertThat(count).isGreaterThan(500);
    }

    @Test
    void whatWeAnswerIsInJsonWhatLokiSaid() throws JsonProcessingException {
        RecordedAnswers set = RecordedAnswers.load("audit");
        Evaluation evaluation = new Evaluation();
        Map<Exchange, Evaluation.Ticket> tickets = new LinkedHashMap<>();
        for (Exchange exchange : set.exchanges()) {
            if (isExact(exchange)) {
                Query query = Query.of(
                        LogQl.parse(new Source("query", exchange.question().query())));
                tickets.put(exchange, evaluation.add(query, question(exchange.question())));
            }
        }
        evaluation.read(Log.of(set.entries().stream()
                .map(entry -> new Entry(
                        Times.instant(entry.nanos()),
                        Labels.of(entry.labels()),
                        Labels.of(entry.metadata()),
                        entry.line()))
                .toList()));
        assertThat(tickets).hasSizeGreaterThan(300);
        for (Map.Entry<Exchange, Evaluation.Ticket> asked : tickets.entrySet()) {
            RecordedAnswer loki = asked.getKey().answer();
            assertThat(sorted(readBack(asked.getValue().answer(), isOrdered(loki))))
                    .as(asked.getKey().question().query())
                    .isEqualTo(sorted(loki));
        }
    }

    /** Loki's own last digits, the lines that its limit cuts off and the order of lines of the same time are not always the same. */
    private static boolean isExact(Exchange exchange) {
        RecordedAnswer answer = exchange.answer();
        if (answer instanceof RecordedAnswer.InstantVector vector) {
            return vector.points().stream()
                    .allMatch(point -> WHOLE.matcher(point.value()).matches());
        }
        if (answer instanceof RecordedAnswer.Matrix matrix) {
            return matrix.rows().stream()
                    .flatMap(row -> row.values().stream())
                    .allMatch(value -> WHOLE.matcher(value).matches());
        }
        if (answer instanceof RecordedAnswer.Streams streams) {
            return streams.streams().stream()
                                    .mapToInt(row -> row.lines().size())
                                    .sum()
                            < exchange.question().limit()
                    && streams.streams().stream()
                            .allMatch(row -> row.times().stream().distinct().count()
                                    == row.times().size());
        }
        return answer instanceof RecordedAnswer.Scalar;
    }

    private static Question question(RecordedQuestion asked) {
        Instant start = Times.instant(asked.start());
        Instant end = Times.instant(asked.end());
        return switch (asked.kind()) {
            case INSTANT -> Question.at(start);
            case RANGE -> Question.steps(start, end, Duration.ofNanos(asked.step()));
            case LOG ->
                Question.lines(
                        start,
                        end,
                        asked.isForward() ? Question.Direction.FORWARD : Question.Direction.BACKWARD,
                        asked.limit());
        };
    }

    /** Series and streams by their labels: their order is not that of the JSON. */
    private static RecordedAnswer sorted(RecordedAnswer answer) {
        if (answer instanceof RecordedAnswer.InstantVector vector) {
            return new RecordedAnswer.InstantVector(byText(vector.points()), vector.isOrdered());
        }
        if (answer instanceof RecordedAnswer.Matrix matrix) {
            return new RecordedAnswer.Matrix(byText(matrix.rows()), matrix.isOrdered());
        }
        return answer instanceof RecordedAnswer.Streams streams
                ? new RecordedAnswer.Streams(byText(streams.streams()), streams.isOrdered())
                : answer;
    }

    private static <T> List<T> byText(List<T> items) {
        return items.stream().sorted(Comparator.comparing(Object::toString)).toList();
    }

    private static boolean isOrdered(RecordedAnswer answer) {
        return (answer instanceof RecordedAnswer.InstantVector vector && vector.isOrdered())
                || (answer instanceof RecordedAnswer.Matrix matrix && matrix.isOrdered())
                || (answer instanceof RecordedAnswer.Streams streams && streams.isOrdered());
    }

    private static RecordedAnswer readBack(Answer answer, boolean isOrdered) throws JsonProcessingException {
        Question question = Question.at(Instant.EPOCH);
        return readBack(
                AnswerFormat.JSON.write(new Finding("", new Source("query", "").place(), question, answer, List.of())),
                isOrdered);
    }

    private static Answer answer(RecordedAnswer recorded, Instant time) {
        if (recorded instanceof RecordedAnswer.Scalar scalar) {
            return new Scalar(time, number(scalar.value()));
        }
        if (recorded instanceof RecordedAnswer.InstantVector vector) {
            return new Vector(
                    time,
                    vector.points().stream()
                            .map(point -> new Sample(Labels.of(point.labels()), number(point.value())))
                            .toList());
        }
        if (recorded instanceof RecordedAnswer.Matrix matrix) {
            return new Matrix(matrix.rows().stream()
                    .map(row -> new Series(Labels.of(row.labels()), points(row)))
                    .toList());
        }
        RecordedAnswer.Streams streams = (RecordedAnswer.Streams) recorded;
        return new Streams(streams.streams().stream()
                .map(row -> new LogStream(Labels.of(row.labels()), lines(row)))
                .toList());
    }

    private static List<Point> points(RecordedAnswer.Row row) {
        List<Point> points = new ArrayList<>();
        for (int i = 0; i < row.times().size(); i++) {
            points.add(new Point(
                    Instant.ofEpochMilli(row.times().get(i)),
                    number(row.values().get(i))));
        }
        return points;
    }

    private static List<LogLine> lines(RecordedAnswer.Lines row) {
        List<LogLine> lines = new ArrayList<>();
        for (int i = 0; i < row.times().size(); i++) {
            lines.add(new LogLine(Times.instant(row.times().get(i)), row.lines().get(i)));
        }
        return lines;
    }

    private static double number(String text) {
        return switch (text) {
            case "+Inf" -> Double.POSITIVE_INFINITY;
            case "-Inf" -> Double.NEGATIVE_INFINITY;
            default -> Double.parseDouble(text);
        };
    }

    private static RecordedAnswer readBack(String json, boolean isOrdered) throws JsonProcessingException {
        JsonNode data = JSON.readTree(json).get("data");
        JsonNode result = data.get("result");
        return switch (data.get("resultType").textValue()) {
            case "scalar" -> new RecordedAnswer.Scalar(result.get(1).textValue());
            case "vector" -> {
                List<RecordedAnswer.Point> points = new ArrayList<>();
                result.forEach(row -> points.add(new RecordedAnswer.Point(
                        labels(row.get("metric")), row.get("value").get(1).textValue())));
                yield new RecordedAnswer.InstantVector(points, isOrdered);
            }
            case "matrix" -> {
                List<RecordedAnswer.Row> rows = new ArrayList<>();
                result.forEach(row -> rows.add(new RecordedAnswer.Row(
                        labels(row.get("metric")), milliseconds(row.get("values")), texts(row.get("values")))));
                yield new RecordedAnswer.Matrix(rows, isOrdered);
            }
            case "streams" -> {
                List<RecordedAnswer.Lines> rows = new ArrayList<>();
                result.forEach(row -> rows.add(new RecordedAnswer.Lines(
                        labels(row.get("stream")), nanoseconds(row.get("values")), texts(row.get("values")))));
                yield new RecordedAnswer.Streams(rows, isOrdered);
            }
            default -> throw new AssertionError(json);
        };
    }

    private static Map<String, String> labels(JsonNode node) {
        Map<String, String> labels = new TreeMap<>();
        node.properties()
                .forEach(field -> labels.put(field.getKey(), field.getValue().textValue()));
        return labels;
    }

    private static List<Long> milliseconds(JsonNode values) {
        List<Long> times = new ArrayList<>();
        values.forEach(
                pair -> times.add(pair.get(0).decimalValue().movePointRight(3).longValueExact()));
        return times;
    }

    private static List<Long> nanoseconds(JsonNode values) {
        List<Long> times = new ArrayList<>();
        values.forEach(pair -> times.add(Long.parseLong(pair.get(0).textValue())));
        return times;
    }

    private static List<String> texts(JsonNode values) {
        List<String> texts = new ArrayList<>();
        values.forEach(pair -> texts.add(pair.get(1).textValue()));
        return texts;
    }
}
