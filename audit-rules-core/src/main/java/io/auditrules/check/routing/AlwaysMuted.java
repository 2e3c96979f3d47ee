package io.auditrules.check.routing;

import io.auditrules.alertmanager.Route;
import io.auditrules.alertmanager.RouteNode;
import io.auditrules.alertmanager.TimeInterval;
import io.auditrules.alertmanager.TimePeriod;
import io.auditrules.check.About;
import io.auditrules.check.Check;
import io.auditrules.check.Findings;
import io.auditrules.check.PlacedRouting;
import io.auditrules.check.Scene;
import java.util.List;

/** A route that is muted whenever it is active. */
final class AlwaysMuted implements Check {
    private static final About ABOUT = About.of("routing/always-muted");
    private static final List<TimeInterval> ALWAYS = List.of(TimeInterval.named("always", TimePeriod.always()));

    @Override
    public About about() {
        return ABOUT;
    }

    @Override
    public void check(Scene scene, Findings findings) {
        for (PlacedRouting routing : scene.routings()) {
            if (routing.isWhole()) {
                routing.routing().tree().all().stream()
                        .map(RouteNode::route)
                        .filter(route -> !route.muteTimeIntervals().isEmpty())
                        .forEach(route -> check(route, routing, findings));
            }
        }
    }

    private static void check(Route route, PlacedRouting routing, Findings findings) {
        List<TimeInterval> mute = intervals(route.muteTimeIntervals(), routing);
        List<TimeInterval> active = intervals(route.activeTimeIntervals(), routing);
        boolean isDefined = mute.size() == route.muteTimeIntervals().size()
                && active.size() == route.activeTimeIntervals().size();
        if (isDefined && Calendar.covers(mute, active.isEmpty() ? ALWAYS : active)) {
            findings.add(
                    ABOUT,
                    routing.places().of(route.muteTimeIntervals().get(0), routing.placeOf(route)),
                    active.isEmpty()
                            ? "the times in which this route is muted are all times"
                            : "whenever this route is active it is muted too");
        }
    }

    private static List<TimeInterval> intervals(List<String> names, PlacedRouting routing) {
        return routing.routing().timeIntervals().stream()
                .filter(interval -> names.contains(interval.name()))
                .toList();
    }
}
