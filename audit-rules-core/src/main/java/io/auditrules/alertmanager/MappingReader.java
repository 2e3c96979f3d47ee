package io.auditrules.alertmanager;

import io.auditrules.diagnostic.IllegalValueException;
import io.auditrules.diagnostic.Place;
import io.auditrules.diagnostic.Suggestion;
import io.auditrules.yaml.YamlMapping;
import io.auditrules.yaml.YamlNode;
import io.auditrules.yaml.YamlScalar;
import io.auditrules.yaml.YamlSequence;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** Takes the values of one mapping key by key, reports those of the wrong kind, and in the end the keys nobody took. */
final class MappingReader {
    private final YamlMapping mapping;
    private final String what;
    private final RoutingProblems problems;
    private final Set<String> taken = new LinkedHashSet<>();

    /** @param what the mapping in words: {@code the route} … */
    MappingReader(YamlMapping mapping, String what, RoutingProblems problems) {
        this.mapping = mapping;
        this.what = what;
        this.problems = problems;
    }

    /** Where the value under a key stands, or all of the mapping if there is none. */
    Place place(String key) {
        return node(key).map(YamlNode::place).orElse(mapping.place());
    }

    /** Where a key stands, or all of the mapping if it is not there. */
    Place keyPlace(String key) {
        return mapping.entries().stream()
                .map(entry -> entry.key())
                .filter(name -> name.text().equals(key))
                .map(YamlScalar::place)
                .findFirst()
                .orElse(mapping.place());
    }

    /** The value, if there is one; nothing at all counts as left out. */
    Optional<YamlNode> node(String key) {
        taken.add(key);
        return mapping.get(key).filter(node -> !(node instanceof YamlScalar scalar && scalar.isNull()));
    }

    Optional<YamlScalar> scalar(String key) {
        Optional<YamlNode> node = node(key);
        if (node.isPresent() && !(node.get() instanceof YamlScalar)) {
            ValueCheck.mustBe(key, "a text", node.get(), problems);
        }
        return node.filter(value -> value instanceof YamlScalar).map(value -> (YamlScalar) value);
    }

    boolean truth(String key) {
        Optional<YamlNode> node = node(key);
        node.ifPresent(value -> ValueCheck.TRUTH.check(key, value, problems));
        // Those that YAML 1.1 takes for true.
        return node.filter(value -> value instanceof YamlScalar scalar
                        && scalar.type() == YamlScalar.Type.BOOLEAN
                        && Set.of("true", "yes", "on").contains(scalar.text().toLowerCase(java.util.Locale.ROOT)))
                .isPresent();
    }

    Optional<YamlMapping> mapping(String key) {
        Optional<YamlNode> node = node(key);
        if (node.isPresent() && !(node.get() instanceof YamlMapping)) {
            ValueCheck.mustBe(key, "a mapping", node.get(), problems);
        }
        return node.filter(value -> value instanceof YamlMapping).map(value -> (YamlMapping) value);
    }

    /** The texts of a list. */
    List<YamlScalar> scalars(String key) {
        List<YamlScalar> scalars = new ArrayList<>();
        for (YamlNode item : items(key)) {
            if (item instanceof YamlScalar scalar) {
                scalars.add(scalar);
            } else {
                problems.add(item.place(), "\"" + key + "\" must be a list of texts, not of " + item.kind(), "");
            }
        }
        return scalars;
    }

    /** The mappings of a list. */
    List<YamlMapping> mappings(String key) {
        List<YamlMapping> mappings = new ArrayList<>();
        for (YamlNode item : items(key)) {
            if (item instanceof YamlMapping one) {
                mappings.add(one);
            } else {
                problems.add(item.place(), "\"" + key + "\" must be a list of mappings, not of " + item.kind(), "");
            }
        }
        return mappings;
    }

    private List<YamlNode> items(String key) {
        Optional<YamlNode> node = node(key);
        if (node.isEmpty()) {
            return List.of();
        }
        if (node.get() instanceof YamlSequence sequence) {
            return sequence.items();
        }
        ValueCheck.mustBe(key, "a list", node.get(), problems);
        return List.of();
    }

    /** Hands a text to the model, and reports at its place what the model says against it. */
    void text(String key, Consumer<String> model) {
        scalar(key).ifPresent(scalar -> attempt(scalar.place(), () -> model.accept(scalar.text())));
    }

    /** Does what the model may refuse. */
    void attempt(Place place, Runnable change) {
        attempt(place, this, () -> {
            change.run();
            return this;
        });
    }

    /** What the model makes of a change, or what was before if it refuses. */
    <T> T attempt(Place place, T before, Supplier<T> change) {
        try {
            return change.get();
        } catch (IllegalValueException illegal) {
            problems.add(place, illegal);
            return before;
        }
    }

    /** Marks a key as known that someone else reads. */
    void ignore(String key) {
        taken.add(key);
    }

    /** Reports every key that nobody asked for. */
    void end() {
        for (YamlMapping.Entry entry : mapping.entries()) {
            String key = entry.key().text();
            if (!taken.contains(key)) {
                problems.add(entry.key().place(), "unknown key \"" + key + "\" in " + what, Suggestion.of(key, taken));
            }
        }
    }
}
