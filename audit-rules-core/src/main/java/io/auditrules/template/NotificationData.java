package io.auditrules.template;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What the templates of a notification see, Alertmanager's {@code template.Data}.
 *
 * @param receiver its name, with a backslash before each character that means something in a regular expression
 * @param status firing if one of the alerts is
 * @param alerts of the notification
 * @param notificationReason why it is sent, of which Alertmanager 0.25 knows nothing
 * @param groupLabels what the alerts are grouped by
 * @param commonLabels those that all alerts have
 * @param commonAnnotations likewise
 * @param routeLabels of the route, already expanded, which came with Alertmanager 0.34
 * @param externalUrl where Alertmanager is reached
 */
public record NotificationData(
        String receiver,
        Status status,
        List<Alert> alerts,
        String notificationReason,
        Map<String, String> groupLabels,
        Map<String, String> commonLabels,
        Map<String, String> commonAnnotations,
        Map<String, String> routeLabels,
        String externalUrl) {
    private static final Pattern MEANINGFUL = Pattern.compile("[\\\\.+*?()|\\[\\]{}^$]");

    /** Whether alerts go on. */
    public enum Status {
        FIRING("firing"),
        RESOLVED("resolved");

        private final String text;

        Status(String text) {
            this.text = text;
        }

        /** As templates see it. */
        public String text() {
            return text;
        }
    }

    /**
     * One alert of a notification.
     *
     * @param endsAt null while it fires, which templates see as the year 1
     * @param generatorUrl where it comes from
     * @param fingerprint of its labels, see {@link #fingerprint}
     */
    public record Alert(
            Status status,
            Map<String, String> labels,
            Map<String, String> annotations,
            Instant startsAt,
            @Nullable Instant endsAt,
            String generatorUrl,
            String fingerprint) {

        /** Keeps copies of the maps. */
        public Alert {
            labels = Map.copyOf(labels);
            annotations = Map.copyOf(annotations);
        }

        /** An alert that fires, with the fingerprint of its labels. */
        public static Alert firing(
                Map<String, String> labels, Map<String, String> annotations, Instant startsAt, String generatorUrl) {
            return new Alert(
                    Status.FIRING, labels, annotations, startsAt, null, generatorUrl, Alert.fingerprint(labels));
        }

        /** An alert that is over, with the fingerprint of its labels. */
        public static Alert resolved(
                Map<String, String> labels,
                Map<String, String> annotations,
                Instant startsAt,
                Instant endsAt,
                String generatorUrl) {
            return new Alert(
                    Status.RESOLVED, labels, annotations, startsAt, endsAt, generatorUrl, Alert.fingerprint(labels));
        }

        /** What Alertmanager knows an alert by: FNV-1a over its labels in order (prometheus/common, model.Fingerprint). */
        public static String fingerprint(Map<String, String> labels) {
            Map<String, String> sorted = new TreeMap<>();
            labels.forEach((label, value) -> sorted.put(Utf8.bytesOf(label), Utf8.bytesOf(value)));
            long hash = 0xcbf29ce484222325L;
            for (Map.Entry<String, String> label : sorted.entrySet()) {
                String bytes = label.getKey() + "\u00ff" + label.getValue() + "\u00ff";
                for (int i = 0; i < bytes.length(); i++) {
                    hash = (hash ^ bytes.charAt(i)) * 0x100000001b3L;
                }
            }
            return String.format(Locale.ROOT, "%016x", hash);
        }
    }

    /** Keeps copies of the maps and the list. */
    public NotificationData {
        alerts = List.copyOf(alerts);
        groupLabels = Map.copyOf(groupLabels);
        commonLabels = Map.copyOf(commonLabels);
        commonAnnotations = Map.copyOf(commonAnnotations);
        routeLabels = Map.copyOf(routeLabels);
    }

    /**
     * The data of a group of alerts, put together as Alertmanager does.
     *
     * @param receiver its name as in the configuration
     */
    public static NotificationData of(
            String receiver, Map<String, String> groupLabels, List<Alert> alerts, String externalUrl) {
        boolean isFiring = alerts.stream().anyMatch(alert -> alert.status() == Status.FIRING);
        return new NotificationData(
                MEANINGFUL.matcher(receiver).replaceAll("\\\\$0"),
                isFiring ? Status.FIRING : Status.RESOLVED,
                alerts,
                "",
                groupLabels,
                common(alerts, Alert::labels),
                common(alerts, Alert::annotations),
                Map.of(),
                externalUrl);
    }

    private static Map<String, String> common(List<Alert> alerts, Function<Alert, Map<String, String>> of) {
        List<Map<String, String>> maps = new ArrayList<>();
        alerts.forEach(alert -> maps.add(of.apply(alert)));
        Map<String, String> common = maps.isEmpty() ? Map.of() : new HashMap<>(maps.get(0));
        maps.forEach(map ->
                common.entrySet().removeIf(entry -> !entry.getValue().equals(map.get(entry.getKey()))));
        return common;
    }
}
