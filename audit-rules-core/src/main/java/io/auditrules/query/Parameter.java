package io.auditrules.query;

import io.auditrules.diagnostic.IllegalValueException;
import io.auditrules.diagnostic.Suggestion;
import io.auditrules.event.Labels;
import io.auditrules.time.PrometheusDuration;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What people type beside a query. */
final class Parameter {
    private static final Pattern LABEL = Pattern.compile("\\s*([a-zA-Z_][a-zA-Z0-9_]*)\\s*=(.*)", Pattern.DOTALL);
    /** What fits nanoseconds in 64 bits, and a range of a hundred years before it. */
    private static final Instant FIRST = Instant.parse("1800-01-01T00:00:00Z");

    private static final Instant LAST = Instant.parse("2200-01-01T00:00:00Z");

    private Parameter() {}

    /** A time in RFC 3339. */
    static Instant time(String text) {
        String advice = "write it like 2026-11-20T08:00:00Z or 2026-11-20T09:00:00+01:00";
        try {
            Instant time = OffsetDateTime.parse(text.strip()).toInstant();
            if (time.isBefore(FIRST) || time.isAfter(LAST)) {
                throw new IllegalValueException("\"" + text + "\" is not a time of any log", advice);
            }
            return time;
        } catch (DateTimeException e) {
            throw new IllegalValueException("\"" + text + "\" is not a time", advice);
        }
    }

    /** A duration above zero. */
    static Duration step(String text) {
        Duration duration = new PrometheusDuration(text.strip()).toDuration();
        if (duration.isZero()) {
            throw new IllegalValueException("a step of " + text + " leads nowhere", "give a step above zero");
        }
        return duration;
    }

    /** One of the constants of an enum, in lower case. */
    static <E extends Enum<E>> E choice(String text, E[] constants) {
        List<String> words = Arrays.stream(constants)
                .map(constant -> constant.name().toLowerCase(Locale.ROOT))
                .toList();
        int index = words.indexOf(text.strip().toLowerCase(Locale.ROOT));
        if (index < 0) {
            throw new IllegalValueException("unknown \"" + text + "\"", Suggestion.of(text, words));
        }
        return constants[index];
    }

    /** The labels of a stream, {@code log_type=audit,cluster=a}. */
    static Labels stream(String text) {
        Labels.Builder labels = new Labels.Builder();
        Set<String> names = new HashSet<>();
        for (String part : text.split(",", -1)) {
            Matcher label = LABEL.matcher(part);
            if (!label.matches() || label.group(2).isBlank()) {
                throw new IllegalValueException(
                        "\"" + part + "\" is not a label", "write name=value, such as log_type=audit,cluster=a");
            }
            if (!names.add(label.group(1))) {
                throw new IllegalValueException("two values for the label \"" + label.group(1) + "\"", "give one");
            }
            labels.add(label.group(1), label.group(2).strip());
        }
        return labels.build();
    }
}
