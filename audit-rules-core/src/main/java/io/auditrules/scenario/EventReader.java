package io.auditrules.scenario;

import io.auditrules.diagnostic.IllegalValueException;
import io.auditrules.diagnostic.Problems;
import io.auditrules.diagnostic.Suggestion;
import io.auditrules.event.Labels;
import io.auditrules.event.Log;
import io.auditrules.rule.Field;
import io.auditrules.yaml.Section;
import io.auditrules.yaml.YamlMapping;
import io.auditrules.yaml.YamlNode;
import io.auditrules.yaml.YamlScalar;
import io.auditrules.yaml.YamlSequence;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Function;
import java.util.stream.Stream;

/** Reads what happens in a scenario: audit events by their fields, lines, and recorded logs. */
final class EventReader {
    /** When, how often and where. */
    static final List<String> COMMON_KEYS = List.of("at", "repeat", "every", "vary", "stream", "truncate");

    /** What else than a field can be said of an audit event. */
    static final List<String> EVENT_KEYS = List.of("body", "command", "lasts", "level");

    /** Keys under which free fields stand. */
    static final List<String> OBJECTS = List.of("annotations", "requestObject", "responseObject");

    /** What is written instead of an audit event. */
    static final List<String> OTHER_KEYS = List.of("line", "file");

    private static final Function<String, Integer> NUMBER = Section.wholeNumber(9);

    private final Body defaultBody;
    private final Function<YamlScalar, Optional<Log>> logs;
    private final Problems problems;

    EventReader(Body defaultBody, Function<YamlScalar, Optional<Log>> logs, Problems problems) {
        this.defaultBody = defaultBody;
        this.logs = logs;
        this.problems = problems;
    }

    /** All keys that people need to know; paths of fields are legal too. */
    static List<String> keys() {
        return Stream.of(COMMON_KEYS, OTHER_KEYS, EVENT_KEYS, List.copyOf(Field.names()), OBJECTS)
                .flatMap(List::stream)
                .toList();
    }

