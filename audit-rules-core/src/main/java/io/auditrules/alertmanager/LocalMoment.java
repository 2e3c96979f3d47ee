package io.auditrules.alertmanager;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.zone.ZoneRules;
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

    /**
     * Whole days of 24 hours from this month's first midnight to a month later: one too few in a month that loses an hour
     * to summer time.
     */
    private int daysOfMonth() {
        Instant first = instant(time.toLocalDate().withDayOfMonth(1).atStartOfDay());
        // Another day where that midnight is skipped, and then a month later may be the month after the next.
        LocalDateTime start = LocalDateTime.ofInstant(first, time.getZone());
        LocalDateTime later = start.withDayOfMonth(1).plusMonths(1).plusDays(start.getDayOfMonth() - 1);
        return (int) Duration.between(first, instant(later)).toDays();
    }

    /** As Go's {@code time.Date}, which before a skipped hour may answer with the hour before it. */
    private Instant instant(LocalDateTime local) {
        ZoneRules rules = time.getZone().getRules();
        ZoneOffset near = rules.getOffset(local.toInstant(ZoneOffset.UTC));
        return local.toInstant(rules.getOffset(local.toInstant(near)));
    }
}
