package io.auditrules.notification;

import io.auditrules.alertmanager.RouteNode;
import java.time.Instant;
import java.util.Map;

/**
 * An alert of which the receiver of a route was not told, though it was routed there.
 *
 * @param at when the cause was first met; it stands once for as long as it lasts
 */
public record Withheld(
        Instant at, RouteNode route, Map<String, String> groupLabels, Map<String, String> labels, Cause cause) {

    /** Who was not told. */
    public String receiver() {
        return route.receiver();
    }
}
