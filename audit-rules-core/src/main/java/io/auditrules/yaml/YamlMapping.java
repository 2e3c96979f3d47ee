package io.auditrules.yaml;

import io.auditrules.diagnostic.Place;
import java.util.List;
import java.util.Optional;

/** Keys and values in the order of the file; a key stands once. */
public record YamlMapping(List<Entry> entries, Place place) implements YamlNode {

    /** A key with its value. */
    public record Entry(YamlScalar key, YamlNode value) {}

    public YamlMapping {
        entries = List.copyOf(entries);
    }

    /** The value under a key. */
    public Optional<YamlNode> get(String key) {
        return entries.stream()
                .filter(entry -> entry.key().text().equals(key))
                .map(Entry::value)
                .findFirst();
    }

    @Override
    public String kind() {
        return "a mapping";
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
        return visitor.mapping(this);
    }
}
