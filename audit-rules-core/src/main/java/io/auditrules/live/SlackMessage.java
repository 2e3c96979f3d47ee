package io.auditrules.live;

import io.auditrules.notification.Integration;
import io.auditrules.notification.NotifiedAlert;
import io.auditrules.scenario.NotificationTexts;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A message for Slack, in which Alertmanager writes what a receiver's templates come to. Two fields of ours say in it which
 * notification it is, so that nothing but the integration itself is asked.
 */
final class SlackMessage {
    /** Settings that the message has itself, and not its attachment (Alertmanager 0.25, notify/slack). */
    private static final List<String> OF_MESSAGE = List.of("channel", "username", "icon_emoji", "icon_url");

    private static final String GROUP = pairs("GroupLabels");
    private static final String TIME = ".Format \"2006-01-02T15:04:05.999999999Z07:00\" }}";
    private static final String ALERTS = "{{ range .Alerts }}{{ .StartsAt" + TIME + " {{ .EndsAt" + TIME + " "
            + pairs("Labels") + " " + pairs("Annotations") + " {{ urlquery .GeneratorURL }}\n{{ end }}";

    private SlackMessage() {}

    private static String pairs(String field) {
        return "{{ range ." + field + ".SortedPairs }}{{ urlquery .Name }}={{ urlquery .Value }}&{{ end }}";
    }

    /** What Alertmanager's configuration says, so that an integration's messages come to an address of ours. */
    static Map<String, Object> config(Integration integration, URI address) {
        Map<String, Object> config = new LinkedHashMap<>();
        config.put("api_url", address.toString());
        config.put("send_resolved", integration.sendsResolved());
        config.putAll(NotificationTexts.ofSlack(integration));
        config.put(
                "fields",
                List.of(Map.of("title", "group", "value", GROUP), Map.of("title", "alerts", "value", ALERTS)));
        return config;
    }

    /**
     * Reads a message.
     *
     * @throws IllegalArgumentException if it is none, or without the fields of ours
     */
    static Told told(Instant at, Integration integration, Map<?, ?> message) {
        List<Map<?, ?>> attachments = Json.objects(message.get("attachments"));
        if (attachments.size() != 1) {
            throw new IllegalArgumentException("a message of " + attachments.size() + " attachments");
        }
        Map<?, ?> attachment = attachments.get(0);
        List<Map<?, ?>> fields = Json.objects(attachment.get("fields"));
        if (fields.size() != 2) {
            throw new IllegalArgumentException("a message of " + fields.size() + " fields");
        }
        List<NotifiedAlert> alerts = new ArrayList<>();
        for (String line : Json.text(fields.get(1).get("value")).split("\n", -1)) {
            if (!line.isEmpty()) {
                alerts.add(alert(line.split(" ", -1)));
            }
        }
        Map<String, String> texts = new TreeMap<>();
        for (String key : NotificationTexts.ofSlack(integration).keySet()) {
            Map<?, ?> part = OF_MESSAGE.contains(key) ? message : attachment;
            texts.put(key, Json.text(part.get(key)));
        }
        return new Told(
                at,
                integration.receiver(),
                integration.name(),
                read(Json.text(fields.get(0).get("value"))),
                alerts,
                texts);
    }

    private static NotifiedAlert alert(String[] words) {
        return new NotifiedAlert(
                read(words[2]),
                read(words[3]),
                Json.time(words[0]),
                Json.time(words[1]),
                URLDecoder.decode(words[4], StandardCharsets.UTF_8));
    }

    private static Map<String, String> read(String pairs) {
        Map<String, String> read = new TreeMap<>();
        for (String pair : pairs.split("&", -1)) {
            int equals = pair.indexOf('=');
            if (equals > 0) {
                read.put(
                        URLDecoder.decode(pair.substring(0, equals), StandardCharsets.UTF_8),
                        URLDecoder.decode(pair.substring(equals + 1), StandardCharsets.UTF_8));
            }
        }
        return read;
    }
}
