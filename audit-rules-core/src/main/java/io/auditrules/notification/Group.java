package io.auditrules.notification;

import io.auditrules.alertmanager.RouteNode;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** The alerts of one route that are told together, and when ({@code dispatch.aggrGroup} in Alertmanager 0.25). */
final class Group {
    private final RouteNode route;
    private final Map<String, String> labels;
    private final Map<Map<String, String>, Alert> alerts = new HashMap<>();
    private final Set<Map<String, String>> seen = new HashSet<>();
    private Instant next;
    private Instant lastFlush = Instant.MIN;
    private Set<List<Object>> withheld = Set.of();

    Group(RouteNode route, Map<String, String> labels, Instant now) {
        this.route = route;
        this.labels = labels;
        this.next = now.plus(route.groupWait());
    }

    RouteNode route() {
        return route;
    }

    Map<String, String> labels() {
        return labels;
    }

    boolean isEmpty() {
        return alerts.isEmpty();
    }

    /** The next look at the group; of an empty one nothing comes. */
    Instant next() {
        return next;
    }

    /** Whether it became empty and was removed since. */
    boolean isRemoved(Ticks cleanups, Instant now) {
        return isEmpty() && !cleanups.last(now).isBefore(lastFlush);
    }

    void insert(Alert alert, Instant now) {
        boolean flushed = lastFlush.isAfter(Instant.MIN);
        if (flushed && isEmpty()) {
            skipTo(now);
        }
        alerts.put(alert.labels(), alert);
        // What waited long enough elsewhere does not wait here.
        if (!flushed && alert.startsAt().plus(route.groupWait()).isBefore(now)) {
            next = now;
        }
    }

    /** An empty group keeps its rhythm; what it would have looked at was nothing. */
    private void skipTo(Instant now) {
        Duration interval = route.groupInterval();
        if (!next.isAfter(now)) {
            next = next.plus(interval.multipliedBy(Duration.between(next, now).toNanos() / interval.toNanos() + 1));
        }
    }

    /** Begins a look: the alerts there are, in order. */
    List<Alert> flush(Instant now) {
        lastFlush = now;
        next = now.plus(route.groupInterval());
        return alerts.values().stream().sorted(Alert.ORDER).toList();
    }

    /** Ends a look: what has ended is told and leaves. */
    void settle(Instant now) {
        alerts.values().removeIf(alert -> alert.isResolvedAt(now));
        seen.clear();
        seen.addAll(alerts.keySet());
    }

    /** Of what this look withholds, that which the last one did not. */
    List<Withheld> news(List<Withheld> all) {
        Set<List<Object>> before = withheld;
        withheld = all.stream().map(Group::words).collect(Collectors.toSet());
        return all.stream().filter(one -> !before.contains(words(one))).toList();
    }

    private static List<Object> words(Withheld one) {
        return List.of(one.labels(), one.cause());
    }

    /** The alerts at which nobody looked yet. */
    List<Alert> waiting() {
        return alerts.values().stream()
                .filter(alert -> !seen.contains(alert.labels()))
                .sorted(Alert.ORDER)
                .toList();
    }
}
