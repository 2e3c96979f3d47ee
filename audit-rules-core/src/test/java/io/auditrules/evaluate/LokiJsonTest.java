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
import io.auditrules.event.Labels;
import io.auditrules.query.AnswerFormat;
import io.auditrules.query.Finding;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What Loki was recorded to say, as an answer of ours, is the same again when it is read from our JSON as Loki's client reads it. */
class LokiJsonTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    @ParameterizedTest
    @ValueSource(strings = {"audit", "odd", "numbers"})
    void readBackIsWhatLokiSaid(String set) throws JsonProcessingException {
        int count = 0;
        for (Exchange exchange : RecordedAnswers.load(set).exchanges()) {
            if (!(exchange.answer() instanceof RecordedAnswer.Refusal)) {
                assertThat(readBack(json(exchange), isOrdered(exchange.answer())))
                        .as(exchange.question().query())
                        .isEqualTo(exchange.answer());
                count++;
            }
        }
        assertThat(count).isGreaterThan(500);
    }

    private static boolean isOrdered(RecordedAnswer answer) {
        return (answer instanceof RecordedAnswer.InstantVector vector && vector.isOrdered())
                || (answer instanceof RecordedAnswer.Matrix matrix && matrix.isOrdered())
                || (answer instanceof RecordedAnswer.Streams streams && streams.isOrdered());
    }

    private static String json(Exchange exchange) {
        Instant time = instant(exchange.question().start());
        return AnswerFormat.JSON.write(new Finding(
                exchange.question().query(),
                new Source("query", "").place(),
                Question.at(time),
                answer(exchange.answer(), time),
                List.of()));
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
            lines.add(new LogLine(instant(row.times().get(i)), row.lines().get(i)));
        }
        return lines;
    }

    private static Instant instant(long nanos) {
        return Instant.ofEpochSecond(Math.floorDiv(nanos, 1_000_000_000L), Math.floorMod(nanos, 1_000_000_000L));
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
