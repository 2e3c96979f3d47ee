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
import io.auditrules.template.FloatText;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;

/** An answer in the JSON of Loki's API (v3.7.6), in one line. */
final class JsonText implements Answer.Visitor<StringBuilder> {
    private final StringBuilder out = new StringBuilder();

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
        text.string(query);
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
        string(answer.kind().name().toLowerCase(Locale.ROOT));
        out.append(",\"error\":");
        string(answer.message());
        return out;
    }

    private StringBuilder success(String type, Runnable result) {
        out.append("\"status\":\"success\",\"data\":{\"resultType\":");
        string(type);
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
        string(line.text());
        out.append(']');
    }

    /** Seconds with at most three digits behind the point, and the value as a text, for JSON has no NaN. */
    private void number(Instant time, double value) {
        out.append('[').append(FloatText.plain(time.toEpochMilli() / 1e3)).append(",\"");
        out.append(FloatText.plain(value)).append("\"]");
    }

    private void labels(Labels labels) {
        char separator = '{';
        for (Map.Entry<String, String> label : labels.asMap().entrySet()) {
            out.append(separator);
            string(label.getKey());
            out.append(':');
            string(label.getValue());
            separator = ',';
        }
        out.append(separator == '{' ? "{}" : "}");
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

    /** RFC 8259 asks for these escapes and no others. */
    private void string(String text) {
        out.append('"');
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '"', '\\' -> out.append('\\').append(c);
                case '\n' -> out.append("\\n");
                case '\r' -> out.append("\\r");
                case '\t' -> out.append("\\t");
                default -> {
                    if (c < ' ') {
                        out.append(String.format(Locale.ROOT, "\\u%04x", (int) c));
                    } else {
                        out.append(c);
                    }
                }
            }
        }
        out.append('"');
    }
}
