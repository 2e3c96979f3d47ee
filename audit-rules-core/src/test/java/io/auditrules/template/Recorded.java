package io.auditrules.template;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.auditrules.diagnostic.IllegalValueException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * A template and what Loki made of it; see the README beside the data.
 *
 * @param place where it was asked, with the number of its world
 * @param answer the verdict, a blank and the answer
 * @param fields the labels that Loki takes for needed
 */
record Recorded(String place, String template, String answer, Set<String> fields) {

    static List<Recorded> all() throws IOException {
        List<Recorded> cases = new ArrayList<>();
        for (String line : new String(resource("loki-3.7.6.tsv"), StandardCharsets.UTF_8).split("\n", -1)) {
            String[] columns = line.split("\t", -1);
            if (columns.length == 5) {
                Set<String> fields = new TreeSet<>(Arrays.asList(columns[4].split(",", -1)));
                fields.remove("");
                cases.add(new Recorded(columns[0], text(columns[2]), columns[1] + " " + text(columns[3]), fields));
            }
        }
        return cases;
    }

    static byte[] resource(String name) throws IOException {
        try (InputStream stream = Recorded.class.getResourceAsStream("/template/" + name)) {
            return Objects.requireNonNull(stream, name).readAllBytes();
        }
    }

    static String text(String column) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < column.length(); i++) {
            char c = column.charAt(i);
            text.append(c == '\\' ? "\t\n\r\\".charAt("tnr\\".indexOf(column.charAt(++i))) : c);
        }
        return text.toString();
    }

    boolean isPlain() {
        return place.startsWith("plain");
    }

    LineTemplate parse() {
        return place.startsWith("line") ? LineTemplate.ofLine(template) : LineTemplate.ofLabel(template);
    }

    /** What we make of it, as {@link #answer()}, as people see it. */
    String ours(Worlds worlds) {
        return io.auditrules.bytes.Utf8.visible(expanded(worlds));
    }

    private String expanded(Worlds worlds) {
        int world = Integer.parseInt(place.replaceAll("\\D", ""));
        try {
            if (isPlain()) {
                return "+ " + Template.parse("plain", template, Functions.NONE).expand(worlds.plain.get(world));
            }
            World given = worlds.line.get(world);
            LineTemplate parsed = parse();
            if (place.startsWith("line") && parsed.singleField().isPresent()) {
                return "+ " + given.labels.getOrDefault(parsed.singleField().get(), "");
            }
            return "+ " + parsed.expand(given.labels, given.line, given.timestamp, 0);
        } catch (ExpansionException e) {
            return "- " + e.getMessage();
        } catch (IllegalValueException e) {
            return "! " + e.message();
        }
    }

    /** What a template of Loki is expanded with. */
    record World(Map<String, String> labels, String line, long timestamp) {}

    /** What templates are expanded with, by number. */
    record Worlds(List<World> line, List<@Nullable Object> plain) {
        static Worlds read() throws IOException {
            JsonNode json = new ObjectMapper().readTree(resource("worlds.json"));
            List<World> line = new ArrayList<>();
            for (JsonNode world : json.get("line")) {
                Map<String, String> labels = new LinkedHashMap<>();
                world.get("labels")
                        .properties()
                        .forEach(entry ->
                                labels.put(entry.getKey(), entry.getValue().asText()));
                line.add(new World(
                        labels,
                        world.get("line").asText(),
                        world.get("timestamp").asLong()));
            }
            List<@Nullable Object> plain = new ArrayList<>();
            json.get("plain").forEach(data -> plain.add(value(data)));
            return new Worlds(line, plain);
        }

        private static @Nullable Object value(JsonNode json) {
            if (json.isNull()) {
                return null;
            }
            if (json.isTextual()) {
                return json.asText();
            }
            if (json.isBoolean()) {
                return json.asBoolean();
            }
            if (json.isNumber()) {
                return json.asDouble();
            }
            if (json.isArray()) {
                List<@Nullable Object> list = new ArrayList<>();
                json.forEach(element -> list.add(value(element)));
                return list;
            }
            if (json.has("$int")) {
                return json.get("$int").asLong();
            }
            if (json.has("$time")) {
                return Instant.ofEpochSecond(json.get("$time").asLong());
            }
            Map<String, @Nullable Object> map = new LinkedHashMap<>();
            JsonNode strings = json.get("$strings");
            (strings == null ? json : strings)
                    .properties()
                    .forEach(entry -> map.put(entry.getKey(), value(entry.getValue())));
            if (strings == null) {
                return map;
            }
            Map<String, String> texts = new LinkedHashMap<>();
            map.forEach((key, value) -> texts.put(key, String.valueOf(value)));
            return new StringMap(texts);
        }
    }
}
