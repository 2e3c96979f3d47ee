package io.auditrules.alertmanager;

import io.auditrules.diagnostic.IllegalValueException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * When something holds: a time that fits every kind that is given. Kinds that are left out hold always. Ranges are
 * written as Alertmanager does, {@code monday:friday}; the rules are those of {@code timeinterval} in Alertmanager 0.25.
 *
 * <pre>{@code
 * TimePeriod.always().weekdays("monday:friday").times("09:00", "17:00").location("Europe/Berlin")
 * }</pre>
 */
public final class TimePeriod {
    private static final TimePeriod ALWAYS = new TimePeriod(Map.of(), List.of(), "");
    private static final List<String> KINDS = List.of("weekdays", "days_of_month", "months", "years");

    private final Map<String, List<String>> ranges;
    private final List<TimeRange> times;
    private final String location;

    private TimePeriod(Map<String, List<String>> ranges, List<TimeRange> times, String location) {
        this.ranges = Map.copyOf(ranges);
        this.times = List.copyOf(times);
        this.location = location;
    }

    /**
     * A stretch of a day.
     *
     * @param start {@code 00:00} to {@code 23:59}
     * @param end later than {@code start}; {@code 24:00} is midnight, and not part of it
     */
    public record TimeRange(String start, String end) {
        public TimeRange {
            if (minutes(start) >= minutes(end)) {
                throw new IllegalValueException(
                        "the time \"" + start + "\" is not before \"" + end + "\"",
                        "a range over midnight is two: one that ends at 24:00 and one that starts at 00:00");
            }
        }

        /** Whether this minute of a day, counted from midnight, is one of it. */
        boolean contains(int minute) {
            return minute >= minutes(start) && minute < minutes(end);
        }

        private static int minutes(String time) {
            if (!time.matches("([01][0-9]|2[0-3]):[0-5][0-9]|24:00")) {
                throw new IllegalValueException(
                        "\"" + time + "\" is not a time of day",
                        "write hours and minutes, 00:00 to 24:00, such as 09:30");
            }
            return Integer.parseInt(time.substring(0, 2)) * 60 + Integer.parseInt(time.substring(3));
        }
    }

    /** Without any restriction yet. */
    public static TimePeriod always() {
        return ALWAYS;
    }

    /** Adds a stretch of the day. */
    public TimePeriod times(String start, String end) {
        List<TimeRange> more = new ArrayList<>(times);
        more.add(new TimeRange(start, end));
        return new TimePeriod(ranges, more, location);
    }

    /** Adds days or ranges of days, {@code saturday} or {@code monday:friday}; a week begins on sunday. */
    public TimePeriod weekdays(String... days) {
        return with("weekdays", CalendarRange.WEEKDAYS, days);
    }

    /** Adds days of the month, {@code 1} or {@code 1:5}; {@code -1} is the last. */
    public TimePeriod daysOfMonth(String... days) {
        return with("days_of_month", CalendarRange.DAYS_OF_MONTH, days);
    }

    /** Adds months, {@code may:august} or {@code 5:8}. */
    public TimePeriod months(String... months) {
        return with("months", CalendarRange.MONTHS, months);
    }

    /** Adds years, {@code 2026} or {@code 2026:2028}. */
    public TimePeriod years(String... years) {
        return with("years", CalendarRange.YEARS, years);
    }

    /** The IANA time zone in which all this is meant; UTC where none is named. */
    public TimePeriod location(String zone) {
        return new TimePeriod(ranges, times, TimeZones.check(zone));
    }

    private TimePeriod with(String kind, CalendarRange range, String... more) {
        List<String> all = new ArrayList<>(of(kind));
        for (String text : more) {
            range.parse(text);
            all.add(text);
        }
        Map<String, List<String>> changed = new LinkedHashMap<>(ranges);
        changed.put(kind, List.copyOf(all));
        return new TimePeriod(changed, times, location);
    }

    public List<TimeRange> times() {
        return times;
    }

    public List<String> weekdays() {
        return of("weekdays");
    }

    public List<String> daysOfMonth() {
        return of("days_of_month");
    }

    public List<String> months() {
        return of("months");
    }

    public List<String> years() {
        return of("years");
    }

    public Optional<String> location() {
        return location.isEmpty() ? Optional.empty() : Optional.of(location);
    }

    /**
     * Whether a moment is one of them, on the clocks of {@link #location}; {@code Local} counts as UTC.
     *
     * <p>As in Alertmanager 0.25, a month that loses an hour to summer time counts one day too few, so that in
     * Europe/Berlin {@code -1} means 30 March and {@code 31} never means a day of March; Alertmanager 0.34 counts right.
     */
    public boolean contains(Instant moment) {
        return new LocalMoment(moment, location().map(TimeZones::of).orElse(ZoneOffset.UTC)).isIn(this);
    }

    private List<String> of(String kind) {
        return ranges.getOrDefault(kind, List.of());
    }

    Map<String, Object> document() {
        Map<String, Object> document = new LinkedHashMap<>();
        if (!times.isEmpty()) {
            document.put(
                    "times",
                    times.stream()
                            .map(range -> {
                                Map<String, Object> time = new LinkedHashMap<>();
                                time.put("start_time", range.start());
                                time.put("end_time", range.end());
                                return time;
                            })
                            .toList());
        }
        for (String kind : KINDS) {
            if (!of(kind).isEmpty()) {
                document.put(kind, of(kind));
            }
        }
        location().ifPresent(zone -> document.put("location", zone));
        return document;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof TimePeriod that
                && ranges.equals(that.ranges)
                && times.equals(that.times)
                && location.equals(that.location);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(new Object[] {ranges, times, location});
    }

    @Override
    public String toString() {
        return document().toString();
    }
}
