package io.auditrules.live;

import io.auditrules.alert.AlertingGroup;
import io.auditrules.alert.AlertingRule;
import io.auditrules.alert.RulerSettings;
import io.auditrules.alertmanager.InhibitRule;
import io.auditrules.alertmanager.Receiver;
import io.auditrules.alertmanager.Route;
import io.auditrules.alertmanager.RouteNode;
import io.auditrules.alertmanager.Routing;
import io.auditrules.alertmanager.TimeInterval;
import io.auditrules.alertmanager.TimePeriod;
import io.auditrules.diagnostic.IllegalValueException;
import io.auditrules.logql.BinaryOperation;
import io.auditrules.logql.DurationLiteral;
import io.auditrules.logql.LabelReplace;
import io.auditrules.logql.Literal;
import io.auditrules.logql.LogRange;
import io.auditrules.logql.Metric;
import io.auditrules.logql.RangeAggregation;
import io.auditrules.logql.Variants;
import io.auditrules.logql.Vector;
import io.auditrules.logql.VectorAggregation;
import io.auditrules.scenario.Site;
import io.auditrules.time.PrometheusDuration;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The rules and the routing on a clock that runs faster: all their durations divided by one number. What is no duration of
 * theirs stays: that Loki sends a resolved alert for 15 minutes, and that Alertmanager removes empty groups every 30 s.
 */
final class Shortening {
    /** Products of 2 and 5, by which milliseconds can be divided; the greatest first. */
    private static final List<Integer> FACTORS = List.of(100, 50, 40, 32, 25, 20, 16, 10, 8, 5, 4, 2);

    private static final List<RangeAggregation.Operation> PER_SECOND = List.of(
            RangeAggregation.Operation.RATE,
            RangeAggregation.Operation.RATE_COUNTER,
            RangeAggregation.Operation.BYTES_RATE);
    private static final Duration SHORTEST_INTERVAL = Duration.ofSeconds(2);

    private final int factor;

    private Shortening(int factor) {
        this.factor = factor;
    }

    /** The most by which a site can be shortened and still mean the same; by 1, which is not at all, it always can. */
    static Shortening most(Site site, List<AlertingGroup> groups) {
        return FACTORS.stream()
                .map(Shortening::new)
                .filter(shortening -> shortening.suits(site, groups))
                .findFirst()
                .orElse(new Shortening(1));
    }

    int factor() {
        return factor;
    }

    /** A time of the scenario. */
    Duration of(Duration duration) {
        return duration.dividedBy(factor);
    }

    private boolean suits(Site site, List<AlertingGroup> groups) {
        try {
            groups.forEach(this::group);
            site.routing().ifPresent(this::routing);
            ruler(site.ruler());
            return groups.stream().allMatch(group -> isLongEnough(of(group.interval())))
                    && site.routing().stream()
                            .flatMap(routing -> routing.tree().all().stream())
                            .allMatch(route -> isLongEnough(of(route.groupInterval())));
        } catch (IllegalValueException e) {
            return false;
        }
    }

    private static boolean isLongEnough(Duration interval) {
        return interval.compareTo(SHORTEST_INTERVAL) >= 0;
    }

    RulerSettings ruler(RulerSettings settings) {
        return new RulerSettings(
                settings.version(),
                settings.limits(),
                settings.externalLabels(),
                settings.externalUrl(),
                exactly(settings.resendDelay()));
    }

    AlertingGroup group(AlertingGroup group) {
        return new AlertingGroup(
                group.name(),
                exactly(group.interval()),
                group.limit(),
                group.rules().stream().map(this::rule).toList());
    }

    private AlertingRule rule(AlertingRule rule) {
        return new AlertingRule(
                rule.alert(),
                factor == 1 ? rule.expr() : rule.expr().accept(new Faster()),
                exactly(rule.pending()),
                rule.labels(),
                rule.annotations());
    }

    Routing routing(Routing routing) {
        return like(routing, root(routing.tree()), routing.timeIntervals());
    }

