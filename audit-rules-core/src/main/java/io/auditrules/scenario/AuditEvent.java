package io.auditrules.scenario;

import io.auditrules.diagnostic.IllegalValueException;
import io.auditrules.rule.Field;
import java.time.Duration;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A request to the API server, of which only what matters is said; {@link ApiServer} fills in the rest.
 *
 * <pre>{@code
 * AuditEvent.of(Field.USER, "alice").and(Field.SUBRESOURCE, "exec").and(Field.NAMESPACE, "prod").and(Field.NAME, "web-1")
 * }</pre>
 *
 * @param fields a value is a String, Boolean, Long, Double, or a List or a Map with texts as keys of these
 * @param command what an exec runs; becomes part of {@code requestURI}
 * @param lasts how long a request runs that has two stages, such as exec and watch
 */
public record AuditEvent(Map<Field, Object> fields, List<String> command, Optional<Duration> lasts) {
    public AuditEvent {
        fields = Collections.unmodifiableMap(new LinkedHashMap<>(fields));
        command = List.copyOf(command);
    }

    /** An event of which one field is known. */
    public static AuditEvent of(Field field, Object value) {
        return new AuditEvent(Map.of(), List.of(), Optional.empty()).and(field, value);
    }

    /** The same event with one more field. */
    public AuditEvent and(Field field, Object value) {
        Map<Field, Object> more = new LinkedHashMap<>(fields);
        more.put(field, value);
        return new AuditEvent(more, command, lasts);
    }

    /** The same event, an exec that runs this. */
    public AuditEvent running(String... words) {
        return new AuditEvent(fields, Arrays.asList(words), lasts);
    }

    /** The same event, whose second stage is written so much later than its first. */
    public AuditEvent lasting(Duration duration) {
        return new AuditEvent(fields, command, Optional.of(duration));
    }

    /** The same event with a number at the end of these fields. */
    AuditEvent numbered(List<Field> varied, int number) {
        AuditEvent event = this;
        for (Field field : varied) {
            Object value = fields.getOrDefault(field, field.toString());
            if (!(value instanceof String text)) {
                throw new IllegalValueException(
                        "the field " + field + " cannot vary: it has no text", "vary a field with a text");
            }
            event = event.and(field, text + "-" + number);
        }
        return event;
    }
}
