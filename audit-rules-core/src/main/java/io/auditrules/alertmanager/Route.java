package io.auditrules.alertmanager;

import io.auditrules.diagnostic.IllegalValueException;
import io.auditrules.time.PrometheusDuration;
import io.auditrules.yaml.YamlWriter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A node of the routing tree: which alerts it takes, who is told, and how notifications are grouped. What it leaves out
 * it inherits from its parent. Two routes are equal when they say the same.
 *
 * <pre>{@code
 * Route.to("audit-slack")
 *         .matching("severity =~ \"critical|warning\"")
 *         .groupBy("alertname", "who")
 *         .groupWait("10s")
 *         .mutedDuring("maintenance")
 *         .build();
 * }</pre>
 */
public final class Route {
    private final String receiver;
    private final List<Matcher> matchers;
    private final boolean continues;
    private final @Nullable List<String> groupBy;
    private final @Nullable PrometheusDuration groupWait;
    private final @Nullable PrometheusDuration groupInterval;
    private final @Nullable PrometheusDuration repeatInterval;
    private final List<String> muteTimeIntervals;
    private final List<String> activeTimeIntervals;
    private final Settings labels;
    private final List<Route> routes;

    private Route(Builder builder) {
        this.receiver = builder.receiver;
        this.matchers = List.copyOf(builder.matchers);
        this.continues = builder.continues;
        this.groupBy = builder.groupBy;
        this.groupWait = builder.groupWait;
        this.groupInterval = builder.groupInterval;
        this.repeatInterval = builder.repeatInterval;
        this.muteTimeIntervals = List.copyOf(builder.muteTimeIntervals);
        this.activeTimeIntervals = List.copyOf(builder.activeTimeIntervals);
        this.labels = builder.labels;
        this.routes = List.copyOf(builder.routes);
    }

    /** A route to a receiver. */
    public static Builder to(String receiver) {
        return new Builder().receiver(receiver);
    }

    /** A route that leaves the receiver to its parent or its children. */
    public static Builder inheriting() {
        return new Builder();
    }

    /** A builder that already says what this route says. */
    public Builder toBuilder() {
        Builder builder = new Builder();
        builder.receiver = receiver;
        builder.matchers.addAll(matchers);
        builder.continues = continues;
        builder.groupBy = groupBy;
        builder.groupWait = groupWait;
        builder.groupInterval = groupInterval;
        builder.repeatInterval = repeatInterval;
        builder.muteTimeIntervals.addAll(muteTimeIntervals);
        builder.activeTimeIntervals.addAll(activeTimeIntervals);
        builder.labels = labels;
        builder.routes.addAll(routes);
        return builder;
    }

    /** Who is told; empty where the parent decides. */
    public Optional<String> receiver() {
        return receiver.isEmpty() ? Optional.empty() : Optional.of(receiver);
    }

    /** All must match; {@code match} and {@code match_re} of a file are among them. */
    public List<Matcher> matchers() {
        return matchers;
    }

    /** Whether the next sibling is asked too when this route has taken the alert. */
    public boolean continues() {
        return continues;
    }

    /** The labels that make a group, {@code ...} for all; empty where the parent decides. */
    public Optional<List<String>> groupBy() {
        return Optional.ofNullable(groupBy);
    }

    public Optional<PrometheusDuration> groupWait() {
        return Optional.ofNullable(groupWait);
    }

    public Optional<PrometheusDuration> groupInterval() {
        return Optional.ofNullable(groupInterval);
    }

    public Optional<PrometheusDuration> repeatInterval() {
        return Optional.ofNullable(repeatInterval);
    }

    public List<String> muteTimeIntervals() {
        return muteTimeIntervals;
    }

    public List<String> activeTimeIntervals() {
        return activeTimeIntervals;
    }

    /** Labels of the route itself, which templates can show (Alertmanager 0.34 or newer). */
    public Settings labels() {
        return labels;
    }

    /** The children, asked in this order. */
    public List<Route> routes() {
        return routes;
    }

    /** Whether the route itself takes an alert with these labels. */
    boolean matches(Map<String, String> labels) {
        return matchers.stream().allMatch(matcher -> matcher.matches(labels));
    }

    /** Alertmanager's keys in the order people expect. */
    Map<String, Object> document() {
        Map<String, Object> document = new LinkedHashMap<>();
        if (!matchers.isEmpty()) {
            document.put("matchers", matchers.stream().map(Matcher::toString).toList());
        }
        receiver().ifPresent(name -> document.put("receiver", name));
        if (continues) {
            document.put("continue", true);
        }
        if (!labels.isEmpty()) {
            document.put("labels", labels.mapping());
        }
        groupBy().ifPresent(names -> document.put("group_by", names));
        groupWait().ifPresent(time -> document.put("group_wait", time.text()));
        groupInterval().ifPresent(time -> document.put("group_interval", time.text()));
        repeatInterval().ifPresent(time -> document.put("repeat_interval", time.text()));
        if (!muteTimeIntervals.isEmpty()) {
            document.put("mute_time_intervals", muteTimeIntervals);
        }
        if (!activeTimeIntervals.isEmpty()) {
            document.put("active_time_intervals", activeTimeIntervals);
        }
        if (!routes.isEmpty()) {
            document.put("routes", routes.stream().map(Route::document).toList());
        }
        return document;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Route that && toString().equals(that.toString());
    }

