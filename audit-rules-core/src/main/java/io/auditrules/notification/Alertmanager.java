package io.auditrules.notification;

import io.auditrules.alertmanager.RouteNode;
import io.auditrules.alertmanager.Routing;
import io.auditrules.diagnostic.IllegalValueException;
import io.auditrules.time.PrometheusDuration;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;

/**
 * One Alertmanager over time, on a clock that its caller moves. It tells what Alertmanager 0.25 tells, if sending takes
 * no time and always succeeds, and nobody sets silences. The same calls have the same answers.
 *
 * <pre>{@code
 * Alertmanager alertmanager = Alertmanager.of(routing, start);
 * alertmanager.receive(start.plusSeconds(60), List.of(PostedAlert.firing(Map.of("alertname", "AuditPodExec"))));
 * alertmanager.advanceTo(start.plusSeconds(3600));
 * List<Notification> notifications = alertmanager.notifications();
 * }</pre>
 *
 * <p>Routes with the same matchers from the root on and the same receiver share what was told last ({@link
 * RouteNode#key}), so that of two of them only the quicker one tells, unless they tell at the same moment.
 *
 * <p>Two things happen in an order of their own where a real one leaves it to chance: what falls due when alerts arrive
 * is told before they are seen, and all alerts of one post are seen before any is told. Since sending takes no time,
 * {@code repeat_interval} that is a multiple of {@code group_interval} passes one interval later, as in a real one it
 * nearly always does.
 *
 * <p>Where newer versions differ: from 0.31 an empty {@code group_by} makes one group ({@link RouteNode#groupBy}); 0.34
 * removes a group as soon as it is empty, here that happens every 30 s as in 0.25, and until then the group keeps its
 * rhythm instead of a new {@code group_wait}; in 0.34 only the alert that begins a group can cut its {@code group_wait}
 * short.
 */
public final class Alertmanager {
    private static final Duration RESOLVE_TIMEOUT = Duration.ofMinutes(5);
    /** How often empty groups are removed ({@code dispatch.Dispatcher.run}). */
    private static final Duration CLEANUP_INTERVAL = Duration.ofSeconds(30);

    private final Routing routing;
    private final Duration resolveTimeout;
    private final AlertStore alerts;
    private final Inhibitor inhibitor;
    private final Pipeline pipeline;
    private final Ticks cleanups;
    /** Where alerts belong, by their labels: rulers post the same alerts every minute. */
    private final Map<Map<String, String>, List<Place>> places = new HashMap<>();

    private final Map<Place, Group> groups = new LinkedHashMap<>();
    private final PriorityQueue<Flush> flushes = new PriorityQueue<>(Flush.ORDER);
    private Instant now;
    private long scheduled;

    private Alertmanager(Routing routing, Instant start) {
        this.routing = routing;
        this.resolveTimeout = routing.global()
                .text("resolve_timeout")
                .map(text -> new PrometheusDuration(text).toDuration())
                .orElse(RESOLVE_TIMEOUT);
        this.alerts = new AlertStore(start);
        this.inhibitor = new Inhibitor(routing.inhibitRules());
        this.pipeline = new Pipeline(routing, inhibitor, start);
        this.cleanups = new Ticks(start, CLEANUP_INTERVAL);
        this.now = start;
    }

    /** The group of a route with these group labels. */
    private record Place(RouteNode route, Map<String, String> labels) {}

    /** A look at a group that is to come; void if the group has decided otherwise since. */
    private record Flush(Instant at, long number, Group group) {
        static final Comparator<Flush> ORDER = Comparator.comparing(Flush::at).thenComparing(Flush::number);

        boolean isVoid() {
            return group.isEmpty() || !group.next().equals(at);
        }
    }

    /** An Alertmanager that starts at a moment and knows no alerts. */
    public static Alertmanager of(Routing routing, Instant start) {
        return new Alertmanager(routing, start);
    }

    /**
     * Takes a post of alerts, after all that falls due until then.
     *
     * @param at not before any earlier call
     * @throws IllegalValueException if Alertmanager would refuse an alert of them; then none is taken
     */
    public void receive(Instant at, List<PostedAlert> posted) {
        advanceTo(at);
        List<Alert> arriving = posted.stream()
                .map(alert -> Alert.arriving(alert, at, resolveTimeout))
                .toList();
        for (Alert alert : arriving) {
            Alert known = alerts.put(alert, at);
            inhibitor.see(known);
            places.computeIfAbsent(known.labels(), this::placesOf).forEach(place -> insert(known, place));
        }
        flushUntil(at);
    }

    /**
     * Lets time pass, and tells what falls due until then.
     *
     * @param time not before any earlier call
     */
    public void advanceTo(Instant time) {
        if (time.isBefore(now)) {
            throw new IllegalArgumentException("time does not go back from " + now + " to " + time);
        }
        flushUntil(time);
        now = time;
    }

    /** All that was told so far, in the order of time. */
    public List<Notification> notifications() {
        return List.copyOf(pipeline.notifications());
    }

    /**
     * Alerts of which a receiver was not told, in the order of time, and at the end those that still wait. What does not
     * change from one look at a group to the next stands once.
     */
    public List<Withheld> withheld() {
        List<Withheld> withheld = new ArrayList<>(pipeline.withheld());
        for (Group group : groups.values()) {
            for (Alert alert : group.waiting()) {
                Cause waiting = new Cause.Waiting(group.next());
                withheld.add(new Withheld(now, group.route(), group.labels(), alert.labels(), waiting));
            }
        }
        return List.copyOf(withheld);
    }

    private List<Place> placesOf(Map<String, String> labels) {
        return routing.routesFor(labels).routes().stream()
                .map(route -> new Place(route, route.groupLabels(labels)))
                .toList();
    }

    private void insert(Alert alert, Place place) {
        Group group = groups.get(place);
        if (group == null || group.isRemoved(cleanups, now)) {
            group = new Group(place.route, place.labels, now);
            groups.put(place, group);
        }
        boolean slept = group.isEmpty();
        Instant before = group.next();
        group.insert(alert, now);
        if (slept || !group.next().equals(before)) {
            schedule(group);
        }
    }

    private void schedule(Group group) {
        flushes.add(new Flush(group.next(), scheduled++, group));
    }

    private void flushUntil(Instant time) {
        while (!flushes.isEmpty() && !flushes.peek().at.isAfter(time)) {
            Flush flush = flushes.remove();
            if (!flush.isVoid()) {
                pipeline.flush(flush.group, flush.at);
                if (!flush.group.isEmpty()) {
                    schedule(flush.group);
                }
            }
        }
    }
}
