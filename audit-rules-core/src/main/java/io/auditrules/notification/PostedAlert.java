package io.auditrules.notification;

import io.auditrules.diagnostic.IllegalValueException;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;

/**
 * An alert as a ruler posts it to {@code /api/v2/alerts}. One that exists is one that Alertmanager 0.25 takes.
 *
 * @param labels at least one; those with an empty value are dropped, as Alertmanager does
 * @param annotations texts for people
 * @param startsAt when it began to fire, or {@link #NOT_SAID}
 * @param endsAt when it ends unless it is posted again, or {@link #NOT_SAID}
 * @param generatorUrl where the ruler shows the query; may be empty
 */
public record PostedAlert(
        Map<String, String> labels,
        Map<String, String> annotations,
        Instant startsAt,
        Instant endsAt,
        String generatorUrl) {

    /** The time that stands for none, in what Alertmanager reads and in what it sends: Go's zero time. */
    public static final Instant NOT_SAID = Instant.parse("0001-01-01T00:00:00Z");

    public PostedAlert {
        if (!(labels instanceof Texts)) {
            Map<String, String> present = new TreeMap<>(labels);
            present.values().removeIf(String::isEmpty);
            checkNames(present);
            labels = Texts.of(present);
        }
        if (!(annotations instanceof Texts)) {
            checkNames(annotations);
            annotations = Texts.of(annotations);
        }
        if (labels.isEmpty()) {
            throw new IllegalValueException("the alert has no labels", "it needs at least one that is not empty");
        }
        if (!startsAt.equals(NOT_SAID) && !endsAt.equals(NOT_SAID)) {
            checkOrder(startsAt, endsAt);
        }
    }

    /** An alert that fires from the moment it is posted, until {@code resolve_timeout} after its last post. */
    public static PostedAlert firing(Map<String, String> labels) {
        return new PostedAlert(labels, Map.of(), NOT_SAID, NOT_SAID, "");
    }

    /** The same alert, firing since a moment. */
    public PostedAlert since(Instant start) {
        return new PostedAlert(labels, annotations, start, endsAt, generatorUrl);
    }

    /** The same alert, which ends at a moment unless it is posted again; one that is past resolves it. */
    public PostedAlert until(Instant end) {
        return new PostedAlert(labels, annotations, startsAt, end, generatorUrl);
    }

    /** @throws IllegalValueException as Alertmanager refuses such an alert */
    static void checkOrder(Instant startsAt, Instant endsAt) {
        if (endsAt.isBefore(startsAt)) {
            throw new IllegalValueException(
                    "the alert ends at " + endsAt + ", before it starts at " + startsAt,
                    "Alertmanager refuses it: give an end that is not before the start");
        }
    }

    private static void checkNames(Map<String, String> texts) {
        texts.keySet().stream().filter(name -> !isName(name)).findFirst().ifPresent(name -> {
            throw new IllegalValueException(
                    "\"" + name + "\" is not a label name",
                    "letters, digits and \"_\" are legal, not beginning with a digit");
        });
    }

    private static boolean isName(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean isLetter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_';
            if (!isLetter && (i == 0 || c < '0' || c > '9')) {
                return false;
            }
        }
        return !text.isEmpty();
    }
}
