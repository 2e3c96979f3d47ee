package io.auditrules.check.routing;

import io.auditrules.alertmanager.TimeInterval;
import io.auditrules.alertmanager.TimePeriod;
import io.auditrules.check.About;
import io.auditrules.check.Check;
import io.auditrules.check.Findings;
import io.auditrules.check.PlacedRouting;
import io.auditrules.check.Scene;

/** Times of an interval that never come. */
final class NeverHolds implements Check {
    private static final About ABOUT = About.of("routing/interval-never-holds");

    @Override
    public About about() {
        return ABOUT;
    }

    @Override
    public void check(Scene scene, Findings findings) {
        for (PlacedRouting routing : scene.routings()) {
            for (TimeInterval interval : routing.routing().timeIntervals()) {
                for (TimePeriod period : interval.periods()) {
                    if (Calendar.isNever(period)) {
                        findings.add(
                                ABOUT,
                                routing.places().of(period, routing.placeOf(interval)),
                                "no month has such a day: " + period);
                    }
                }
            }
        }
    }
}
