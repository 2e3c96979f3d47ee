package io.auditrules.alertmanager;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.List;

/** A moment as clocks and calendars of a zone show it. The rules are those of {@code timeinterval} in Alertmanager 0.25. */
final class LocalMoment {
    private final ZonedDateTime time;

    LocalMoment(Instant moment, ZoneId zone) {
        this.time = moment.atZone(zone);
    }

    boolean isIn(TimePeriod period) {
        return isAt(period.times())
                && isWithin(period.daysOfMonth(), CalendarRange.DAYS_OF_MONTH)
                && isWithin(period.months(), CalendarRange.MONTHS)
                && isWithin(period.weekdays(), CalendarRange.WEEKDAYS)
                && isWithin(period.years(), CalendarRange.YEARS);
    }

    private boolean isAt(List<TimePeriod.TimeRange> times) {
        int minute = time.getHour() * 60 + time.getMinute();
        return times.isEmpty() || times.stream().anyMatch(range -> range.contains(minute));
    }

    private boolean isWithin(List<String> ranges, CalendarRange kind) {
        return ranges.isEmpty() || ranges.stream().map(kind::parse).anyMatch(span -> isWithin(span, kind));
    }

    private boolean isWithin(CalendarRange.Span span, CalendarRange kind) {
        return switch (kind) {
            case WEEKDAYS -> span.contains(time.getDayOfWeek().getValue() % 7);
            case DAYS_OF_MONTH -> isDay(span);
            case MONTHS -> span.contains(time.getMonthValue());
            case YEARS -> span.contains(time.getYear());
        };
    }

    private boolean isDay(CalendarRange.Span span) {
        int days = daysOfMonth();
        int first = span.first() < 0 ? days + span.first() + 1 : span.first();
        int last = span.last() < 0 ? days + span.last() + 1 : span.last();
        return first <= days && new CalendarRange.Span(first, Math.min(last, days)).contains(time.getDayOfMonth());
    }

    /** Whole days from midnight to midnight: one fewer in a month that loses an hour to summer time. */
    private int daysOfMonth() {
        LocalDate first = time.toLocalDate().withDayOfMonth(1);
        Duration length = Duration.between(
                first.atStartOfDay(time.getZone()), first.plusMonths(1).atStartOfDay(time.getZone()));
        return (int) (length.toHours() / 24);
    }
}
