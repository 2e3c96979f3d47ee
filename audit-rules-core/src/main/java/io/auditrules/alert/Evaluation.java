package io.auditrules.alert;

import io.auditrules.notification.PostedAlert;
import java.time.Instant;
import java.util.List;

/**
 * What a rule was found to be at one time.
 *
 * @param health how the query went
 * @param alerts pending and firing ones, and those that are resolved and not yet forgotten, by labels
 * @param posted what Alertmanager is sent
 */
public record Evaluation(Instant at, Health health, List<Alert> alerts, List<PostedAlert> posted) {
    public Evaluation {
        alerts = List.copyOf(alerts);
        posted = List.copyOf(posted);
    }
}
