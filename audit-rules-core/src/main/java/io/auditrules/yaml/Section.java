package io.auditrules.yaml;

import io.auditrules.diagnostic.IllegalValueException;
import io.auditrules.diagnostic.Place;
import io.auditrules.diagnostic.Problems;
import io.auditrules.diagnostic.Suggestion;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

/**
 * A mapping with a fixed set of keys, while it is read. Whatever is wrong becomes a problem at its place, and reading
 * goes on as if the value were not there.
 */
public final class Section {
    private final YamlMapping mapping;
    private final Problems problems;

    private Section(YamlMapping mapping, Problems problems) {
        this.mapping = mapping;
        this.problems = problems;
    }

    /** The section, with a problem for each key that it does not know. */
    public static Section of(YamlMapping mapping, List<String> keys, Problems problems) {
        for (YamlMapping.Entry entry : mapping.entries()) {
            String key = entry.key().text();
            if (!keys.contains(key)) {
                problems.add(entry.key().place(), "unknown key \"" + key + "\"", Suggestion.of(key, keys));
            }
        }
        return new Section(mapping, problems);
    }

    /** The section in a node, if the node is a mapping. */
    public static Optional<Section> of(YamlNode node, List<String> keys, Problems problems) {
        if (node instanceof YamlMapping mapping) {
            return Optional.of(of(mapping, keys, problems));
        }
        problems.add(
                node.place(), "a mapping is needed here, not " + node.kind(), "legal keys: " + String.join(", ", keys));
        return Optional.empty();
    }

    /** The section, whatever its keys are: who reads it tells of those that it does not know. */
    public static Section ofAnyKeys(YamlMapping mapping, Problems problems) {
        return new Section(mapping, problems);
    }

    /** Where the mapping begins. */
    public Place place() {
        return mapping.place();
    }

    /** Gets what is wrong. */
    public Problems problems() {
        return problems;
    }

    /** Whether the key is there. */
    public boolean has(String key) {
        return mapping.get(key).isPresent();
    }

    /** The value under a key. */
    public Optional<YamlNode> node(String key) {
        return mapping.get(key);
    }

    /** Where the key stands; the section's own place if it is missing. */
    public Place keyPlace(String key) {
        return mapping.entries().stream()
                .map(YamlMapping.Entry::key)
                .filter(scalar -> scalar.text().equals(key))
                .map(YamlScalar::place)
                .findFirst()
                .orElse(mapping.place());
    }

    /** The section under a key, if there is a mapping. */
    public Optional<Section> section(String key, List<String> keys) {
        return node(key).flatMap(node -> of(node, keys, problems));
    }

    /** The scalar under a key; a list, a mapping and nothing at all are problems. */
    public Optional<YamlScalar> scalar(String key) {
        return node(key).flatMap(this::scalar);
    }

    /** The scalar in a node; a list, a mapping and nothing at all are problems. */
    public Optional<YamlScalar> scalar(YamlNode node) {
        if (node instanceof YamlScalar scalar && !scalar.isNull()) {
            return Optional.of(scalar);
        }
        problems.add(
                node.place(),
                "a text is needed here, not " + node.kind(),
                node instanceof YamlScalar ? "write the value, or \"\" for the empty text, or delete the key" : "");
        return Optional.empty();
    }

    /** What {@code parser} makes of the scalar under a key. */
    public <T> Optional<T> value(String key, Function<String, T> parser) {
        return scalar(key).flatMap(scalar -> value(scalar, parser));
    }

    /** What {@code parser} makes of a scalar; its refusal becomes a problem there. */
    public <T> Optional<T> value(YamlScalar scalar, Function<String, T> parser) {
        return attempt(scalar.place(), () -> parser.apply(scalar.text()));
    }

    /** What {@code work} builds; its refusal becomes a problem at {@code place}. */
    public <T> Optional<T> attempt(Place place, Supplier<T> work) {
        try {
            return Optional.of(work.get());
        } catch (IllegalValueException e) {
            problems.add(place, e);
            return Optional.empty();
        }
    }

    /** True or false; any other text is a problem. */
    public Optional<Boolean> truth(String key) {
        return scalar(key).flatMap(scalar -> switch (scalar.text()) {
            case "true" -> Optional.of(true);
            case "false" -> Optional.of(false);
            default -> {
                problems.add(
                        scalar.place(), "\"" + scalar.text() + "\" is neither true nor false", "write true or false");
                yield Optional.empty();
            }
        });
    }

    /** The items of a list; a single value counts as a list of one. */
    public List<YamlNode> items(String key) {
        return node(key)
                .map(node -> node instanceof YamlSequence sequence ? sequence.items() : List.of(node))
                .orElse(List.of());
    }

    /** The items of a list that must be one. */
    public List<YamlNode> list(String key) {
        Optional<YamlNode> node = node(key);
        if (node.isPresent() && !(node.get() instanceof YamlSequence)) {
            problems.add(
                    node.get().place(),
                    "a list is needed here, not " + node.get().kind(),
                    "begin each item with \"- \"");
            return List.of();
        }
        return items(key);
    }

    /** Free keys with texts; each key goes through {@code check}. */
    public Map<String, YamlScalar> texts(String key, Consumer<String> check) {
        Optional<YamlNode> node = node(key);
        Map<String, YamlScalar> texts = new LinkedHashMap<>();
        if (node.isEmpty()) {
            return texts;
        }
        if (!(node.get() instanceof YamlMapping free)) {
            problems.add(
                    node.get().place(),
                    "a mapping is needed here, not " + node.get().kind(),
                    "write one \"name: text\" a line");
            return texts;
        }
        for (YamlMapping.Entry entry : free.entries()) {
            attempt(entry.key().place(), () -> {
                check.accept(entry.key().text());
                return true;
            });
            scalar(entry.value()).ifPresent(value -> texts.put(entry.key().text(), value));
        }
        return texts;
    }

    /** The same without places, where nothing more can be wrong with them. */
    public static Map<String, String> plain(Map<String, YamlScalar> texts) {
        Map<String, String> plain = new LinkedHashMap<>();
        texts.forEach((key, value) -> plain.put(key, value.text()));
        return plain;
    }

    /** Lets a text pass as it is, if a check does not refuse it: for {@link #value}. */
    public static UnaryOperator<String> checked(Consumer<String> check) {
        return text -> {
            check.accept(text);
            return text;
        };
    }

    /**
     * Reads a whole number, zero or more: for {@link #value}.
     *
     * @param digits how many it may have, at most 9
     */
    public static Function<String, Integer> wholeNumber(int digits) {
        return text -> {
            if (!text.matches("[0-9]{1," + digits + "}")) {
                throw new IllegalValueException("\"" + text + "\" is not a number", "write digits only");
            }
            return Integer.valueOf(text);
        };
    }

    /** Adds a problem unless the key is there. */
    public boolean needs(String key, String advice) {
        if (!has(key)) {
            problems.add(place(), "the key \"" + key + "\" is missing", advice);
        }
        return has(key);
    }

    /** Adds a problem for each key that cannot stand beside {@code key}. */
    public void excludes(String key, List<String> others, String advice) {
        if (has(key)) {
            for (String other : others) {
                if (has(other)) {
                    problems.add(keyPlace(other), "\"" + other + "\" cannot stand beside \"" + key + "\"", advice);
                }
            }
        }
    }
}
