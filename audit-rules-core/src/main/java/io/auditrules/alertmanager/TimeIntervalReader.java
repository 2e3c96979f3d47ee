package io.auditrules.alertmanager;

import io.auditrules.alertmanager.RoutingProblems.Kind;
import io.auditrules.diagnostic.IllegalValueException;
import io.auditrules.diagnostic.Place;
import io.auditrules.diagnostic.Places;
import io.auditrules.yaml.YamlMapping;
import io.auditrules.yaml.YamlScalar;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.function.BiFunction;

/** Reads named time intervals. */
final class TimeIntervalReader {
    private final RoutingProblems problems;
    private final IdentityHashMap<Object, YamlMapping> origins;
    private final Places places;

    TimeIntervalReader(RoutingProblems problems, IdentityHashMap<Object, YamlMapping> origins, Places places) {
        this.problems = problems;
        this.origins = origins;
        this.places = places;
    }

    void read(YamlMapping mapping, Routing.Builder routing) {
        int before = problems.count();
        MappingReader keys = new MappingReader(mapping, "the time interval", problems);
        String name = keys.scalar("name").map(YamlScalar::text).orElse("");
        List<TimePeriod> periods = new ArrayList<>();
        keys.mappings("time_intervals").forEach(period -> periods.add(period(period)));
        keys.end();
        if (name.isEmpty() || periods.isEmpty()) {
            tell(name, periods, keys.place("name"));
            // A name that is defined, if badly, is no unknown name where routes use it.
            periods.add(TimePeriod.always());
        }
        if (!name.isEmpty()) {
            TimeInterval interval = new TimeInterval(name, periods);
            origins.put(interval, mapping);
            places.put(interval, keys.place("name"));
            routing.timeIntervals(interval);
        }
        if (problems.count() > before) {
            problems.somethingIsUnread();
        }
    }

    private void tell(String name, List<TimePeriod> periods, Place place) {
        try {
            new TimeInterval(name, periods);
        } catch (IllegalValueException illegal) {
            problems.somethingIsUnread();
            problems.add(name.isEmpty() ? Kind.REFUSED : Kind.NEVER_HOLDS, place, illegal.message(), illegal.advice());
        }
    }

    private TimePeriod period(YamlMapping mapping) {
        MappingReader keys = new MappingReader(mapping, "the times", problems);
        TimePeriod period = TimePeriod.always();
        for (YamlMapping range : keys.mappings("times")) {
            period = timeOfDay(range, period);
        }
        period = ranges(keys, "weekdays", period, (so, text) -> so.weekdays(text));
        period = ranges(keys, "days_of_month", period, (so, text) -> so.daysOfMonth(text));
        period = ranges(keys, "months", period, (so, text) -> so.months(text));
        period = ranges(keys, "years", period, (so, text) -> so.years(text));
        TimePeriod anywhere = period;
        period = keys.scalar("location")
                .map(zone -> keys.attempt(zone.place(), anywhere, () -> anywhere.location(zone.text())))
                .orElse(anywhere);
        keys.end();
        if (!period.equals(TimePeriod.always())) {
            places.put(period, mapping.place());
        }
        return period;
    }

    private TimePeriod timeOfDay(YamlMapping mapping, TimePeriod period) {
        MappingReader keys = new MappingReader(mapping, "the time of day", problems);
        String start = keys.scalar("start_time").map(YamlScalar::text).orElse("");
        String end = keys.scalar("end_time").map(YamlScalar::text).orElse("");
        keys.end();
        if (start.isEmpty() || end.isEmpty()) {
            problems.add(mapping.place(), "\"start_time\" and \"end_time\" must both be there", "");
            return period;
        }
        return keys.attempt(mapping.place(), period, () -> period.times(start, end));
    }

    private static TimePeriod ranges(
            MappingReader keys, String key, TimePeriod before, BiFunction<TimePeriod, String, TimePeriod> with) {
        TimePeriod period = before;
        for (YamlScalar text : keys.scalars(key)) {
            TimePeriod so = period;
            period = keys.attempt(text.place(), so, () -> with.apply(so, text.text()));
        }
        return period;
    }
}
