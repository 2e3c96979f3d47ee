package io.auditrules.check.routing;

import io.auditrules.alertmanager.TimeInterval;
import io.auditrules.alertmanager.TimePeriod;
import io.auditrules.check.About;
import io.auditrules.check.Check;
import io.auditrules.check.Findings;
import io.auditrules.check.PlacedRouting;
import io.auditrules.check.Scene;
import java.util.List;
import java.util.stream.Collectors;

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
                        findings.add(ABOUT, routing.places().of(period, routing.placeOf(interval)), words(period));
                    }
                }
            }
        }
    }

    private static String words(TimePeriod period) {
        return "there is no day " + quoted(period.daysOfMonth()) + " in "
                + (period.months().isEmpty() ? "any month" : quoted(period.months()))
                + (period.weekdays().isEmpty() ? "" : " that is " + quoted(period.weekdays()));
    }

    private static String quoted(List<String> texts) {
        return texts.stream().map(text -> "\"" + text + "\"").collect(Collectors.joining(" or "));
    }
}
