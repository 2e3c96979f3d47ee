package io.auditrules.template;

import java.time.Instant;
import java.time.zone.ZoneRules;
import org.jspecify.annotations.Nullable;

/**
 * A moment in a zone: Go's time.Time.
 *
 * @param seconds since 1970 in UTC
 * @param nanos of the second
 * @param zone where its clock stands
 */
record GoTime(long seconds, int nanos, Zone zone) implements GoType.Typed {
    static final String[] MONTHS = {
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December"
    };
    static final String[] DAYS = {"Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday"};
    private static final long DAY = 86400;
    private static final long NANOS = 1_000_000_000;
    /** The first moment of the year 1: Go's zero time. */
    static final GoTime ZERO = new GoTime(-62135596800L, 0, Zone.UTC);

    /**
     * A zone of Go.
     *
     * @param name its own name
     * @param rules when its clocks change; null for a fixed one
     * @param offset of a fixed zone, in seconds east of UTC
     * @param isLocal whether it is the zone of the machine, which is UTC where Loki runs
     */
    record Zone(String name, @Nullable ZoneRules rules, int offset, boolean isLocal) implements GoType.Typed {
        static final Zone UTC = new Zone("UTC", null, 0, false);
        static final Zone LOCAL = new Zone("UTC", null, 0, true);

        static Zone fixed(String name, int offset) {
            return new Zone(name, null, offset, false);
        }

        /** A zone of the time zone database, or UTC if it has none of that name. */
        static Zone named(String name) {
            if (name.isEmpty() || name.equals("UTC")) {
                return UTC;
            }
            if (name.equals("Local")) {
                return LOCAL;
            }
            ZoneRules rules = ZoneNames.rules(name);
            return rules == null ? UTC : new Zone(name, rules, 0, false);
        }

        int offsetAt(long seconds) {
            return rules == null ? offset : rules.getOffset(instant(seconds)).getTotalSeconds();
        }

        String abbreviationAt(long seconds) {
            return ZoneNames.abbreviation(this, instant(seconds));
        }

        boolean isSummer(long seconds) {
            return rules != null && rules.isDaylightSavings(instant(seconds));
        }

        private static Instant instant(long seconds) {
            return Instant.ofEpochSecond(
                    Math.max(Instant.MIN.getEpochSecond(), Math.min(Instant.MAX.getEpochSecond(), seconds)));
        }

        @Override
        public GoType type() {
            return GoType.LOCATION;
        }
    }

    /** Year, month and day from 1, and the day of the year from 1. */
    record Date(long year, int month, int day, int yearDay) {}

    @Override
    public GoType type() {
        return GoType.TIME;
    }

    /** Go's time.Unix: seconds and nanoseconds since 1970, in the local zone. */
    static GoTime unix(long seconds, long nanos) {
        return new GoTime(seconds + Math.floorDiv(nanos, NANOS), (int) Math.floorMod(nanos, NANOS), Zone.LOCAL);
    }

    GoTime in(Zone other) {
        return new GoTime(seconds, nanos, other);
    }

    /** A moment from the fields of a calendar in UTC; fields out of range carry over. */
    static GoTime utc(long year, int month, int day, int hour, int minute, int second, int nanos) {
        return new GoTime(daysBefore(year, month, day) * DAY + hour * 3600L + minute * 60L + second, nanos, Zone.UTC);
    }

    /** The moment at which a clock of the zone shows what this one shows as UTC. */
    GoTime readIn(Zone other) {
        if (other.rules() == null) {
            return new GoTime(seconds - other.offset(), nanos, other);
        }
        // As Go does: try the offset of that moment in UTC, then the offset at the moment that this gives.
        int first = other.offsetAt(seconds);
        long guess = seconds - first;
        int second = other.offsetAt(guess);
        if (second == first) {
            return new GoTime(guess, nanos, other);
        }
        return new GoTime(seconds - second, nanos, other);
    }

    private long local() {
        return seconds + zone.offsetAt(seconds);
    }

    int offset() {
        return zone.offsetAt(seconds);
    }

    String abbreviation() {
        return zone.abbreviationAt(seconds);
    }

