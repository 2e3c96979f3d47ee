package io.auditrules.evaluate;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;

/**
 * An event set and what Loki v3.7.6 answered about it; the README beside the data says how it was recorded.
 *
 * @param name of the set
 * @param entries in the order they were pushed in
 * @param exchanges in the order they were asked in
 */
record RecordedAnswers(String name, List<RecordedEntry> entries, List<Exchange> exchanges) {
    private static final String FOLDER = "/evaluate/loki-3.7.6/";
    private static final ObjectMapper JSON = new ObjectMapper();

    /** A question and its answer. */
    record Exchange(RecordedQuestion question, RecordedAnswer answer) {}

    /** The names of all sets. */
    static List<String> names() {
        return Arrays.stream(RandomEntries.Kind.values())
                .map(RandomEntries.Kind::logType)
                .toList();
    }

    /** The set of a name. */
    static RecordedAnswers load(String name) {
        try (InputStream entries = resource(name + ".entries.jsonl.gz");
                InputStream answers = resource(name + ".answers.jsonl.gz")) {
            return read(name, entries, answers);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static InputStream resource(String file) {
        return Objects.requireNonNull(RecordedAnswers.class.getResourceAsStream(FOLDER + file), file);
    }

    private static RecordedAnswers read(String name, InputStream entries, InputStream answers) throws IOException {
        List<Map<String, String>> streams = new ArrayList<>();
        List<RecordedEntry> read = new ArrayList<>();
        for (String line : lines(entries)) {
            JsonNode node = JSON.readTree(line);
            if (node.isObject()) {
                streams.add(labels(node));
            } else {
                read.add(new RecordedEntry(
                        streams.get(node.get(0).intValue()),
                        node.get(1).longValue(),
                        node.get(2).textValue(),
                        node.size() > 3 ? labels(node.get(3)) : Map.of()));
            }
        }
        List<Exchange> exchanges = new ArrayList<>();
        for (String line : lines(answers)) {
            JsonNode node = JSON.readTree(line);
            exchanges.add(new Exchange(question(node), answer(node)));
        }
        return new RecordedAnswers(name, List.copyOf(read), List.copyOf(exchanges));
    }

    private static List<String> lines(InputStream in) throws IOException {
        // A recorded text may hold any character but a line end, which JSON escapes.
        return new BufferedReader(new InputStreamReader(new GZIPInputStream(in), StandardCharsets.UTF_8))
                .lines()
                .toList();
    }

    /** Writes the files that {@link #load} reads. */
    void write(Path folder) throws IOException {
        Map<Map<String, String>, Integer> streams = new LinkedHashMap<>();
        List<JsonNode> lines = new ArrayList<>();
        for (RecordedEntry entry : entries) {
            Integer known = streams.get(entry.labels());
            int stream = known == null ? streams.size() : known;
            if (known == null) {
                streams.put(entry.labels(), stream);
                lines.add(labels(entry.labels()));
            }
            ArrayNode line =
                    JSON.createArrayNode().add(stream).add(entry.nanos()).add(entry.line());
            if (!entry.metadata().isEmpty()) {
                line.add(labels(entry.metadata()));
            }
            lines.add(line);
        }
        write(folder.resolve(name + ".entries.jsonl.gz"), lines);
        write(
                folder.resolve(name + ".answers.jsonl.gz"),
                exchanges.stream().map(RecordedAnswers::line).toList());
    }

    private static void write(Path file, List<? extends JsonNode> lines) throws IOException {
        try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(file))) {
            for (JsonNode line : lines) {
                out.write((JSON.writeValueAsString(line) + "\n").getBytes(StandardCharsets.UTF_8));
            }
        }
    }

    private static Map<String, String> labels(JsonNode node) {
        Map<String, String> labels = new TreeMap<>();
        node.properties()
                .forEach(field -> labels.put(field.getKey(), field.getValue().textValue()));
        return labels;
    }

    private static ObjectNode labels(Map<String, String> labels) {
        ObjectNode node = JSON.createObjectNode();
        new TreeMap<>(labels).forEach(node::put);
        return node;
    }