    /** What decides who is told when; settings of the server itself are not for ours. */
    private static Routing like(Routing routing, Route root, List<TimeInterval> timeIntervals) {
        return Routing.root(root)
                .global(routing.global())
                .receivers(routing.receivers().toArray(Receiver[]::new))
                .inhibit(routing.inhibitRules().toArray(InhibitRule[]::new))
                .timeIntervals(timeIntervals.toArray(TimeInterval[]::new))
                .build();
    }

    /** Says what is otherwise left to Alertmanager. */
    private Route root(RouteNode node) {
        return route(node.route())
                .groupWait(exactly(node.groupWait()))
                .groupInterval(exactly(node.groupInterval()))
                .repeatInterval(exactly(node.repeatInterval()))
                .build();
    }

    private Route.Builder route(Route route) {
        Route.Builder builder = route.toBuilder();
        route.groupWait().ifPresent(time -> builder.groupWait(exactly(time.toDuration())));
        route.groupInterval().ifPresent(time -> builder.groupInterval(exactly(time.toDuration())));
        route.repeatInterval().ifPresent(time -> builder.repeatInterval(exactly(time.toDuration())));
        return builder.withRoutes(
                route.routes().stream().map(child -> route(child).build()).toList());
    }

    /** @throws IllegalValueException if that is no whole number of milliseconds */
    private Duration exactly(Duration duration) {
        Duration shorter = of(duration);
        PrometheusDuration.of(shorter);
        if (!shorter.multipliedBy(factor).equals(duration)) {
            throw new IllegalValueException(duration + " cannot be divided by " + factor, "");
        }
        return shorter;
    }

    /** The query on the faster clock. */
    private final class Faster implements Metric.Visitor<Metric> {
        @Override
        public Metric rangeAggregation(RangeAggregation query) {
            if (PER_SECOND.contains(query.operation())) {
                throw new IllegalValueException(query.operation().word() + " counts in seconds", "");
            }
            return new RangeAggregation(query.operation(), query.parameter(), range(query.range()), query.grouping());
        }

        private LogRange range(LogRange range) {
            return new LogRange(
                    range.query(),
                    range.unwrap(),
                    DurationLiteral.of(exactly(range.range().value())),
                    range.offset().map(this::offset));
        }

        private DurationLiteral offset(DurationLiteral offset) {
            Duration shorter = exactly(offset.value().abs());
            return DurationLiteral.of(offset.value().isNegative() ? shorter.negated() : shorter);
        }

        @Override
        public Metric vectorAggregation(VectorAggregation query) {
            return new VectorAggregation(
                    query.operation(),
                    query.parameter(),
                    query.grouping(),
                    query.operand().accept(this));
        }

        @Override
        public Metric binaryOperation(BinaryOperation query) {
            return new BinaryOperation(
                    query.left().accept(this),
                    query.operator(),
                    query.returnsBool(),
                    query.matching(),
                    query.right().accept(this));
        }

        @Override
        public Metric literal(Literal query) {
            return query;
        }

        @Override
        public Metric labelReplace(LabelReplace query) {
            return new LabelReplace(
                    query.operand().accept(this),
                    query.destination(),
                    query.replacement(),
                    query.source(),
                    query.regex());
        }

        @Override
        public Metric vector(Vector query) {
            return query;
        }

        @Override
        public Metric variants(Variants query) {
            return new Variants(
                    query.variants().stream().map(each -> each.accept(this)).toList(), range(query.of()));
        }
    }

    /** The routing with time intervals that always or never hold, if that is so during a while. */
    static Optional<Routing> withoutClock(Routing routing, Instant from, Instant to) {
        List<TimeInterval> constant = new ArrayList<>();
        for (TimeInterval interval : routing.timeIntervals()) {
            boolean first = interval.contains(from);
            for (Instant time = from; !time.isAfter(to); time = time.plusSeconds(60)) {
                if (interval.contains(time) != first) {
                    return Optional.empty();
                }
            }
            if (interval.contains(to) != first) {
                return Optional.empty();
            }
            TimePeriod always = TimePeriod.always().times("00:00", "24:00");
            constant.add(TimeInterval.named(interval.name(), first ? always : always.years("1970")));
        }
        return Optional.of(like(routing, routing.root(), constant));
    }
}
