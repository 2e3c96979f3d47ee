package io.auditrules.notification;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * A notification in a form that a simulated and a real Alertmanager share.
 *
 * @param to integration and group
 * @param text status of the notification, and each alert in order
 * @param times starts and ends of the alerts, where they were told
 */
record Told(Instant at, String to, String text, List<Instant> times) {
    private static final String SLACK_LABELS = "[{{ range .SortedPairs }}{{ .Name }}={{ .Value }},{{ end }}]";
    /** What makes a real Slack integration send the labels of the group, and the same text. */
    static final String SLACK_TITLE = "{{ with .GroupLabels }}" + SLACK_LABELS + "{{ end }}";

    static final String SLACK_TEXT =
            "{{ .Status }}{{ range .Alerts }} {{ .Status }}{{ with .Labels }}" + SLACK_LABELS + "{{ end }}{{ end }}";

    static Told of(Notification notification) {
        StringBuilder text = new StringBuilder(word(notification.status()));
        List<Instant> times = new ArrayList<>();
        for (NotifiedAlert alert : notification.alerts()) {
            text.append(' ').append(word(alert.status())).append(labels(alert.labels()));
            times.add(alert.startsAt());
            times.add(alert.endsAt());
        }
        String integration = notification.integration().replace("[", "/").replace("]", "");
        String to = "/" + notification.receiver() + "/" + integration;
        if (integration.startsWith("slack")) {
            String group = labels(notification.groupLabels());
            return new Told(notification.at(), to + " " + group, text.toString(), List.of());
        }
        String group = notification.groupLabels().entrySet().stream()
                .map(entry -> entry.getKey() + "=\"" + entry.getValue() + "\"")
                .collect(Collectors.joining(", ", "{", "}"));
        return new Told(notification.at(), to + " " + notification.route().key() + ":" + group, text.toString(), times);
    }

    /** How two Alertmanagers differ: in what they tell of a group, or in when, by this much; empty if in nothing. */
    static Optional<String> difference(List<Told> one, List<Told> other, Duration tolerance) {
        if (!texts(one).equals(texts(other))) {
            return Optional.of(texts(one) + "\n" + texts(other));
        }
        Map<String, List<Told>> groups = groups(other);
        return groups(one).entrySet().stream()
                .flatMap(group -> IntStream.range(0, group.getValue().size())
                        .mapToObj(i -> List.of(
                                group.getValue().get(i),
                                groups.getOrDefault(group.getKey(), List.of()).get(i))))
                .filter(pair -> !pair.get(0).isNear(pair.get(1), tolerance))
                .findFirst()
                .map(pair -> pair.get(0) + "\n" + pair.get(1));
    }

    private static Map<String, List<String>> texts(List<Told> told) {
        return told.stream()
                .collect(Collectors.groupingBy(
                        Told::to, TreeMap::new, Collectors.mapping(Told::text, Collectors.toList())));
    }

    private static Map<String, List<Told>> groups(List<Told> told) {
        return told.stream().collect(Collectors.groupingBy(Told::to, TreeMap::new, Collectors.toList()));
    }

    private boolean isNear(Told that, Duration tolerance) {
        return isNear(at, that.at, tolerance)
                && IntStream.range(0, times.size()).allMatch(i -> isNear(times.get(i), that.times.get(i), tolerance));
    }

    private static boolean isNear(Instant one, Instant other, Duration tolerance) {
        return Duration.between(one, other).abs().compareTo(tolerance) <= 0;
    }

    /** As templates sort them: {@code alertname} first. */
    static String labels(Map<String, String> labels) {
        Map<String, String> rest = new TreeMap<>(labels);
        StringBuilder text = new StringBuilder("[");
        if (rest.containsKey("alertname")) {
            text.append("alertname=").append(rest.remove("alertname")).append(',');
        }
        rest.forEach(
                (name, value) -> text.append(name).append('=').append(value).append(','));
        return text.append(']').toString();
    }

    private static String word(Status status) {
        return status.name().toLowerCase(Locale.ROOT);
    }
}
