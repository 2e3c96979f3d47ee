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
 * @param texts what its templates came to, by key, as far as they are compared
 */
record Told(
        Instant at,
        String receiver,
        String integration,
        Map<String, String> groupLabels,
        List<NotifiedAlert> alerts,
        Map<String, String> texts) {
    Told {
        groupLabels = Map.copyOf(groupLabels);
        alerts = List.copyOf(alerts);
        texts = Map.copyOf(texts);
    }

    static Told of(Notification notification, Map<String, String> texts) {
        return new Told(
                notification.at(),
                notification.receiver(),
                notification.integration(),
                notification.groupLabels(),
                notification.alerts(),
                texts);
    }
}
