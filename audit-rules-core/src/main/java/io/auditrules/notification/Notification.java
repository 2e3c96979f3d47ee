package io.auditrules.notification;

import io.auditrules.alertmanager.RouteNode;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What one integration of a receiver is told.
 *
 * @param route the route whose group it is about
 * @param integration its key and place in the receiver: {@code slack_configs[0]}
 * @param groupLabels what all alerts of the group have in common by {@code group_by}
 * @param alerts in Alertmanager's order; without resolved ones where {@code send_resolved} is false
 */
public record Notification(
        Instant at,
        RouteNode route,
        String integration,
        Map<String, String> groupLabels,
        Reason reason,
        List<NotifiedAlert> alerts) {

    public Notification {
        groupLabels = Collections.unmodifiableMap(new TreeMap<>(groupLabels));
        alerts = List.copyOf(alerts);
    }

    /** Who is told. */
    public String receiver() {
        return route.receiver();
    }

    public Status status() {
        return alerts.stream().anyMatch(alert -> alert.status() == Status.FIRING) ? Status.FIRING : Status.RESOLVED;
    }
}