    int hour() {
        return (int) (Math.floorMod(local(), DAY) / 3600);
    }

    int minute() {
        return (int) (Math.floorMod(local(), DAY) / 60 % 60);
    }

    int second() {
        return (int) (Math.floorMod(local(), DAY) % 60);
    }

    /** From 0 for Sunday. */
    int weekday() {
        return (int) Math.floorMod(Math.floorDiv(local(), DAY) + 4, 7L);
    }

    long unixNanos() {
        return seconds * NANOS + nanos;
    }

    GoTime plus(long duration) {
        GoTime sum = unix(seconds + duration / NANOS, nanos + duration % NANOS);
        return sum.in(zone);
    }

    /** Nanoseconds between, at most what a duration can hold. */
    long minus(GoTime other) {
        java.math.BigInteger difference = java.math.BigInteger.valueOf(seconds)
                .subtract(java.math.BigInteger.valueOf(other.seconds))
                .multiply(java.math.BigInteger.valueOf(NANOS))
                .add(java.math.BigInteger.valueOf(nanos - (long) other.nanos));
        return difference.bitLength() < 64
                ? difference.longValue()
                : difference.signum() < 0 ? Long.MIN_VALUE : Long.MAX_VALUE;
    }

    int compareMoment(GoTime other) {
        return seconds != other.seconds ? Long.compare(seconds, other.seconds) : Integer.compare(nanos, other.nanos);
    }

    /** Some years, months and days later by the calendar, at the same time of day. */
    GoTime plusDate(long years, long months, long days) {
        Date date = date();
        long monthsFromZero = (date.year + years) * 12 + date.month - 1 + months;
        long year = Math.floorDiv(monthsFromZero, 12L);
        long first = daysBefore(year, (int) Math.floorMod(monthsFromZero, 12L) + 1, 1);
        long clock = Math.floorMod(local(), DAY);
        return new GoTime((first + date.day - 1 + days) * DAY + clock, nanos, Zone.UTC).readIn(zone);
    }

    Date date() {
        long day = Math.floorDiv(local(), DAY);
        // The calendar repeats every 146,097 days, counted from the first of March of the year 0.
        long fromMarch = day + 719468;
        long era = Math.floorDiv(fromMarch, 146097L);
        int ofEra = (int) Math.floorMod(fromMarch, 146097L);
        int yearOfEra = (ofEra - ofEra / 1460 + ofEra / 36524 - ofEra / 146096) / 365;
        int ofYear = ofEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100);
        int shifted = (5 * ofYear + 2) / 153;
        int dayOfMonth = ofYear - (153 * shifted + 2) / 5 + 1;
        int month = shifted < 10 ? shifted + 3 : shifted - 9;
        long year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0);
        return new Date(year, month, dayOfMonth, (int) (day - daysBefore(year, 1, 1)) + 1);
    }

    /** Days from 1970 to a date. */
    private static long daysBefore(long year, int month, int day) {
        long shiftedYear = month <= 2 ? year - 1 : year;
        long era = Math.floorDiv(shiftedYear, 400L);
        long yearOfEra = Math.floorMod(shiftedYear, 400L);
        long ofYear = (153L * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1;
        return era * 146097 + yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + ofYear - 719468;
    }

    static boolean isLeap(long year) {
        return year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
    }

    static int daysIn(int month, long year) {
        return month == 2 ? isLeap(year) ? 29 : 28 : month == 4 || month == 6 || month == 9 || month == 11 ? 30 : 31;
    }

    /** What Go prints for it. */
    @Override
    public String toString() {
        return new TimeLayout("2006-01-02 15:04:05.999999999 -0700 MST").format(this);
    }

    /** What Go prints for {@code %#v}. */
    String goString() {
        Date date = date();
        String place = zone.equals(Zone.UTC)
                ? "time.UTC"
                : zone.isLocal() ? "time.Local" : "time.Location(" + TimeLayout.quote(zone.name()) + ")";
        return "time.Date(" + date.year + ", time." + MONTHS[date.month - 1] + ", " + date.day + ", " + hour() + ", "
                + minute() + ", " + second() + ", " + nanos + ", " + place + ")";
    }
}
