package io.auditrules.definition;

import io.auditrules.diagnostic.IllegalValueException;
import io.auditrules.diagnostic.Problems;
import io.auditrules.diagnostic.Suggestion;
import io.auditrules.rule.Condition;
import io.auditrules.rule.Field;
import io.auditrules.rule.ValuePattern;
import io.auditrules.yaml.YamlMapping;
import io.auditrules.yaml.YamlNode;
import io.auditrules.yaml.YamlScalar;
import io.auditrules.yaml.YamlSequence;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Reads conditions: a mapping of fields to what their values must look like, all of which must hold, and {@code all},
 * {@code any} and {@code not} for the rest.
 */
final class ConditionReader {
    /** Keys under which further fields stand. */
    static final List<String> OBJECTS = List.of("annotations", "requestObject", "responseObject");

    static final List<String> COMBINATIONS = List.of("all", "any", "not");

    /** What a value may say in the form of a mapping. */
    static final List<String> PATTERN_KEYS = List.of("is", "matches", "not");

    private final Problems problems;

    ConditionReader(Problems problems) {
        this.problems = problems;
    }

    /** All keys that a condition may have. */
    static List<String> keys() {
        return Stream.of(Field.names(), OBJECTS, COMBINATIONS)
                .flatMap(java.util.Collection::stream)
                .toList();
    }

    /** The condition in a node; empty if there is a problem in it. */
    Optional<Condition> read(YamlNode node) {
        if (!(node instanceof YamlMapping mapping)) {
            problems.add(
                    node.place(),
                    "a condition is a mapping of fields to values, not " + node.kind(),
                    "for example {resource: pods, verb: [create, get]}");
            return Optional.empty();
        }
        if (mapping.entries().isEmpty()) {
            problems.add(node.place(), "an empty condition holds for every event", "name at least one field");
            return Optional.empty();
        }
        List<Optional<Condition>> parts = new ArrayList<>();
        for (YamlMapping.Entry entry : mapping.entries()) {
            parts.add(part(entry.key(), entry.value()));
        }
        return whole(parts).map(Condition::all);
    }

    private Optional<Condition> part(YamlScalar key, YamlNode value) {
        String name = key.text();
        if (name.equals("not")) {
            return read(value).map(Condition::not);
        }
        if (COMBINATIONS.contains(name)) {
            return combination(name, value);
        }
        if (OBJECTS.contains(name)) {
            return object(name, value);
        }
        if (!Field.names().contains(name)) {
            // A path is legal in "by", so say where it goes in a condition.
            String advice = name.contains(".") || name.contains("[")
                    ? "write a path below requestObject, responseObject or annotations: as a mapping under that key"
                    : Suggestion.of(name, keys());
            problems.add(key.place(), "unknown field \"" + name + "\"", advice);
            return Optional.empty();
        }
        return pattern(Field.of(name), value);
    }

    private Optional<Condition> combination(String name, YamlNode value) {
        if (!(value instanceof YamlSequence sequence) || sequence.items().isEmpty()) {
            problems.add(
                    value.place(),
                    "\"" + name + "\" combines a list of conditions, not " + value.kind(),
                    "begin each condition with \"- \"");
            return Optional.empty();
        }
        return whole(sequence.items().stream().map(this::read).toList())
                .map(name.equals("all") ? Condition::all : Condition::any);
    }

    private Optional<Condition> object(String root, YamlNode value) {
        if (!(value instanceof YamlMapping mapping) || mapping.entries().isEmpty()) {
            problems.add(
                    value.place(),
                    "\"" + root + "\" is a mapping, not " + value.kind(),
                    root.equals("annotations")
                            ? "for example annotations: {authorization.k8s.io/decision: allow}"
                            : "for example " + root + ": {spec.hostNetwork: true}");
            return Optional.empty();
        }
        List<Optional<Condition>> parts = new ArrayList<>();
        for (YamlMapping.Entry entry : mapping.entries()) {
            parts.add(field(root, entry.key()).flatMap(field -> pattern(field, entry.value())));
        }
        return whole(parts).map(Condition::all);
    }

    private Optional<Field> field(String root, YamlScalar key) {
        String below = key.text();
        return attempt(
                key,
                () -> root.equals("annotations")
                        ? Field.annotation(below)
                        : Field.of(below.startsWith("[") ? root + below : root + "." + below));
    }

    private Optional<Condition> pattern(Field field, YamlNode value) {
        return value.accept(new YamlNode.Visitor<>() {
            @Override
            public Optional<Condition> scalar(YamlScalar scalar) {
                if (scalar.isNull()) {
                    problems.add(
                            scalar.place(),
                            "no value for \"" + field + "\"",
                            "write \"\" (two quotes) for a field that must be absent or empty");
                    return Optional.empty();
                }
                String text = scalar.text();
                return attempt(scalar, () -> text.contains("*") ? field.like(text) : field.is(text));
            }

            @Override
            public Optional<Condition> sequence(YamlSequence sequence) {
                if (sequence.items().isEmpty()) {
                    problems.add(sequence.place(), "an empty list of values never matches", "name at least one value");
                    return Optional.empty();
                }
                return whole(sequence.items().stream()
                                .map(item -> pattern(field, item))
                                .toList())
                        .map(Condition::any);
            }

            @Override
            public Optional<Condition> mapping(YamlMapping mapping) {
                if (mapping.entries().isEmpty()) {
                    problems.add(
                            mapping.place(),
                            "no value for \"" + field + "\"",
                            "legal keys: " + String.join(", ", PATTERN_KEYS));
                    return Optional.empty();
                }
                return whole(mapping.entries().stream()
                                .map(entry -> explicit(field, entry))
                                .toList())
                        .map(Condition::all);
            }
        });
    }

    private Optional<Condition> explicit(Field field, YamlMapping.Entry entry) {
        String key = entry.key().text();
        if (key.equals("not")) {
            return pattern(field, entry.value()).map(Condition::not);
        }
        if (!PATTERN_KEYS.contains(key)) {
            problems.add(entry.key().place(), "unknown key \"" + key + "\"", Suggestion.of(key, PATTERN_KEYS));
            return Optional.empty();
        }
        List<YamlNode> values =
                entry.value() instanceof YamlSequence sequence ? sequence.items() : List.of(entry.value());
        List<Optional<Condition>> alternatives = new ArrayList<>();
        for (YamlNode value : values) {
            if (value instanceof YamlScalar scalar && !scalar.isNull()) {
                ValuePattern.Exact exact = new ValuePattern.Exact(scalar.text());
                alternatives.add(attempt(
                        scalar,
                        () -> key.equals("is") ? new Condition.Matches(field, exact) : field.matches(scalar.text())));
            } else {
                problems.add(value.place(), "a text is needed here, not " + value.kind(), "");
                alternatives.add(Optional.empty());
            }
        }
        return alternatives.isEmpty() ? Optional.empty() : whole(alternatives).map(Condition::any);
    }

    private <T> Optional<T> attempt(YamlScalar at, java.util.function.Supplier<T> work) {
        try {
            return Optional.of(work.get());
        } catch (IllegalValueException e) {
            problems.add(at.place(), e);
            return Optional.empty();
        }
    }

    /** All parts, or nothing if one of them had a problem: half a condition would mean something else. */
    private static Optional<List<Condition>> whole(List<Optional<Condition>> parts) {
        return parts.stream().allMatch(Optional::isPresent)
                ? Optional.of(parts.stream().map(Optional::orElseThrow).toList())
                : Optional.empty();
    }
}
