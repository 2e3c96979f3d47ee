package io.auditrules.definition;

import io.auditrules.diagnostic.IllegalValueException;
import io.auditrules.diagnostic.Place;
import io.auditrules.diagnostic.Places;
import io.auditrules.diagnostic.Problems;
import io.auditrules.diagnostic.Suggestion;
import io.auditrules.rule.Condition;
import io.auditrules.rule.Field;
import io.auditrules.rule.SiteParameter;
import io.auditrules.rule.ValuePattern;
import io.auditrules.yaml.YamlMapping;
import io.auditrules.yaml.YamlNode;
import io.auditrules.yaml.YamlScalar;
import io.auditrules.yaml.YamlSequence;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
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
    static final List<String> PATTERN_KEYS = List.of("is", "matches", "not", "network", "sameAs", "in", "some");

    private static final Pattern BRACES = Pattern.compile("\\{([^{}]*)}");

    private final Problems problems;
    private final Places places;
    private final boolean inElement;

    /** @param places gets where what is asked of a field stands */
    ConditionReader(Problems problems, Places places) {
        this(problems, places, false);
    }

    private ConditionReader(Problems problems, Places places, boolean inElement) {
        this.problems = problems;
        this.places = places;
        this.inElement = inElement;
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
            Optional<Condition> part = part(entry.key(), entry.value());
            if (!COMBINATIONS.contains(entry.key().text())) {
                part.ifPresent(condition -> places.put(condition, placeOf(entry)));
            }
            parts.add(part);
        }
        return whole(parts).map(Condition::all);
    }

    /** A value that is one word, or else the field. */
    private static Place placeOf(YamlMapping.Entry entry) {
        return entry.value() instanceof YamlScalar
                ? entry.value().place()
                : entry.key().place();
    }

    private Optional<Condition> part(YamlScalar key, YamlNode value) {
        String name = key.text();
        if (name.equals("not")) {
            return read(value).map(Condition::not);
        }
        if (COMBINATIONS.contains(name)) {
            return combination(name, value);
        }
        if (inElement) {
            return fields(key, Field::ofElement).flatMap(fields -> patterns(fields, value));
        }
        if (OBJECTS.contains(name)) {
            return object(name, value);
        }
        if (!Field.names().contains(name.split("\\|", -1)[0].strip())) {
            problems.add(key.place(), "unknown field \"" + name + "\"", advice(name));
            return Optional.empty();
        }
        return attempt(key, () -> Field.of(name)).flatMap(field -> pattern(field, value));
    }

    /** A path is legal where fields are named in a list, so say how it is written here. */
    private static String advice(String name) {
        try {
            Field field = Field.of(name);
            return Field.names().contains(field.toString())
                    ? "write \"" + field + "\""
                    : "write the path below " + String.join(", ", OBJECTS) + ": as a mapping under that key";
        } catch (IllegalValueException e) {
            return Suggestion.of(name, keys());
        }
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
            Optional<List<Field>> fields = root.equals("annotations")
                    ? attempt(
                            entry.key(),
                            () -> List.of(Field.annotation(entry.key().text())))
                    : fields(entry.key(), below -> Field.of(below.startsWith("[") ? root + below : root + "." + below));
            parts.add(fields.flatMap(each -> patterns(each, entry.value())));
        }
        return whole(parts).map(Condition::all);
    }

    /** The fields at a path; alternatives of a part of it stand in braces, spec.{containers,initContainers}. */
    private Optional<List<Field>> fields(YamlScalar key, Function<String, Field> field) {
        return attempt(key, () -> alternatives(key.text()).stream().map(field).toList());
    }

    private static List<String> alternatives(String path) {
        Matcher braces = BRACES.matcher(path);
        if (path.contains("[\"") || !braces.find()) {
            return List.of(path);
        }
        return Arrays.stream(braces.group(1).split(",", -1))
                .flatMap(part ->
                        alternatives(path.substring(0, braces.start()) + part.strip() + path.substring(braces.end()))
                                .stream())
                .toList();
    }

    /** One of the fields has the value: several are the places in which the same thing can stand. */
    private Optional<Condition> patterns(List<Field> fields, YamlNode value) {
        if (fields.size() == 1) {
            return pattern(fields.get(0), value);
        }
        List<Condition> conditions = new ArrayList<>();
        for (Field field : fields) {
            Optional<Condition> condition = pattern(field, value);
            if (condition.isEmpty()) {
                // What is wrong with the value is wrong with it for each of the fields.
                return Optional.empty();
            }
            conditions.add(condition.get());
        }
        return Optional.of(Condition.any(conditions));
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
        return switch (key) {
            case "not" -> pattern(field, entry.value()).map(Condition::not);
            case "some" -> element(entry.value()).flatMap(element -> attempt(entry.key(), () -> field.some(element)));
            case "is" -> texts(entry.value(), text -> new Condition.Matches(field, new ValuePattern.Exact(text)));
            case "matches" -> texts(entry.value(), field::matches);
            case "network" -> texts(entry.value(), field::isIn);
            case "in" -> texts(entry.value(), text -> field.in(SiteParameter.of(text)));
            case "sameAs" -> texts(entry.value(), field::sameAs);
            default -> {
                problems.add(entry.key().place(), "unknown key \"" + key + "\"", Suggestion.of(key, PATTERN_KEYS));
                yield Optional.empty();
            }
        };
    }

    /** What an element must look like: itself, or, in a mapping, its fields. */
    private Optional<Condition> element(YamlNode node) {
        ConditionReader reader = new ConditionReader(problems, places, true);
        boolean fields = node instanceof YamlMapping mapping
                && mapping.entries().stream()
                        .noneMatch(entry -> PATTERN_KEYS.contains(entry.key().text()));
        return fields ? reader.read(node) : reader.pattern(Field.ELEMENT, node);
    }

    /** One of the texts fits. */
    private Optional<Condition> texts(YamlNode node, Function<String, Condition> condition) {
        List<YamlNode> values = node instanceof YamlSequence sequence ? sequence.items() : List.of(node);
        List<Optional<Condition>> alternatives = new ArrayList<>();
        for (YamlNode value : values) {
            if (value instanceof YamlScalar scalar && !scalar.isNull()) {
                alternatives.add(attempt(scalar, () -> condition.apply(scalar.text())));
            } else {
                problems.add(value.place(), "a text is needed here, not " + value.kind(), "");
                alternatives.add(Optional.empty());
            }
        }
        return alternatives.isEmpty() ? Optional.empty() : whole(alternatives).map(Condition::any);
    }

    private <T> Optional<T> attempt(YamlScalar at, Supplier<T> work) {
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
