package io.auditrules.event;

import io.auditrules.json.JsonObject;
import io.auditrules.json.JsonObject.Outcome;
import io.auditrules.json.JsonScanner;
import io.auditrules.json.JsonScanner.Value;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.YearMonth;
import java.util.List;

/**
 * When a line was written, as far as the line tells: its {@code @timestamp}, which a collector sets to what it tells Loki,
 * else the {@code stageTimestamp} of an audit event, which is milliseconds before, else its
 * {@code requestReceivedTimestamp}. Of a line that breaks off, what comes before the break counts.
 */
final class EventTime {
    private static final List<String> KEYS = List.of("@timestamp", "stageTimestamp", "requestReceivedTimestamp");

    private EventTime() {}

    /** Nanoseconds since 1970, or {@link Batch#NO_TIME}. */
    static long of(byte[] line) {
        Members members = new Members();
        members.reader.read(line, 0, line.length);
        for (long time : members.times) {
            if (time != Batch.NO_TIME) {
                return time;
            }
        }
        return Batch.NO_TIME;
    }

    private static final class Members implements JsonObject.Visitor {
        private final JsonObject reader = new JsonObject(this);
        private final long[] times = {Batch.NO_TIME, Batch.NO_TIME, Batch.NO_TIME};

        @Override
        public Outcome member(byte[] key, int keyFrom, int keyTo, byte[] bytes, Value value) {
            // most keys are told apart by their first letter
            if (value.type() != JsonScanner.Type.STRING || keyFrom == keyTo || "@sr".indexOf(key[keyFrom]) < 0) {
                return Outcome.READ;
            }
            int index = KEYS.indexOf(new String(key, keyFrom, keyTo - keyFrom, StandardCharsets.ISO_8859_1));
            if (index >= 0) {
                times[index] =
                        parse(new String(bytes, value.from(), value.to() - value.from(), StandardCharsets.ISO_8859_1));
            }
            return index == 0 && times[0] != Batch.NO_TIME ? Outcome.STOPPED : Outcome.READ;
        }
    }

    /** RFC 3339; nanoseconds since 1970, or {@link Batch#NO_TIME}. */
    static long parse(String text) {
        long time = parseUtc(text);
        return time == Batch.NO_TIME ? parseAny(text) : time;
    }

    /**
     * As the API server writes times, {@code 2026-11-23T09:00:00.123456Z}; {@link Batch#NO_TIME} for anything else. The
     * parser of {@code java.time} is slow until it is compiled, which a short run does not live to see.
     */
    private static long parseUtc(String text) {
        int length = text.length();
        if (length < "2026-11-23T09:00:00Z".length()
                || length > "2026-11-23T09:00:00.123456789Z".length()
                || text.charAt(4) != '-'
                || text.charAt(7) != '-'
                || text.charAt(10) != 'T'
                || text.charAt(13) != ':'
                || text.charAt(16) != ':'
                || text.charAt(length - 1) != 'Z'
                || (length > 20 && (length == 21 || text.charAt(19) != '.'))) {
            return Batch.NO_TIME;
        }
        int year = number(text, 0, 4);
        int month = number(text, 5, 7);
        int day = number(text, 8, 10);
        int hour = number(text, 11, 13);
        int minute = number(text, 14, 16);
        int second = number(text, 17, 19);
        int fraction = length == 20 ? 0 : number(text, 20, length - 1);
        // leap seconds and other rare things are left to java.time, and so are years that are too much for a long
        boolean isCommon = year > 1900
                && year < 2200
                && month >= 1
                && month <= 12
                && day >= 1
                && (day <= 28 || YearMonth.of(year, month).isValidDay(day))
                && hour >= 0
                && hour <= 23
                && minute >= 0
                && minute <= 59
                && second >= 0
                && second <= 59
                && fraction >= 0;
        if (!isCommon) {
            return Batch.NO_TIME;
        }
        for (int digits = length - 21; length > 20 && digits < 9; digits++) {
            fraction *= 10;
        }
        long seconds = LocalDate.of(year, month, day).toEpochDay() * 86_400 + hour * 3_600L + minute * 60L + second;
        return seconds * 1_000_000_000 + fraction;
    }

    /** Negative if there is anything but digits. */
    private static int number(String text, int from, int to) {
        int number = 0;
        for (int i = from; i < to; i++) {
            int digit = text.charAt(i) - '0';
            if (digit < 0 || digit > 9) {
                return -1;
            }
            number = 10 * number + digit;
        }
        return number;
    }

    private static long parseAny(String text) {
        try {
            Instant time = text.endsWith("Z")
                    ? Instant.parse(text)
                    : OffsetDateTime.parse(text).toInstant();
            return Math.addExact(Math.multiplyExact(time.getEpochSecond(), 1_000_000_000L), time.getNano());
        } catch (DateTimeException | ArithmeticException e) {
            return Batch.NO_TIME;
        }
    }
}
