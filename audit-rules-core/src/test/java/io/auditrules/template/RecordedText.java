package io.auditrules.template;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A template of an alert or a notification, and what a real program made of it; see the README beside the data.
 *
 * @param world the number of the data that it was expanded with
 * @param answer the verdict, a blank and the answer
 */
record RecordedText(int world, String template, String answer) {

    static List<RecordedText> all(String file) throws IOException {
        List<RecordedText> cases = new ArrayList<>();
        for (String line : new String(Recorded.resource(file), StandardCharsets.UTF_8).split("\n", -1)) {
            String[] columns = line.split("\t", -1);
            if (columns.length == 4) {
                cases.add(new RecordedText(
                        Integer.parseInt(columns[0]),
                        Recorded.text(columns[2]),
                        columns[1] + " " + Recorded.text(columns[3])));
            }
        }
        return cases;
    }

    static JsonNode json(String file) throws IOException {
        return new ObjectMapper().readTree(Recorded.resource(file));
    }

    static Map<String, String> texts(JsonNode json) {
        Map<String, String> texts = new LinkedHashMap<>();
        json.properties()
                .forEach(entry -> texts.put(entry.getKey(), entry.getValue().asText()));
        return texts;
    }

    /** What the annotations of alerts were expanded with. */
    static List<AlertData> alertWorlds() throws IOException {
        List<AlertData> worlds = new ArrayList<>();
        for (JsonNode world : json("alert-worlds.json")) {
            worlds.add(new AlertData(
                    texts(world.get("labels")),
                    Double.parseDouble(world.get("value").asText().replace("Inf", "Infinity")),
                    texts(world.get("externalLabels")),
                    world.get("externalUrl").asText(),
                    Instant.ofEpochMilli(world.get("at").asLong())));
        }
        return worlds;
    }

    /** What the texts of notifications were expanded with: Alertmanager's data as it writes them in JSON. */
    static List<NotificationData> notificationWorlds() throws IOException {
        List<NotificationData> worlds = new ArrayList<>();
        json("notification-worlds.json").get("worlds").forEach(world -> worlds.add(notification(world)));
        return worlds;
    }

    static NotificationData notification(JsonNode json) {
        List<NotificationData.Alert> alerts = new ArrayList<>();
        for (JsonNode alert : json.get("alerts")) {
            Instant end = Instant.parse(alert.get("endsAt").asText());
            alerts.add(new NotificationData.Alert(
                    status(alert),
                    texts(alert.get("labels")),
                    texts(alert.get("annotations")),
                    Instant.parse(alert.get("startsAt").asText()),
                    end.getEpochSecond() < 0 ? null : end,
                    alert.get("generatorURL").asText(),
                    alert.get("fingerprint").asText()));
        }
        return new NotificationData(
                json.get("receiver").asText(),
                status(json),
                alerts,
                json.get("notification_reason").asText(),
                texts(json.get("groupLabels")),
                texts(json.get("commonLabels")),
                texts(json.get("commonAnnotations")),
                texts(json.get("routeLabels")),
                json.get("externalURL").asText());
    }

    private static NotificationData.Status status(JsonNode json) {
        return json.get("status").asText().equals("firing")
                ? NotificationData.Status.FIRING
                : NotificationData.Status.RESOLVED;
    }
}