    private static JsonNode line(Exchange exchange) {
        RecordedQuestion question = exchange.question();
        ObjectNode node = JSON.createObjectNode().put("query", question.query());
        switch (question.kind()) {
            case INSTANT -> node.put("at", question.start());
            case RANGE ->
                node.put("start", question.start()).put("end", question.end()).put("step", question.step());
            case LOG ->
                node.put("start", question.start())
                        .put("end", question.end())
                        .put("limit", question.limit())
                        .put("forward", question.isForward());
        }
        return answered(node, exchange.answer());
    }

    private static RecordedQuestion question(JsonNode node) {
        String query = node.get("query").textValue();
        if (node.has("at")) {
            return RecordedQuestion.instant(query, node.get("at").longValue());
        }
        long start = node.get("start").longValue();
        long end = node.get("end").longValue();
        return node.has("step")
                ? RecordedQuestion.range(query, start, end, node.get("step").longValue())
                : RecordedQuestion.log(
                        query,
                        start,
                        end,
                        node.get("limit").intValue(),
                        node.get("forward").booleanValue());
    }

    private static ObjectNode answered(ObjectNode node, RecordedAnswer answer) {
        if (answer instanceof RecordedAnswer.InstantVector vector) {
            ArrayNode points = node.putArray("vector");
            vector.points()
                    .forEach(point ->
                            points.addArray().add(labels(point.labels())).add(point.value()));
            ordered(node, vector.isOrdered());
        } else if (answer instanceof RecordedAnswer.Scalar scalar) {
            node.put("scalar", scalar.value());
        } else if (answer instanceof RecordedAnswer.Matrix matrix) {
            ArrayNode rows = node.putArray("matrix");
            matrix.rows().forEach(row -> rows.add(series(row.labels(), row.times(), row.values())));
            ordered(node, matrix.isOrdered());
        } else if (answer instanceof RecordedAnswer.Streams streams) {
            ArrayNode rows = node.putArray("streams");
            streams.streams().forEach(row -> rows.add(series(row.labels(), row.times(), row.lines())));
            ordered(node, streams.isOrdered());
        } else if (answer instanceof RecordedAnswer.Refusal refusal) {
            node.put("status", refusal.status()).put("message", refusal.message());
            if (!refusal.isWhole()) {
                node.put("whole", false);
            }
        }
        return node;
    }

    private static void ordered(ObjectNode node, boolean isOrdered) {
        if (!isOrdered) {
            node.put("ordered", false);
        }
    }

    private static ArrayNode series(Map<String, String> labels, List<Long> times, List<String> values) {
        ArrayNode series = JSON.createArrayNode().add(labels(labels));
        for (int i = 0; i < times.size(); i++) {
            series.add(times.get(i)).add(values.get(i));
        }
        return series;
    }

    private static RecordedAnswer answer(JsonNode node) {
        boolean isOrdered = node.path("ordered").asBoolean(true);
        if (node.has("vector")) {
            List<RecordedAnswer.Point> points = new ArrayList<>();
            node.get("vector")
                    .forEach(point -> points.add(new RecordedAnswer.Point(
                            labels(point.get(0)), point.get(1).textValue())));
            return new RecordedAnswer.InstantVector(points, isOrdered);
        }
        if (node.has("scalar")) {
            return new RecordedAnswer.Scalar(node.get("scalar").textValue());
        }
        if (node.has("matrix")) {
            List<RecordedAnswer.Row> rows = new ArrayList<>();
            node.get("matrix")
                    .forEach(row -> rows.add(new RecordedAnswer.Row(labels(row.get(0)), times(row), texts(row))));
            return new RecordedAnswer.Matrix(rows, isOrdered);
        }
        if (node.has("streams")) {
            List<RecordedAnswer.Lines> rows = new ArrayList<>();
            node.get("streams")
                    .forEach(row -> rows.add(new RecordedAnswer.Lines(labels(row.get(0)), times(row), texts(row))));
            return new RecordedAnswer.Streams(rows, isOrdered);
        }
        return new RecordedAnswer.Refusal(
                node.get("status").intValue(),
                node.get("message").textValue(),
                node.path("whole").asBoolean(true));
    }

    private static List<Long> times(JsonNode series) {
        List<Long> times = new ArrayList<>();
        for (int i = 1; i < series.size(); i += 2) {
            times.add(series.get(i).longValue());
        }
        return times;
    }

    private static List<String> texts(JsonNode series) {
        List<String> texts = new ArrayList<>();
        for (int i = 2; i < series.size(); i += 2) {
            texts.add(series.get(i).textValue());
        }
        return texts;
    }
}
