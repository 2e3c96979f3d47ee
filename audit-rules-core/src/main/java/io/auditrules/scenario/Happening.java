package io.auditrules.scenario;

import io.auditrules.bytes.Utf8;
import io.auditrules.diagnostic.IllegalValueException;
import io.auditrules.event.Batch;
import io.auditrules.event.Batches;
import io.auditrules.event.Entry;
import io.auditrules.event.Labels;
import io.auditrules.event.Log;
import io.auditrules.rule.Field;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * Something that is written into a log during a scenario.
 *
 * @param what what is written
 * @param at when, from the start of the scenario on
 * @param repetition how often
 * @param stream the labels of the stream; empty for the audit log's
 * @param truncated after how many bytes each line breaks off
 */
public record Happening(What what, Duration at, Repetition repetition, Optional<Labels> stream, OptionalInt truncated) {

    /** What is written. */
    public sealed interface What permits Request, Line, Recording {
        /** Calls the visitor's method for this kind. */
        <R> R accept(Visitor<R> visitor);

        /** One method for each kind. */
        interface Visitor<R> {
            R request(Request request);

            R line(Line line);

            R recording(Recording recording);
        }
    }

    /** An audit event. */
    public record Request(AuditEvent event, Body body) implements What {
        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.request(this);
        }
    }

    /** A line as it is. */
    public record Line(String text) implements What {
        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.line(this);
        }
    }

    /**
     * A log that was recorded.
     *
     * @param log its first line is written when it happens, the others as much later as they were then
     * @param every how long after each other lines are written instead
     */
    public record Recording(Log log, Optional<Duration> every) implements What {
        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.recording(this);
        }
    }

    /**
     * How often something happens.
     *
     * @param times at least once
     * @param every how long after each other
     * @param varied fields of an audit event that get a number at their end, 1 for the first
     */
    public record Repetition(int times, Duration every, List<Field> varied) {
        /** Once. */
        public static final Repetition NONE = new Repetition(1, Duration.ZERO, List.of());

        /** More was not meant. */
        private static final int MOST = 1_000_000;

        public Repetition {
            varied = List.copyOf(varied);
            if (times < 1 || times > MOST) {
                throw new IllegalValueException(
                        "something cannot happen " + times + " times", "write a number from 1 to 1000000");
            }
            for (Field field : varied) {
                if (field.isList() || field.equals(Field.CODE)) {
                    throw new IllegalValueException(
                            "the field " + field + " cannot vary: it has no text", "vary a field with a text");
                }
            }
        }
    }

    /** An audit event, as the API server writes it. */
    public static Happening of(Duration at, AuditEvent event) {
        return new Happening(
                new Request(event, Body.AUDIT), at, Repetition.NONE, Optional.empty(), OptionalInt.empty());
    }

    /** The same, so often. */
    public Happening repeated(int times, Duration every, Field... varied) {
        return new Happening(what, at, new Repetition(times, every, List.of(varied)), stream, truncated);
    }

    /**
     * What stands in the log afterwards.
     *
     * @param start of the scenario
     * @param auditStream the labels of the audit log's stream
     * @param id what tells this happening from all others
     */
    List<Entry> entries(Instant start, Labels auditStream, String id) {
        List<Entry> entries = new ArrayList<>();
        for (int i = 0; i < repetition.times(); i++) {
            Instant time = start.plus(at).plus(repetition.every().multipliedBy(i));
            for (Entry entry : what.accept(new Writer(time, stream.orElse(auditStream), i + 1, id))) {
                entries.add(new Entry(
                        entry.time(),
                        stream.orElse(entry.stream()),
                        entry.structuredMetadata(),
                        truncate(entry.line())));
            }
        }
        return entries;
    }

    /** What one repetition writes. */
    private final class Writer implements What.Visitor<List<Entry>> {
        private final Instant time;
        private final Labels labels;
        private final int number;
        private final String id;

        Writer(Instant time, Labels labels, int number, String id) {
            this.time = time;
            this.labels = labels;
            this.number = number;
            this.id = id;
        }

        @Override
        public List<Entry> request(Request request) {
            AuditEvent event = request.event().numbered(repetition.varied(), number);
            return ApiServer.log(event, time, id + "/" + number).stream()
                    .map(stage -> Entry.of(stage.at(), labels, request.body().line(stage.event(), stage.at())))
                    .toList();
        }

        @Override
        public List<Entry> line(Line line) {
            return List.of(Entry.of(time, labels, line.text()));
        }

        @Override
        public List<Entry> recording(Recording recording) {
            return replay(recording, time);
        }
    }

    private String truncate(String line) {
        byte[] bytes = line.getBytes(StandardCharsets.UTF_8);
        return truncated.isPresent() && truncated.getAsInt() < bytes.length
                ? new String(bytes, 0, truncated.getAsInt(), StandardCharsets.UTF_8)
                : line;
    }

    private static List<Entry> replay(Recording recording, Instant start) {
        List<Entry> entries = new ArrayList<>();
        long first = Batch.NO_TIME;
        try (Batches batches = recording.log().open()) {
            for (Batch batch = batches.next(); batch != null; batch = batches.next()) {
                for (int i = 0; i < batch.size(); i++) {
                    long time = batch.time(i);
                    if (first == Batch.NO_TIME) {
                        first = time;
                    }
                    Duration after = recording.every().isPresent()
                            ? recording.every().get().multipliedBy(entries.size())
                            : time == Batch.NO_TIME ? Duration.ZERO : Duration.ofNanos(time - first);
                    byte[] bytes = batch.bytes(i);
                    entries.add(new Entry(
                            start.plus(after),
                            batch.stream(i),
                            batch.structuredMetadata(i),
                            Utf8.decode(bytes, 0, bytes.length)));
                }
            }
        }
        return entries;
    }
}
