package io.auditrules.check.routing;

import static org.assertj.core.api.Assertions.assertThat;

import io.auditrules.alertmanager.TimeInterval;
import io.auditrules.alertmanager.TimePeriod;
import java.util.List;
import org.junit.jupiter.api.Test;

class CalendarTest {
    private static final TimePeriod OFFICE =
            TimePeriod.always().weekdays("monday:friday").times("08:00", "17:00");

    @Test
    void daysThatNoMonthHasNeverCome() {
        assertThat(Calendar.isNever(TimePeriod.always().daysOfMonth("30").months("february")))
                .isTrue();
        assertThat(Calendar.isNever(TimePeriod.always().daysOfMonth("31").months("april", "6")))
                .isTrue();
        assertThat(Calendar.isNever(TimePeriod.always().daysOfMonth("31").months("april:may")))
                .isFalse();
    }

    @Test
    void aLeapDayOnOneWeekdayComesOnceInAWhile() {
        TimePeriod leapSunday =
                TimePeriod.always().daysOfMonth("29").months("february").weekdays("sunday");

        assertThat(Calendar.isNever(leapSunday)).isFalse();
    }

    @Test
    void theLastDayComesInEveryMonth() {
        assertThat(Calendar.isNever(TimePeriod.always().daysOfMonth("-1").months("february")))
                .isFalse();
        assertThat(Calendar.isNever(OFFICE)).isFalse();
    }

    @Test
    void whatHoldsMoreOftenCoversWhatHoldsLess() {
        TimePeriod tuesdayMorning = TimePeriod.always().weekdays("tuesday").times("09:00", "12:00");

        assertThat(covers(OFFICE, tuesdayMorning)).isTrue();
        assertThat(covers(tuesdayMorning, OFFICE)).isFalse();
        assertThat(covers(TimePeriod.always(), OFFICE)).isTrue();
        assertThat(covers(OFFICE, TimePeriod.always())).isFalse();
    }

    @Test
    void aMinuteTooLateIsNotCovered() {
        assertThat(covers(OFFICE, TimePeriod.always().weekdays("monday").times("16:59", "17:00")))
                .isTrue();
        assertThat(covers(OFFICE, TimePeriod.always().weekdays("monday").times("16:59", "17:01")))
                .isFalse();
    }

    @Test
    void oneDayInFourYearsCounts() {
        TimePeriod leapDay = TimePeriod.always().daysOfMonth("29").months("february");
        TimePeriod notMonday = TimePeriod.always().weekdays("tuesday:saturday", "sunday");

        assertThat(covers(notMonday, leapDay)).isFalse();
        assertThat(covers(TimePeriod.always().months("january:march"), leapDay)).isTrue();
    }

    @Test
    void severalTogetherCoverADay() {
        TimeInterval day = TimeInterval.named("day", TimePeriod.always().times("06:00", "22:00"));
        TimeInterval night = TimeInterval.named(
                "night", TimePeriod.always().times("22:00", "24:00").times("00:00", "06:00"));
        TimeInterval always = TimeInterval.named("always", TimePeriod.always());

        assertThat(Calendar.covers(List.of(day, night), List.of(always))).isTrue();
        assertThat(Calendar.covers(List.of(day), List.of(always))).isFalse();
    }

    @Test
    void nothingIsSaidOfYearsAndOfSeveralZones() {
        assertThat(covers(TimePeriod.always().years("2026"), TimePeriod.always().years("2026")))
                .isFalse();
        assertThat(covers(OFFICE.location("Europe/Berlin"), OFFICE)).isFalse();
        assertThat(covers(OFFICE.location("Europe/Berlin"), OFFICE.location("Europe/Berlin")))
                .isTrue();
    }

    private static boolean covers(TimePeriod some, TimePeriod other) {
        return Calendar.covers(List.of(TimeInterval.named("some", some)), List.of(TimeInterval.named("other", other)));
    }
}
