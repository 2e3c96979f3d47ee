package io.auditrules.query;

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
import io.auditrules.event.Labels;
import io.auditrules.json.JsonWriter;
import io.auditrules.template.FloatText;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;

/** An answer in the JSON of Loki's API (v3.7.6), in one line. */
final class JsonText implements Answer.Visitor<StringBuilder> {
    private final StringBuilder out = new StringBuilder();
    private final JsonWriter json = new JsonWriter(out, JsonWriter.Escapes.NEEDED);

    private JsonText() {}

    static String of(Answer answer) {
        JsonText text = new JsonText();
        text.out.append('{');
        answer.accept(text);
        return text.out.append("}\n").toString();
    }

    static String of(String query, Answer answer) {
        JsonText text = new JsonText();
        text.out.append("{\"query\":");
        text.json.string(query);
        text.out.append(',');
        answer.accept(text);
        return text.out.append("}\n").toString();
    }

    @Override
    public StringBuilder scalar(Scalar answer) {
        return success("scalar", () -> number(answer.time(), answer.value()));
    }

    @Override
    public StringBuilder vector(Vector answer) {
        return success("vector", () -> array(answer.samples(), sample -> sample(answer.time(), sample)));
    }

    @Override
    public StringBuilder matrix(Matrix answer) {
        return success("matrix", () -> array(answer.series(), this::series));
    }

    @Override
    public StringBuilder streams(Streams answer) {
        return success("streams", () -> array(answer.streams(), this::stream));
    }

    @Override
    public StringBuilder failure(Failure answer) {
        out.append("\"status\":\"error\",\"errorType\":");
        json.string(answer.kind().name().toLowerCase(Locale.ROOT));
        out.append(",\"error\":");
        json.string(answer.message());
        return out;
    }

    private StringBuilder success(String type, Runnable result) {
        out.append("\"status\":\"success\",\"data\":{\"resultType\":");
        json.string(type);
        out.append(",\"result\":");
        result.run();
        out.append('}');
        return out;
    }

    private void sample(Instant time, Sample sample) {
        out.append("{\"metric\":");
        labels(sample.labels());
        out.append(",\"value\":");
        number(time, sample.value());
        out.append('}');
    }

    private void series(Series series) {
        out.append("{\"metric\":");
        labels(series.labels());
        out.append(",\"values\":");
        array(series.points(), (Point point) -> number(point.time(), point.value()));
        out.append('}');
    }

    private void stream(LogStream stream) {
        out.append("{\"stream\":");
        labels(stream.labels());
        out.append(",\"values\":");
        array(stream.lines(), this::line);
        out.append('}');
    }

    private void line(LogLine line) {
        Instant time = line.time();
        out.append("[\"")
                .append(Math.addExact(Math.multiplyExact(time.getEpochSecond(), 1_000_000_000L), time.getNano()))
                .append("\",");
        json.string(line.text());
        out.append(']');
    }

    /** Seconds with at most three digits behind the point, and the value as a text, for JSON has no NaN. */
    private void number(Instant time, double value) {
        out.append('[').append(FloatText.plain(time.toEpochMilli() / 1e3)).append(",\"");
        out.append(FloatText.plain(value)).append("\"]");
    }

    private void labels(Labels labels) {
        json.value(labels.asMap());
    }

    private <T> void array(List<T> items, Consumer<T> writer) {
        char separator = '[';
        for (T item : items) {
            out.append(separator);
            writer.accept(item);
            separator = ',';
        }
        out.append(separator == '[' ? "[]" : "]");
    }
}
