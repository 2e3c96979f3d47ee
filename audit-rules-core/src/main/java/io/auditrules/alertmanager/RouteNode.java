package io.auditrules.alertmanager;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * A route at its place in the tree, with what it inherits from those above it. Two are equal when they stand at the same
 * place and say the same. Inheritance and the walk are those of {@code dispatch.Route} in Alertmanager 0.25.
 */
public final class RouteNode {
    private static final String ALL_LABELS = "...";
    private static final Duration GROUP_WAIT = Duration.ofSeconds(30);
    private static final Duration GROUP_INTERVAL = Duration.ofMinutes(5);
    private static final Duration REPEAT_INTERVAL = Duration.ofHours(4);

    private final Route route;
    private final List<Integer> path;
    private final String key;
    private final String receiver;
    private final List<String> groupBy;
    private final Duration groupWait;
    private final Duration groupInterval;
    private final Duration repeatInterval;
    private final List<RouteNode> children;

    private RouteNode(Route route, @Nullable RouteNode parent, List<Integer> path) {
        Optional<RouteNode> above = Optional.ofNullable(parent);
        this.route = route;
        this.path = path;
        this.key = above.map(node -> node.key + "/").orElse("") + matchersOf(route);
        this.receiver = route.receiver()
                .or(() -> above.map(node -> node.receiver))
                // Only of a configuration that is about to be refused.
                .orElse("");
        this.groupBy = route.groupBy()
                .filter(names -> !names.isEmpty())
                .or(() -> above.map(node -> node.groupBy))
                .orElse(List.of());
        this.groupWait = route.groupWait()
                .map(time -> time.toDuration())
                .or(() -> above.map(node -> node.groupWait))
                .orElse(GROUP_WAIT);
        this.groupInterval = route.groupInterval()
                .map(time -> time.toDuration())
                .or(() -> above.map(node -> node.groupInterval))
                .orElse(GROUP_INTERVAL);
        this.repeatInterval = route.repeatInterval()
                .map(time -> time.toDuration())
                .or(() -> above.map(node -> node.repeatInterval))
                .orElse(REPEAT_INTERVAL);
        this.children = IntStream.range(0, route.routes().size())
                .mapToObj(i -> new RouteNode(route.routes().get(i), this, longer(path, i)))
                .toList();
    }

    /** The whole tree under a root route. */
    static RouteNode root(Route route) {
        return new RouteNode(route, null, List.of());
    }

    /** What the route itself says. */
    public Route route() {
        return route;
    }

    /** Which child to take at every step from the root, counted from 0; empty for the root. */
    public List<Integer> path() {
        return path;
    }

    /**
     * All matchers from the root to here, as Alertmanager writes them. Routes with the same matchers share it, and then
     * share what Alertmanager remembers of notifications already sent.
     */
    public String key() {
        return key;
    }

    /** Who is told. */
    public String receiver() {
        return receiver;
    }

    /**
     * The labels that make a group, {@code ...} for all; empty where all alerts are one group. An empty
     * {@code group_by} inherits, as up to Alertmanager 0.30; newer ones take it for one group.
     */
    public List<String> groupBy() {
        return groupBy;
    }

    /** How long a new group collects alerts; 30 s unless said. */
    public Duration groupWait() {
        return groupWait;
    }

    /** The time between two looks at a group; 5 min unless said. */
    public Duration groupInterval() {
        return groupInterval;
    }

    /** How long to wait before telling again of what still fires; 4 h unless said. */
    public Duration repeatInterval() {
        return repeatInterval;
    }

    public List<RouteNode> children() {
        return children;
    }

    /** This route and all under it, depth first: every branch there is. */
    public List<RouteNode> all() {
        List<RouteNode> all = new ArrayList<>(List.of(this));
        children.forEach(child -> all.addAll(child.all()));
        return all;
    }

    /** What an alert's group here is called: those of its labels that {@link #groupBy} names. */
    public Map<String, String> groupLabels(Map<String, String> labels) {
        Map<String, String> group = new TreeMap<>(labels);
        if (!groupBy.contains(ALL_LABELS)) {
            group.keySet().retainAll(groupBy);
        }
        return group;
    }

    /** The routes on which an alert ends up, depth first; none if this route does not take it. */
    List<RouteNode> taken(Map<String, String> labels) {
        if (!route.matches(labels)) {
            return List.of();
        }
        List<RouteNode> taken = new ArrayList<>();
        for (RouteNode child : children) {
            List<RouteNode> below = child.taken(labels);
            taken.addAll(below);
            if (!below.isEmpty() && !child.route.continues()) {
                break;
            }
        }
        return taken.isEmpty() ? List.of(this) : taken;
    }

    /** The matchers alone, as {@code amtool config routes} shows them: <code>{severity="critical"}</code>. */
    String matchers() {
        return route.matchers().isEmpty() ? "default-route" : matchersOf(route);
    }

    private static String matchersOf(Route route) {
        return route.matchers().stream()
                .sorted(Comparator.comparing(Matcher::label)
                        .thenComparing(Matcher::value)
                        .thenComparing(Matcher::operator))
                .map(Matcher::compact)
                .collect(Collectors.joining(",", "{", "}"));
    }

    private static List<Integer> longer(List<Integer> path, int last) {
        List<Integer> longer = new ArrayList<>(path);
        longer.add(last);
        return List.copyOf(longer);
    }

    @Override
    public boolean equals(Object other) {
        return this == other
                || (other instanceof RouteNode that && path.equals(that.path) && key.equals(that.key) && says(that));
    }

    private boolean says(RouteNode that) {
        return receiver.equals(that.receiver)
                && groupBy.equals(that.groupBy)
                && groupWait.equals(that.groupWait)
                && groupInterval.equals(that.groupInterval)
                && repeatInterval.equals(that.repeatInterval)
                && route.equals(that.route);
    }

    @Override
    public int hashCode() {
        return path.hashCode();
    }

    /** The matchers from the root and the receiver. */
    @Override
    public String toString() {
        return key + "  receiver: " + receiver;
    }
}