    /** What happens; empty if there is a problem with it. */
    Optional<Happening> read(YamlNode node) {
        int before = problems.list().size();
        if (!(node instanceof YamlMapping mapping)) {
            problems.add(
                    node.place(),
                    "an event is a mapping, not " + node.kind(),
                    "for example {at: 1m, user: alice, subresource: exec, namespace: prod, name: web-1}");
            return Optional.empty();
        }
        Section section = Section.ofAnyKeys(mapping, problems);
        Optional<Happening.What> what = what(section, mapping);
        Duration at = section.value("at", ScenarioReader::duration).orElse(Duration.ZERO);
        Optional<Integer> times = section.value("repeat", NUMBER);
        Duration every = section.value("every", ScenarioReader::duration).orElse(Duration.ofSeconds(1));
        List<Field> varied = section.items("vary").stream()
                .flatMap(item -> section.scalar(item).stream())
                .flatMap(scalar -> section.value(scalar, Field::of).stream())
                .toList();
        Optional<Labels> stream = section.has("stream")
                ? Optional.of(Labels.of(Section.plain(section.texts("stream", name -> {}))))
                : Optional.empty();
        Optional<Integer> truncated = section.value("truncate", NUMBER);
        Optional<Happening.Repetition> repetition = times.isEmpty()
                ? Optional.of(Happening.Repetition.NONE)
                : section.attempt(
                        section.node("repeat").orElseThrow().place(),
                        () -> new Happening.Repetition(times.get(), every, varied));
        if (problems.list().size() > before || what.isEmpty() || repetition.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(new Happening(
                what.get(),
                at,
                repetition.get(),
                stream,
                truncated.map(OptionalInt::of).orElse(OptionalInt.empty())));
    }

    private Optional<Happening.What> what(Section section, YamlMapping mapping) {
        if (section.has("vary") && !section.has("repeat")) {
            problems.add(section.keyPlace("vary"), "nothing varies that happens once", "say with repeat how often");
        }
        if (section.has("line")) {
            onlyCommonKeys(mapping, "line");
            return section.scalar("line").map(scalar -> new Happening.Line(scalar.text()));
        }
        if (section.has("file")) {
            onlyCommonKeys(mapping, "file");
            Optional<Duration> every =
                    section.has("repeat") ? Optional.empty() : section.value("every", ScenarioReader::duration);
            return section.scalar("file").flatMap(logs).map(log -> new Happening.Recording(log, every));
        }
        return event(section, mapping)
                .map(event -> new Happening.Request(
                        event, section.value("body", Body::of).orElse(defaultBody)));
    }

    private void onlyCommonKeys(YamlMapping mapping, String kind) {
        List<String> legal = Stream.of(COMMON_KEYS, List.of(kind))
                .flatMap(List::stream)
                .filter(key -> !key.equals("vary"))
                .toList();
        for (YamlMapping.Entry entry : mapping.entries()) {
            if (!legal.contains(entry.key().text())) {
                problems.add(
                        entry.key().place(),
                        "\"" + entry.key().text() + "\" cannot stand beside \"" + kind + "\"",
                        "legal here: " + String.join(", ", legal));
            }
        }
    }

    private Optional<AuditEvent> event(Section section, YamlMapping mapping) {
        int before = problems.list().size();
        Map<Field, Object> fields = new LinkedHashMap<>();
        for (YamlMapping.Entry entry : mapping.entries()) {
            String key = entry.key().text();
            if (OBJECTS.contains(key)) {
                object(key, entry.value(), fields);
            } else if (key.equals("level")) {
                section.scalar(entry.value()).ifPresent(level -> fields.put(new Field(List.of("level")), level.text()));
            } else if (!COMMON_KEYS.contains(key) && !EVENT_KEYS.contains(key)) {
                field(entry.key())
                        .ifPresent(field ->
                                value(section, field, entry.value()).ifPresent(value -> fields.put(field, value)));
            }
        }
        List<String> command = section.items("command").stream()
                .flatMap(item -> section.scalar(item).stream())
                .map(YamlScalar::text)
                .toList();
        Optional<Duration> lasts = section.value("lasts", ScenarioReader::duration);
        return problems.list().size() > before ? Optional.empty() : Optional.of(new AuditEvent(fields, command, lasts));
    }

    private Optional<Field> field(YamlScalar key) {
        try {
            return Optional.of(Field.of(key.text()));
        } catch (IllegalValueException e) {
            problems.add(key.place(), "unknown key \"" + key.text() + "\"", Suggestion.of(key.text(), keys()));
            return Optional.empty();
        }
    }

    private Optional<Object> value(Section section, Field field, YamlNode node) {
        if (field.isList()) {
            List<Object> items = new ArrayList<>();
            List<YamlNode> nodes = node instanceof YamlSequence list ? list.items() : List.of(node);
            nodes.forEach(item -> section.scalar(item).ifPresent(scalar -> items.add(scalar.text())));
            return Optional.of(items);
        }
        if (OBJECTS.contains(field.path().get(0))) {
            return Optional.ofNullable(tree(node));
        }
        return section.scalar(node)
                .flatMap(scalar -> field.equals(Field.CODE)
                        ? section.value(scalar, NUMBER).<Object>map(Integer::longValue)
                        : Optional.of(scalar.text()));
    }

    private void object(String key, YamlNode node, Map<Field, Object> fields) {
        if (!(node instanceof YamlMapping mapping)) {
            problems.add(node.place(), "a mapping is needed here, not " + node.kind(), "");
            return;
        }
        if (key.equals("annotations")) {
            Section annotations = Section.ofAnyKeys(mapping, problems);
            mapping.entries()
                    .forEach(entry -> annotations
                            .scalar(entry.value())
                            .ifPresent(text ->
                                    fields.put(Field.annotation(entry.key().text()), text.text())));
        } else {
            fields.put(new Field(List.of(key)), tree(mapping));
        }
    }

    /** As JSON has it: a number that is written like one is one. */
    private static Object tree(YamlNode node) {
        return node.accept(new YamlNode.Visitor<>() {
            @Override
            public Object scalar(YamlScalar scalar) {
                return switch (scalar.type()) {
                    case INTEGER ->
                        scalar.text().matches("-?[0-9]{1,18}") ? (Object) Long.valueOf(scalar.text()) : scalar.text();
                    case FLOAT ->
                        scalar.text().matches("-?[0-9]+\\.[0-9]+")
                                ? (Object) Double.valueOf(scalar.text())
                                : scalar.text();
                    case BOOLEAN -> Boolean.valueOf(scalar.text());
                    case NULL -> "";
                    case STRING, TIMESTAMP -> scalar.text();
                };
            }

            @Override
            public Object sequence(YamlSequence sequence) {
                return sequence.items().stream().map(EventReader::tree).toList();
            }

            @Override
            public Object mapping(YamlMapping mapping) {
                Map<String, Object> tree = new LinkedHashMap<>();
                mapping.entries().forEach(entry -> tree.put(entry.key().text(), tree(entry.value())));
                return tree;
            }
        });
    }
}
