package io.auditrules.evaluate;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.auditrules.bytes.Utf8;
import java.io.IOException;
import java.math.BigDecimal;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** A tenant of a running Loki. */
final class LokiClient {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final String url;
    private final String tenant;

    /** Talks to the Loki at an address such as {@code http://127.0.0.1:3100}. */
    LokiClient(String url, String tenant) {
        this.url = url;
        this.tenant = tenant;
    }

    /** Whether no entry was pushed yet for this tenant. */
    boolean isEmpty() throws IOException, InterruptedException {
        RecordedAnswer answer = ask(RecordedQuestion.log(
                "{log_type=~\".+\"}",
                RandomEntries.BASE_NANOS - 86_400 * RandomEntries.SECOND,
                RandomEntries.BASE_NANOS + 86_400 * RandomEntries.SECOND,
                1,
                true));
        return answer.equals(new RecordedAnswer.Streams(List.of(), true));
    }

    void push(List<RecordedEntry> entries) throws IOException, InterruptedException {
        int most = 200;
        for (int from = 0; from < entries.size(); from += most) {
            Map<Map<String, String>, ArrayNode> streams = new LinkedHashMap<>();
            for (RecordedEntry entry : entries.subList(from, Math.min(from + most, entries.size()))) {
                ArrayNode value = streams.computeIfAbsent(entry.labels(), labels -> JSON.createArrayNode())
                        .addArray()
                        .add(Long.toString(entry.nanos()))
                        .add(entry.line());
                if (!entry.metadata().isEmpty()) {
                    value.add(JSON.valueToTree(new TreeMap<>(entry.metadata())));
                }
            }
            ObjectNode body = JSON.createObjectNode();
            ArrayNode all = body.putArray("streams");
            streams.forEach((labels, values) -> {
                ObjectNode stream = all.addObject();
                stream.set("stream", JSON.valueToTree(labels));
                stream.set("values", values);
            });
            HttpResponse<byte[]> response = send(request("/loki/api/v1/push")
                    .header("Content-Type", "application/json")
                    .POST(HttpRequest.BodyPublishers.ofString(JSON.writeValueAsString(body))));
            if (response.statusCode() != 204) {
                throw new IOException(response.statusCode() + " " + text(response));
            }
        }
    }

    /** What Loki answers this time. */
    RecordedAnswer ask(RecordedQuestion question) throws IOException, InterruptedException {
        Map<String, String> parameters = new LinkedHashMap<>();
        parameters.put("query", question.query());
        switch (question.kind()) {
            case INSTANT -> parameters.put("time", Long.toString(question.start()));
            case RANGE -> {
                parameters.put("start", Long.toString(question.start()));
                parameters.put("end", Long.toString(question.end()));
                parameters.put(
                        "step",
                        BigDecimal.valueOf(question.step(), 9)
                                .stripTrailingZeros()
                                .toPlainString());
            }
            case LOG -> {
                parameters.put("start", Long.toString(question.start()));
                parameters.put("end", Long.toString(question.end()));
                parameters.put("limit", Integer.toString(question.limit()));
                parameters.put("direction", question.isForward() ? "forward" : "backward");
            }
        }
        String form = parameters.entrySet().stream()
                .map(parameter ->
                        parameter.getKey() + "=" + URLEncoder.encode(parameter.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
        String path = "/loki/api/v1/" + (question.kind() == RecordedQuestion.Kind.INSTANT ? "query" : "query_range");
        HttpResponse<byte[]> response = send(request(path + "?" + form).GET());
        if (response.statusCode() != 200) {
            return new RecordedAnswer.Refusal(
                    response.statusCode(), text(response).strip(), true);
        }
        return answer(JSON.readTree(text(response)).get("data"));
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(url + path)).header("X-Scope-OrgID", tenant);
    }

    private HttpResponse<byte[]> send(HttpRequest.Builder request) throws IOException, InterruptedException {
        return http.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
    }

    /** The body, with U+FFFD for each byte that is no part of a character: in labels and lines Loki writes them as they are. */
    private static String text(HttpResponse<byte[]> response) {
        return Utf8.visible(Utf8.decode(response.body(), 0, response.body().length));
    }

    private static RecordedAnswer answer(JsonNode data) {
        JsonNode result = data.get("result");
        return switch (data.get("resultType").textValue()) {
            case "vector" -> {
                List<RecordedAnswer.Point> points = new ArrayList<>();
                result.forEach(point -> points.add(new RecordedAnswer.Point(
                        labels(point.get("metric")), point.get("value").get(1).textValue())));
                yield new RecordedAnswer.InstantVector(points, true);
            }
            case "scalar" -> new RecordedAnswer.Scalar(result.get(1).textValue());
            case "matrix" -> {
                List<RecordedAnswer.Row> rows = new ArrayList<>();
                result.forEach(row -> {
                    List<Long> times = new ArrayList<>();
                    List<String> values = new ArrayList<>();
                    row.get("values").forEach(value -> {
                        times.add(new BigDecimal(value.get(0).asText())
                                .movePointRight(3)
                                .longValueExact());
                        values.add(value.get(1).textValue());
                    });
                    rows.add(new RecordedAnswer.Row(labels(row.get("metric")), times, values));
                });
                yield new RecordedAnswer.Matrix(rows, true);
            }
            default -> {
                List<RecordedAnswer.Lines> streams = new ArrayList<>();
                result.forEach(row -> {
                    List<Long> times = new ArrayList<>();
                    List<String> lines = new ArrayList<>();
                    row.get("values").forEach(value -> {
                        times.add(Long.parseLong(value.get(0).textValue()));
                        lines.add(value.get(1).textValue());
                    });
                    streams.add(new RecordedAnswer.Lines(labels(row.get("stream")), times, lines));
                });
                yield new RecordedAnswer.Streams(streams, true);
            }
        };
    }

    private static Map<String, String> labels(JsonNode node) {
        Map<String, String> labels = new TreeMap<>();
        node.properties()
                .forEach(field -> labels.put(field.getKey(), field.getValue().textValue()));
        return labels;
    }
}
