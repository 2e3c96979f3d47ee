package io.auditrules.live;

import io.auditrules.alert.Alert;
import io.auditrules.alert.Health;
import io.auditrules.event.Labels;
import io.auditrules.json.JsonReader;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads what a ruler says of its groups: {@code /prometheus/api/v1/rules} of Loki. */
final class RulerState {
    private RulerState() {}

    /**
     * A group.
     *
     * @param evaluated when its last evaluation began, by the clock of the machine
     */
    record Group(String name, Instant evaluated, List<Rule> rules) {
        /** When the group was first evaluated, to the nanosecond; empty if it was not yet. */
        Optional<Instant> first() {
            return rules.stream()
                    .filter(rule -> rule.alert().equals(RuleFile.PROBE))
                    .flatMap(rule -> rule.alerts().stream())
                    .map(Alert::activeAt)
                    .findFirst();
        }
    }

    /** A rule: how it was at its last evaluation. */
    record Rule(String alert, Health health, List<Alert> alerts) {}

    static List<Group> read(String json) throws IOException {
        List<Group> groups = new ArrayList<>();
        try {
            for (Map<?, ?> group : Json.objects(
                    Json.object(Json.object(JsonReader.read(json)).get("data")).get("groups"))) {
                List<Rule> rules = new ArrayList<>();
                Json.objects(group.get("rules")).forEach(rule -> rules.add(rule(rule)));
                groups.add(new Group(Json.text(group.get("name")), Json.time(group.get("lastEvaluation")), rules));
            }
        } catch (IllegalArgumentException e) {
            throw new IOException("the ruler's answer is not as expected: " + e.getMessage() + ": " + json, e);
        }
        return groups;
    }

    private static Rule rule(Map<?, ?> rule) {
        List<Alert> alerts = new ArrayList<>();
        Json.objects(rule.get("alerts")).forEach(alert -> alerts.add(alert(alert)));
        String error = Json.text(rule.get("lastError"));
        return new Rule(
                Json.text(rule.get("name")), error.isEmpty() ? Health.OK : new Health(kind(error), error), alerts);
    }

    /** Which kind of failure the words of Loki v3.7.6 and Prometheus v0.312 stand for. */
    static Health.Kind kind(String error) {
        if (error.contains("pipeline error")) {
            return Health.Kind.PIPELINE_ERROR;
        }
        if (error.contains("maximum number of series") || error.contains("maximum of series")) {
            return Health.Kind.SERIES_LIMIT;
        }
        if (error.contains("multiple matches for labels") || error.contains("found duplicate series")) {
            return Health.Kind.VECTOR_MATCHING;
        }
        if (error.contains("same labelset")) {
            return Health.Kind.DUPLICATE_LABELS;
        }
        return error.contains("exceeded limit") ? Health.Kind.ALERT_LIMIT : Health.Kind.NOT_SUPPORTED;
    }

    private static Alert alert(Map<?, ?> alert) {
        return new Alert(
                Labels.of(Json.texts(alert.get("labels"))),
                Json.texts(alert.get("annotations")),
                Json.text(alert.get("state")).equals("firing") ? Alert.State.FIRING : Alert.State.PENDING,
                number(Json.text(alert.get("value"))),
                Json.time(alert.get("activeAt")),
                Optional.empty(),
                Optional.empty());
    }

    static double number(String text) {
        return switch (text) {
            case "+Inf" -> Double.POSITIVE_INFINITY;
            case "-Inf" -> Double.NEGATIVE_INFINITY;
            default -> Double.parseDouble(text);
        };
    }
}