    @Override
    public int hashCode() {
        return toString().hashCode();
    }

    /** The route as YAML. */
    @Override
    public String toString() {
        return YamlWriter.write(document());
    }

    /** Says what a route does; every call adds to or replaces what was said before. */
    public static final class Builder {
        private static final String ALL_LABELS = "...";

        private String receiver = "";
        private final List<Matcher> matchers = new ArrayList<>();
        private boolean continues;
        private @Nullable List<String> groupBy;
        private @Nullable PrometheusDuration groupWait;
        private @Nullable PrometheusDuration groupInterval;
        private @Nullable PrometheusDuration repeatInterval;
        private final List<String> muteTimeIntervals = new ArrayList<>();
        private final List<String> activeTimeIntervals = new ArrayList<>();
        private Settings labels = Settings.none();
        private final List<Route> routes = new ArrayList<>();

        private Builder() {}

        /** Names who is told. */
        public Builder receiver(String name) {
            receiver = name;
            return this;
        }

        /** Adds matchers; all must match. */
        public Builder matching(Matcher... more) {
            matchers.addAll(Arrays.asList(more));
            return this;
        }

        /** Adds the matchers that a text says, as in {@link Matcher#parse}. */
        public Builder matching(String text) {
            matchers.addAll(Matcher.parse(text));
            return this;
        }

        /** Asks the next sibling too. */
        public Builder continues() {
            return continues(true);
        }

        Builder continues(boolean truth) {
            continues = truth;
            return this;
        }

        /** One notification for each set of values of these labels; {@code ...} alone means all labels. */
        public Builder groupBy(String... names) {
            return groupBy(Arrays.asList(names));
        }

        /** One notification for each set of values of these labels; {@code ...} alone means all labels. */
        public Builder groupBy(List<String> names) {
            for (int i = 0; i < names.size(); i++) {
                if (names.get(i).equals(ALL_LABELS)) {
                    if (names.size() > 1) {
                        throw new IllegalValueException(
                                "\"...\" stands for all labels and must be alone in group_by",
                                "delete it, or the other labels");
                    }
                    continue;
                }
                LabelName.check(names.get(i));
                if (names.indexOf(names.get(i)) < i) {
                    throw new IllegalValueException(
                            "the label \"" + names.get(i) + "\" stands twice in group_by", "delete one of the two");
                }
            }
            groupBy = List.copyOf(names);
            return this;
        }

        /** How long to collect alerts before the first notification of a group. */
        public Builder groupWait(String duration) {
            groupWait = new PrometheusDuration(duration);
            return this;
        }

        /** How long to collect alerts before the first notification of a group. */
        public Builder groupWait(Duration duration) {
            return groupWait(PrometheusDuration.of(duration).text());
        }

        /** How long to wait before telling of new alerts in a group. */
        public Builder groupInterval(String duration) {
            groupInterval = notZero("group_interval", new PrometheusDuration(duration));
            return this;
        }

        /** How long to wait before telling of new alerts in a group. */
        public Builder groupInterval(Duration duration) {
            return groupInterval(PrometheusDuration.of(duration).text());
        }

        /** How long to wait before telling again of what still fires. */
        public Builder repeatInterval(String duration) {
            repeatInterval = notZero("repeat_interval", new PrometheusDuration(duration));
            return this;
        }

        /** How long to wait before telling again of what still fires. */
        public Builder repeatInterval(Duration duration) {
            return repeatInterval(PrometheusDuration.of(duration).text());
        }

        /** Says nothing during these time intervals. */
        public Builder mutedDuring(String... timeIntervals) {
            muteTimeIntervals.addAll(Arrays.asList(timeIntervals));
            return this;
        }

        /** Says nothing outside these time intervals. */
        public Builder activeDuring(String... timeIntervals) {
            activeTimeIntervals.addAll(Arrays.asList(timeIntervals));
            return this;
        }

        /** Gives the route labels of its own (Alertmanager 0.34 or newer). */
        public Builder labels(Settings settings) {
            labels = settings;
            return this;
        }

        /** Adds children, asked in this order. */
        public Builder routes(Route... more) {
            routes.addAll(Arrays.asList(more));
            return this;
        }

        /** Puts children before those that are there. */
        Builder routesFirst(List<Route> more) {
            routes.addAll(0, more);
            return this;
        }

        /** Has these children and no others. */
        public Builder withRoutes(List<Route> all) {
            routes.clear();
            routes.addAll(all);
            return this;
        }

        public Route build() {
            return new Route(this);
        }

        private static PrometheusDuration notZero(String key, PrometheusDuration duration) {
            if (duration.toDuration().isZero()) {
                throw new IllegalValueException("\"" + key + "\" cannot be zero", "leave it out, or write such as 5m");
            }
            return duration;
        }
    }
}
