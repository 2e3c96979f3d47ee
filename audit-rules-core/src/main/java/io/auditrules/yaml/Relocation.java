package io.auditrules.yaml;

import io.auditrules.diagnostic.Place;
import java.util.function.UnaryOperator;

/** Reads the same values at other places. */
public final class Relocation implements YamlNode.Visitor<YamlNode> {
    private final UnaryOperator<Place> elsewhere;

    /** @param elsewhere the place for a place */
    public Relocation(UnaryOperator<Place> elsewhere) {
        this.elsewhere = elsewhere;
    }

    @Override
    public YamlScalar scalar(YamlScalar scalar) {
        return new YamlScalar(scalar.text(), scalar.type(), elsewhere.apply(scalar.place()));
    }

    @Override
    public YamlSequence sequence(YamlSequence sequence) {
        return new YamlSequence(
                sequence.items().stream().map(item -> item.accept(this)).toList(), elsewhere.apply(sequence.place()));
    }

    @Override
    public YamlMapping mapping(YamlMapping mapping) {
        return new YamlMapping(
                mapping.entries().stream()
                        .map(entry -> new YamlMapping.Entry(
                                scalar(entry.key()), entry.value().accept(this)))
                        .toList(),
                elsewhere.apply(mapping.place()));
    }
}
