package io.auditrules.event;

import io.auditrules.json.JsonObject;
import io.auditrules.json.JsonObject.Outcome;
import io.auditrules.json.JsonScanner;
import io.auditrules.json.JsonScanner.Value;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
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
