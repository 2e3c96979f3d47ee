package io.auditrules.alertmanager;

import io.auditrules.diagnostic.IllegalValueException;
import io.auditrules.yaml.YamlWriter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A complete configuration of Alertmanager: the tree of routes, the receivers they lead to, and what keeps alerts
 * silent. One that exists is one that Alertmanager accepts.
 *
 * <pre>{@code
 * Routing routing = Routing.root(Route.to("default").build())
 *         .receivers(Receiver.named("default").build(), slack)
 *         .inhibit(InhibitRule.when("severity = \"critical\"").mutes("severity = \"warning\"").equal("alertname"))
 *         .build();
 * List<String> receivers = routing.receiversFor(Map.of("alertname", "AuditPodExec", "severity", "critical"));
 * }</pre>
 */
public final class Routing {
    private final Settings global;
    private final List<String> templates;
    private final Route root;
    private final RouteNode tree;
    private final List<Receiver> receivers;
    private final List<InhibitRule> inhibitRules;
    private final List<TimeInterval> timeIntervals;
    private final Map<String, Settings> others;

    private Routing(Builder builder) {
        this.global = builder.global;
        this.templates = List.copyOf(builder.templates);
        this.root = builder.root;
        this.tree = RouteNode.root(root);
        this.receivers = List.copyOf(builder.receivers);
        this.inhibitRules = List.copyOf(builder.inhibitRules);
        this.timeIntervals = List.copyOf(builder.timeIntervals);
        this.others = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(builder.others));
    }

    /** A configuration with this root route, which takes every alert that no child takes. */
    public static Builder root(Route root) {
        return new Builder(root);
    }

    /** A builder that already says what this configuration says. */
    public Builder toBuilder() {
        Builder builder = new Builder(root);
        builder.global = global;
        builder.templates.addAll(templates);
        builder.receivers.addAll(receivers);
        builder.inhibitRules.addAll(inhibitRules);
        builder.timeIntervals.addAll(timeIntervals);
        builder.others.putAll(others);
        return builder;
    }

    /** Defaults for all receivers. */
    public Settings global() {
        return global;
    }

    /** Files with templates for notifications. */
    public List<String> templates() {
        return templates;
    }

    public Route root() {
        return root;
    }

    public List<Receiver> receivers() {
        return receivers;
    }

    public List<InhibitRule> inhibitRules() {
        return inhibitRules;
    }

    /** Those of {@code time_intervals} and of its older name {@code mute_time_intervals}. */
    public List<TimeInterval> timeIntervals() {
        return timeIntervals;
    }

    /** Settings of the server itself that are passed on: {@code tracing}, {@code event_recorder}. */
    Map<String, Settings> others() {
        return others;
    }

    /** Whether a route may lead to this name. */
    public boolean hasReceiver(String name) {
        return receivers.stream().anyMatch(receiver -> receiver.name().equals(name));
    }

    /**
     * Who is told of an alert with these labels, in the order of the tree. A name stands twice where two routes lead
     * there, as in {@code amtool config routes test}.
     */
    public List<String> receiversFor(Map<String, String> labels) {
        return routesFor(labels).receivers();
    }

    /** Which routes an alert with these labels takes. */
    public TakenRoutes routesFor(Map<String, String> labels) {
        return new TakenRoutes(tree, tree.taken(labels));
    }

    /** The routes with what they inherit. */
    public RouteNode tree() {
        return tree;
    }

    /** The time interval of a name that a route of this configuration uses. */
    public TimeInterval timeInterval(String name) {
        return timeIntervals.stream()
                .filter(interval -> interval.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no time interval is called \"" + name + "\""));
    }

    /**
     * The same configuration with routes for single alerts, before all others under the root: one for each set of
     * receivers, and where a set has several, one for each of them.
     *
     * @param receiversByAlert in the order in which the routes shall stand
     * @throws IllegalValueException for a receiver that {@link #hasReceiver} does not know
     */
    public Routing notify(Map<String, List<String>> receiversByAlert) {
        Map<List<String>, List<String>> alertsByReceivers = new LinkedHashMap<>();
        receiversByAlert.forEach((alert, names) -> {
            List<String> once = names.stream().distinct().toList();
            List<String> known = alertsByReceivers.keySet().stream()
                    .filter(set -> set.size() == once.size() && set.containsAll(once))
                    .findFirst()
                    .orElse(once);
            if (!known.isEmpty()) {
                alertsByReceivers
                        .computeIfAbsent(known, key -> new ArrayList<>())
                        .add(alert);
            }
        });
        List<Route> routes = new ArrayList<>();
        alertsByReceivers.forEach((names, alerts) -> {
            for (int i = 0; i < names.size(); i++) {
                routes.add(Route.to(names.get(i))
                        .matching(Matcher.oneOf("alertname", alerts))
                        .continues(i < names.size() - 1)
                        .build());
            }
        });
        Builder builder = toBuilder();
        builder.root = root.toBuilder().routesFirst(routes).build();
        return builder.build();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Routing that && toString().equals(that.toString());
    }

    @Override
    public int hashCode() {
        return toString().hashCode();
    }

    /** The configuration as Alertmanager reads it. */
    @Override
    public String toString() {
        return YamlWriter.write(AlertmanagerYaml.of(this));
    }

    /** Adds to a configuration. */
    public static final class Builder {
        private Settings global = Settings.none();
        private final List<String> templates = new ArrayList<>();
        private Route root;
        private final List<Receiver> receivers = new ArrayList<>();
        private final List<InhibitRule> inhibitRules = new ArrayList<>();
        private final List<TimeInterval> timeIntervals = new ArrayList<>();
        private final Map<String, Settings> others = new LinkedHashMap<>();

        private Builder(Route root) {
            this.root = root;
        }

        /** Sets the defaults for all receivers. */
        public Builder global(Settings settings) {
            global = settings;
            return this;
        }

        /** Adds files with templates for notifications. */
        public Builder templates(String... paths) {
            templates.addAll(Arrays.asList(paths));
            return this;
        }

        public Builder receivers(Receiver... more) {
            receivers.addAll(Arrays.asList(more));
            return this;
        }

        public Builder inhibit(InhibitRule... more) {
            inhibitRules.addAll(Arrays.asList(more));
            return this;
        }

        public Builder timeIntervals(TimeInterval... more) {
            timeIntervals.addAll(Arrays.asList(more));
            return this;
        }

        /** Replaces the root route. */
        Builder withRoot(Route newRoot) {
            root = newRoot;
            return this;
        }

        /** Passes on settings of the server itself. */
        Builder other(String key, Settings settings) {
            others.put(key, settings);
            return this;
        }

        /**
         * The configuration, if it is one that Alertmanager accepts.
         *
         * @throws IllegalValueException with the first of what does not fit together
         */
        public Routing build() {
            Routing routing = new Routing(this);
            CrossReferences.check(routing, (subject, key, value, message, advice) -> {
                throw new IllegalValueException(message, advice);
            });
            return routing;
        }

        /** The configuration, with what does not fit together told to someone who knows the places. */
        Routing build(CrossReferences.Report report) {
            Routing routing = new Routing(this);
            CrossReferences.check(routing, report);
            return routing;
        }
    }
}
