package io.auditrules.alertmanager;

import io.auditrules.diagnostic.IllegalValueException;
import java.util.List;
import java.util.Locale;

/** What a text says as a range of days, months or years: one member, or the first and the last with a colon between. */
enum CalendarRange {
    WEEKDAYS(
            "a day of the week",
            List.of("sunday", "monday", "tuesday", "wednesday", "thursday", "friday", "saturday"),
            0,
            0,
            0,
            "legal here: sunday to saturday, or a range such as monday:friday"),
    DAYS_OF_MONTH(
            "a day of the month",
            List.of(),
            0,
            -31,
            31,
            "legal here: 1 to 31, -1 for the last day to -31, or a range such as 1:5 or -3:-1"),
    MONTHS(
            "a month",
            List.of(
                    "january",
                    "february",
                    "march",
                    "april",
                    "may",
                    "june",
                    "july",
                    "august",
                    "september",
                    "october",
                    "november",
                    "december"),
            1,
            1,
            12,
            "legal here: january to december, 1 to 12, or a range such as may:august"),
    YEARS("a year", List.of(), 0, 0, 9999, "legal here: a year such as 2026, or a range such as 2026:2028");

    private final String words;

    @SuppressWarnings("ImmutableEnumChecker") // List.of gives no other kind
    private final List<String> names;

    private final int firstName;
    private final int least;
    private final int most;
    private final String advice;

    CalendarRange(String words, List<String> names, int firstName, int least, int most, String advice) {
        this.words = words;
        this.names = names;
        this.firstName = firstName;
        this.least = least;
        this.most = most;
        this.advice = advice;
    }

    /** First and last member, equal where the text names one. */
    record Span(int first, int last) {
        boolean contains(int member) {
            return member >= first && member <= last;
        }
    }

    /** @throws IllegalValueException for a text that Alertmanager refuses, or accepts without ever meaning a day by it */
    Span parse(String text) {
        String[] parts = text.split(":", -1);
        if (parts.length > 2) {
            throw new IllegalValueException("\"" + text + "\" is not " + words, advice);
        }
        int first = member(parts[0]);
        int last = member(parts[parts.length - 1]);
        if (this == DAYS_OF_MONTH && first < 0 && last > 0) {
            throw new IllegalValueException(
                    "the range \"" + text + "\" begins at the end of a month and ends at its beginning",
                    "where the first day is negative, the last must be too");
        }
        // The shortest month decides, as it does in Alertmanager.
        int from = this == DAYS_OF_MONTH && first < 0 ? 28 + first : first;
        int to = this == DAYS_OF_MONTH && last < 0 ? 28 + last : last;
        if (from > to) {
            throw new IllegalValueException(
                    "the range \"" + text + "\" ends before it begins",
                    this == WEEKDAYS
                            ? "a week begins on sunday: write two ranges, such as friday:saturday and sunday:monday"
                            : "swap the two, or write two ranges");
        }
        return new Span(first, last);
    }

    private int member(String text) {
        int name = names.indexOf(text.toLowerCase(Locale.ROOT));
        if (name >= 0) {
            return firstName + name;
        }
        if (text.matches("[-+]?[0-9]{1,4}")) {
            int number = Integer.parseInt(text);
            if (number >= least && number <= most && (this != DAYS_OF_MONTH || number != 0) && this != WEEKDAYS) {
                return number;
            }
        }
        throw new IllegalValueException("\"" + text + "\" is not " + words, advice);
    }
}
