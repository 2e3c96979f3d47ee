package io.auditrules.yaml;

import io.auditrules.diagnostic.Place;
import java.util.List;

/** A list. */
public record YamlSequence(List<YamlNode> items, Place place) implements YamlNode {

    public YamlSequence {
        items = List.copyOf(items);
    }

    @Override
    public String kind() {
        return "a list";
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
        return visitor.sequence(this);
    }
}
