package io.auditrules.alertmanager;

import io.auditrules.diagnostic.IllegalValueException;
import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Times with a name, during which a route is muted or active: any of the periods.
 *
 * @param name what routes call it
 * @param periods at least one
 */
public record TimeInterval(String name, List<TimePeriod> periods) {

    public TimeInterval {
        periods = List.copyOf(periods);
        if (name.isEmpty()) {
            throw new IllegalValueException("the time interval has no name", "routes need one to refer to it");
        }
        if (periods.isEmpty()) {
            throw new IllegalValueException(
                    "the time interval \"" + name + "\" says no times", "list them under time_intervals");
        }
    }

    /** An interval of these periods. */
    public static TimeInterval named(String name, TimePeriod... periods) {
        return new TimeInterval(name, Arrays.asList(periods));
    }

    /** Whether a moment is in one of the periods. */
    public boolean contains(Instant moment) {
        return periods.stream().anyMatch(period -> period.contains(moment));
    }

    Map<String, Object> document() {
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("name", name);
        document.put(
                "time_intervals", periods.stream().map(TimePeriod::document).toList());
        return document;
    }
}
