package io.auditrules.live;

import io.auditrules.notification.PostedAlert;
import java.time.Instant;
import java.util.List;

/** Alerts that a ruler sent to Alertmanager in one request. */
record Post(Instant at, List<PostedAlert> alerts) {
    Post {
        alerts = List.copyOf(alerts);
    }
}
