package io.auditrules.notification;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What was told last, for each group and integration ({@code nflog} in Alertmanager 0.25). */
final class NotificationLog {
    /** {@code --data.retention}. */
    private static final Duration RETENTION = Duration.ofDays(5);
    /** {@code --data.maintenance-interval}. */
    private static final Duration MAINTENANCE_INTERVAL = Duration.ofMinutes(15);

    private final Map<Key, Entry> entries = new HashMap<>();
    private final Ticks maintenance;

    NotificationLog(Instant start) {
        this.maintenance = new Ticks(start, MAINTENANCE_INTERVAL);
    }

    /** Routes with the same matchers and receiver share their entries, since this is all Alertmanager tells them by. */
    record Key(String route, Map<String, String> groupLabels, Integration integration) {}

    /**
     * One notification, sent or only noted.
     *
     * @param before what was known before this moment
     */
    record Entry(
            Instant at,
            Set<Map<String, String>> firing,
            Set<Map<String, String>> resolved,
            Instant expiresAt,
            @Nullable Entry before) {}

    /**
     * The last entry. One of this very moment is not seen yet: two groups that share entries look at the same time, and
     * sending takes longer than looking.
     */
    Optional<Entry> last(Key key, Instant now) {
        Entry entry = entries.get(key);
        if (entry != null && entry.at.equals(now)) {
            entry = entry.before;
        }
        return Optional.ofNullable(entry).filter(last -> !isForgotten(last, now));
    }

    void add(
            Key key,
            Instant now,
            Set<Map<String, String>> firing,
            Set<Map<String, String>> resolved,
            Duration repeatInterval) {
        Duration twice = repeatInterval.multipliedBy(2);
        Duration kept = twice.compareTo(RETENTION) < 0 ? twice : RETENTION;
        Entry before = last(key, now)
                .map(entry -> new Entry(entry.at, entry.firing, entry.resolved, entry.expiresAt, null))
                .orElse(null);
        entries.put(key, new Entry(now, firing, resolved, now.plus(kept), before));
    }

    private boolean isForgotten(Entry entry, Instant now) {
        Instant last = maintenance.last(now);
        return last.isAfter(entry.at) && !entry.expiresAt.isAfter(last);
    }
}
