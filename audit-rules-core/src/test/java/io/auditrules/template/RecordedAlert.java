package io.auditrules.template;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.auditrules.diagnostic.IllegalValueException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The template of an annotation, and what a ruler made of it; see the README beside the data.
 *
 * @param world the number of the data that it was expanded with
 * @param answer the verdict, a blank and the answer
 */
record RecordedAlert(int world, String template, String answer) {

    static List<RecordedAlert> all(String file) throws IOException {
        List<RecordedAlert> cases = new ArrayList<>();
        for (String line : new String(Recorded.resource(file), StandardCharsets.UTF_8).split("\n", -1)) {
            String[] columns = line.split("\t", -1);
            if (columns.length == 4) {
                cases.add(new RecordedAlert(
                        Integer.parseInt(columns[0]),
                        Recorded.text(columns[2]),
                        columns[1] + " " + Recorded.text(columns[3])));
            }
        }
        return cases;
    }

    static List<AlertData> worlds() throws IOException {
        List<AlertData> worlds = new ArrayList<>();
        for (JsonNode world : new ObjectMapper().readTree(Recorded.resource("alert-worlds.json"))) {
            worlds.add(new AlertData(
                    texts(world.get("labels")),
                    value(world.get("value").asText()),
                    texts(world.get("externalLabels")),
                    world.get("externalUrl").asText(),
                    Instant.ofEpochMilli(world.get("at").asLong())));
        }
        return worlds;
    }

    private static double value(String text) {
        return Double.parseDouble(text.replace("Inf", "Infinity"));
    }

    static Map<String, String> texts(JsonNode json) {
        Map<String, String> texts = new LinkedHashMap<>();
        json.properties()
                .forEach(entry -> texts.put(entry.getKey(), entry.getValue().asText()));
        return texts;
    }

    /** What we make of it, as {@link #answer()}. */
    String ours(List<AlertData> worlds) {
        return io.auditrules.json.Utf8.visible(expanded(worlds.get(world)));
    }

    private String expanded(AlertData data) {
        try {
            AlertTemplate parsed = AlertTemplate.parse("Exec", template);
            try {
                return "+ " + parsed.expand(data);
            } catch (ExpansionException e) {
                return "- " + parsed.textFor(data);
            }
        } catch (IllegalValueException e) {
            return "! " + e.message();
        }
    }
}
