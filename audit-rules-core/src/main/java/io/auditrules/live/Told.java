package io.auditrules.live;

import io.auditrules.notification.Notification;
import io.auditrules.notification.NotifiedAlert;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * What an integration of a receiver was told.
 *
 * @param integration its key and place in the receiver: {@code slack_configs[0]}
 */
record Told(
        Instant at, String receiver, String integration, Map<String, String> groupLabels, List<NotifiedAlert> alerts) {
    Told {
        groupLabels = Map.copyOf(groupLabels);
        alerts = List.copyOf(alerts);
    }

    static Told of(Notification notification) {
        return new Told(
                notification.at(),
                notification.receiver(),
                notification.integration(),
                notification.groupLabels(),
                notification.alerts());
    }
}
