package io.auditrules.check.routing;

import io.auditrules.alertmanager.TimeInterval;
import io.auditrules.alertmanager.TimePeriod;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * Whether times hold at all, or whenever others do. Looked at are the days of 28 years, after which weekdays and leap years come
 * around again, and on each of them the moments at which a period can begin or end.
 */
final class Calendar {
    private static final LocalDate FIRST = LocalDate.of(2024, 1, 1);
    private static final LocalDate LAST = LocalDate.of(2051, 12, 31);

    private Calendar() {}

    /** Whether there is no day on which a period holds, whatever the year. */
    static boolean isNever(TimePeriod period) {
        if (period.daysOfMonth().isEmpty()) {
            // Every weekday is in every month.
            return false;
        }
        TimePeriod days = TimePeriod.always()
                .daysOfMonth(texts(period.daysOfMonth()))
                .months(texts(period.months()))
                .weekdays(texts(period.weekdays()));
        return FIRST.datesUntil(LAST.plusDays(1)).noneMatch(day -> days.contains(at(day, 0)));
    }

    /** Whether one of the first intervals holds whenever one of the others does; not if a year or different zones decide. */
    static boolean covers(List<TimeInterval> some, List<TimeInterval> others) {
        List<TimePeriod> all = new ArrayList<>();
        some.forEach(interval -> all.addAll(interval.periods()));
        others.forEach(interval -> all.addAll(interval.periods()));
        boolean isComparable = all.stream().allMatch(period -> period.years().isEmpty())
                && all.stream()
                                .map(period -> period.location().orElse("UTC"))
                                .distinct()
                                .count()
                        <= 1;
        if (!isComparable) {
            return false;
        }
        List<TimePeriod> covering = some.stream()
                .flatMap(interval -> interval.periods().stream())
                .map(Calendar::inUtc)
                .toList();
        List<TimePeriod> covered = others.stream()
                .flatMap(interval -> interval.periods().stream())
                .map(Calendar::inUtc)
                .toList();
        boolean hasDays = all.stream().anyMatch(period -> !period.daysOfMonth().isEmpty());
        boolean hasMonths = all.stream().anyMatch(period -> !period.months().isEmpty());
        LocalDate end = hasDays ? LAST : hasMonths ? FIRST.plusYears(1) : FIRST.plusWeeks(1);
        Set<Integer> minutes = minutes(all);
        return FIRST.datesUntil(end.plusDays(1))
                .allMatch(day -> minutes.stream()
                        .map(minute -> at(day, minute))
                        .allMatch(moment -> !isIn(moment, covered) || isIn(moment, covering)));
    }

    private static boolean isIn(Instant moment, List<TimePeriod> periods) {
        return periods.stream().anyMatch(period -> period.contains(moment));
    }

    private static TimePeriod inUtc(TimePeriod period) {
        TimePeriod utc = TimePeriod.always()
                .daysOfMonth(texts(period.daysOfMonth()))
                .months(texts(period.months()))
                .weekdays(texts(period.weekdays()));
        for (TimePeriod.TimeRange time : period.times()) {
            utc = utc.times(time.start(), time.end());
        }
        return utc;
    }

    private static Set<Integer> minutes(List<TimePeriod> periods) {
        Set<Integer> minutes = new TreeSet<>(Set.of(0));
        for (TimePeriod period : periods) {
            for (TimePeriod.TimeRange time : period.times()) {
                minutes.add(minute(time.start()));
                minutes.add(minute(time.end()));
            }
        }
        minutes.remove(24 * 60);
        return minutes;
    }

    private static int minute(String time) {
        return Integer.parseInt(time.substring(0, 2)) * 60 + Integer.parseInt(time.substring(3));
    }

    private static Instant at(LocalDate day, int minute) {
        return day.atTime(LocalTime.of(minute / 60, minute % 60)).toInstant(ZoneOffset.UTC);
    }

    private static String[] texts(List<String> texts) {
        return texts.toArray(String[]::new);
    }
}
