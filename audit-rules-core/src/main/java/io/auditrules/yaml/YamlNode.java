package io.auditrules.yaml;

import io.auditrules.diagnostic.Place;

/** A piece of a YAML document, with the place where it was written. Aliases and merge keys are already resolved. */
public sealed interface YamlNode permits YamlScalar, YamlSequence, YamlMapping {

    /** Where the node begins; for a scalar, all of it that is on its first line. */
    Place place();

    /** What a message calls the node: {@code text}, {@code a number}, {@code a list}, {@code a mapping} … */
    String kind();

    <R> R accept(Visitor<R> visitor);

    /** One method for each kind of node, so that a new kind does not compile until all places know it. */
    interface Visitor<R> {
        R scalar(YamlScalar scalar);

        R sequence(YamlSequence sequence);

        R mapping(YamlMapping mapping);
    }
}
