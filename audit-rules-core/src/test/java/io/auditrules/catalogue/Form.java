package io.auditrules.catalogue;

import io.auditrules.event.Entry;
import io.auditrules.json.JsonReader;
import io.auditrules.json.JsonWriter;
import io.auditrules.scenario.Body;
import io.auditrules.scenario.Happening;
import io.auditrules.scenario.Scenario;
import io.auditrules.scenario.Verdict;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/** How the events of a scenario may reach Loki. */
enum Form {
    /** As the API server writes them, with {@code &} escaped: what OpenShift Logging's OTLP model forwards. */
    AS_WRITTEN {
        @Override
        Scenario of(Verdict verdict) {
            return inBody(verdict.scenario(), Body.AUDIT);
        }
    },
    /** As OpenShift Logging's ViaQ model has them: keys sorted, some added, {@code &} as it is. */
    VIAQ {
        @Override
        Scenario of(Verdict verdict) {
            return inBody(verdict.scenario(), Body.VIAQ);
        }
    },
    /** As nobody has them, but might: JSON knows no order of keys. */
    BACKWARDS {
        @Override
        Scenario of(Verdict verdict) {
            Scenario scenario = verdict.scenario();
            return withEvents(
                    scenario,
                    verdict.outcome().entries().stream()
                            .map(entry -> backwards(entry, Duration.between(scenario.start(), entry.time())))
                            .filter(line -> scenario.run().isEmpty()
                                    || line.at().compareTo(scenario.run().get()) <= 0)
                            .toList());
        }
    };

    /** A scenario that was played, its events in this form; lines that are not of an event stay as they are. */
    abstract Scenario of(Verdict verdict);

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }

    private static Scenario inBody(Scenario scenario, Body body) {
        return withEvents(
                scenario,
                scenario.events().stream()
                        .map(happening -> new Happening(
                                happening.what().accept(new InBody(body)),
                                happening.at(),
                                happening.repetition(),
                                happening.stream(),
                                happening.truncated()))
                        .toList());
    }

    private record InBody(Body body) implements Happening.What.Visitor<Happening.What> {
        @Override
        public Happening.What request(Happening.Request request) {
            return new Happening.Request(request.event(), body);
        }

        @Override
        public Happening.What line(Happening.Line line) {
            return line;
        }

        @Override
        public Happening.What recording(Happening.Recording recording) {
            return recording;
        }
    }

    private static Scenario withEvents(Scenario scenario, List<Happening> events) {
        return new Scenario(
                scenario.name(),
                scenario.start(),
                scenario.run(),
                scenario.rules(),
                events,
                scenario.missed(),
                scenario.expectation());
    }

    private static Happening backwards(Entry entry, Duration at) {
        return new Happening(
                new Happening.Line(backwards(entry.line())),
                at,
                Happening.Repetition.NONE,
                Optional.of(entry.stream()),
                OptionalInt.empty());
    }

    private static String backwards(String line) {
        try {
            return JsonWriter.write(backwards(JsonReader.read(line)), JsonWriter.Escapes.GO);
        } catch (IllegalArgumentException e) {
            // No JSON, or cut off.
            return line;
        }
    }

    private static @Nullable Object backwards(@Nullable Object value) {
        if (value instanceof Map<?, ?> map) {
            List<Map.Entry<?, ?>> entries = new ArrayList<>(map.entrySet());
            Collections.reverse(entries);
            Map<String, @Nullable Object> reversed = new LinkedHashMap<>();
            entries.forEach(entry -> reversed.put((String) entry.getKey(), backwards(entry.getValue())));
            return reversed;
        }
        if (value instanceof List<?> list) {
            List<@Nullable Object> elements = new ArrayList<>();
            list.forEach(element -> elements.add(backwards(element)));
            return elements;
        }
        return value;
    }
}
