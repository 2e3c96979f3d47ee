package io.auditrules.check.routing;

import io.auditrules.alertmanager.RouteNode;
import io.auditrules.check.About;
import io.auditrules.check.Check;
import io.auditrules.check.Findings;
import io.auditrules.check.PlacedRouting;
import io.auditrules.check.PlacedRouting.Form;
import io.auditrules.check.PlacedRule;
import io.auditrules.check.Scene;
import io.auditrules.diagnostic.Place;
import io.auditrules.logql.LogRange;
import io.auditrules.logql.Metric;
import io.auditrules.time.PrometheusDuration;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** A group that waits longer than the alert about a single event lives. */
final class GoneBeforeTold implements Check {
    private static final About ABOUT = About.of("routing/gone-before-told");

    @Override
    public About about() {
        return ABOUT;
    }

    @Override
    public void check(Scene scene, Findings findings) {
        List<AuditAlert> alerts = AuditAlert.all(scene);
        for (PlacedRouting routing : scene.routings()) {
            if (routing.form() == Form.CONFIGURATION && routing.isWhole()) {
                for (RouteNode node : routing.routing().tree().all()) {
                    check(node, alerts, routing, findings);
                }
            }
        }
    }

    private static void check(RouteNode node, List<AuditAlert> alerts, PlacedRouting routing, Findings findings) {
        List<AuditAlert> late = new ArrayList<>();
        for (AuditAlert alert : alerts) {
            boolean isShorter = life(alert.rule())
                    .filter(life -> life.compareTo(node.groupWait()) < 0)
                    .isPresent();
            if (isShorter && Ends.of(alert, routing.routing()).equals(List.of(node))) {
                late.add(alert);
            }
        }
        if (!late.isEmpty()) {
            Duration life = late.stream()
                    .flatMap(alert -> life(alert.rule()).stream())
                    .min(Comparator.naturalOrder())
                    .orElse(Duration.ZERO);
            findings.add(
                    ABOUT,
                    place(node, routing),
                    "the group waits " + PrometheusDuration.of(node.groupWait())
                            + ", and what fires because of one event, such as " + Examples.of(late) + ", is over after "
                            + PrometheusDuration.of(life) + " at most");
        }
    }

    /** How long an alert about one event fires at most; empty where that is not the window alone. */
    private static Optional<Duration> life(PlacedRule rule) {
        Optional<Metric> query = rule.query();
        if (query.isEmpty() || !query.get().accept(new OfEvents())) {
            return Optional.empty();
        }
        // It may be seen as late as one evaluation after it is over.
        return rule.ranges().stream()
                .map(LogRange::range)
                .map(range -> range.value())
                .max(Comparator.naturalOrder())
                .map(window -> window.plus(rule.interval()).minus(rule.pending()))
                .filter(life -> !life.isNegative() && !life.isZero());
    }

    private static Place place(RouteNode node, PlacedRouting routing) {
        RouteNode current = routing.routing().tree();
        Place place = routing.placeOf(current.route());
        place = current.route().groupWait().map(routing::placeOf).orElse(place);
        for (int step : node.path()) {
            current = current.children().get(step);
            Place above = place;
            place = current.route().groupWait().map(routing::placeOf).orElse(above);
        }
        return place;
    }
}
