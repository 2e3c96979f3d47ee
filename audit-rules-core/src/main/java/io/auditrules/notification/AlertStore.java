package io.auditrules.notification;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** The alerts that Alertmanager knows, each with what its posts add up to ({@code provider/mem} in 0.25). */
final class AlertStore {
    /** {@code --alerts.gc-interval}. */
    private static final Duration GC_INTERVAL = Duration.ofMinutes(30);

    private final Map<Map<String, String>, Alert> alerts = new HashMap<>();
    private final Ticks collections;

    AlertStore(Instant start) {
        this.collections = new Ticks(start, GC_INTERVAL);
    }

    /** The alert as it is known after its latest post. */
    Alert put(Alert latest, Instant now) {
        Alert merged = Optional.ofNullable(alerts.get(latest.labels()))
                .filter(old -> !isForgotten(old, now) && old.overlaps(latest))
                .map(old -> old.merge(latest, now))
                .orElse(latest);
        alerts.put(latest.labels(), merged);
        return merged;
    }

    private boolean isForgotten(Alert alert, Instant now) {
        Instant collection = collections.last(now);
        return collection.isAfter(alert.updatedAt()) && alert.isResolvedAt(collection);
    }
}
