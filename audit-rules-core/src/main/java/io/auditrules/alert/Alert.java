package io.auditrules.alert;

import io.auditrules.event.Labels;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * An alert as it stands after an evaluation.
 *
 * @param labels with {@code alertname}
 * @param annotations expanded
 * @param value of the series, when it was last there
 * @param activeAt since when the series has been there
 * @param firedAt since when the alert has fired; empty while it is pending
 * @param resolvedAt when a series was first missing under an alert that fired
 */
public record Alert(
        Labels labels,
        Map<String, String> annotations,
        State state,
        double value,
        Instant activeAt,
        Optional<Instant> firedAt,
        Optional<Instant> resolvedAt) {

    /** Where an alert is in its life. */
    public enum State {
        /** Its series is there, but not yet for as long as {@code for} says. */
        PENDING,
        FIRING,
        /** It fired, and its series is gone. */
        RESOLVED
    }
}
