package io.auditrules.check.routing;

import io.auditrules.alertmanager.RouteNode;
import io.auditrules.check.About;
import io.auditrules.check.Check;
import io.auditrules.check.Findings;
import io.auditrules.check.PlacedRouting;
import io.auditrules.check.Scene;
import io.auditrules.time.PrometheusDuration;

/** A repetition that is asked for more often than a group is looked at. */
final class RepeatTooShort implements Check {
    private static final About ABOUT = About.of("routing/repeat-too-short");

    @Override
    public About about() {
        return ABOUT;
    }

    @Override
    public void check(Scene scene, Findings findings) {
        for (PlacedRouting routing : scene.routings()) {
            for (RouteNode node : routing.routing().tree().all()) {
                boolean isShorter = node.repeatInterval().compareTo(node.groupInterval()) < 0;
                node.route()
                        .repeatInterval()
                        .filter(written -> isShorter)
                        .ifPresent(written -> findings.add(
                                ABOUT,
                                routing.placeOf(written),
                                "the group is looked at every " + PrometheusDuration.of(node.groupInterval())
                                        + ", less often than " + written.text()));
            }
        }
    }
}
