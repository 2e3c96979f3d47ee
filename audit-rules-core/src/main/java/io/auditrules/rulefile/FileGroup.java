package io.auditrules.rulefile;

import io.auditrules.diagnostic.Place;
import io.auditrules.yaml.YamlScalar;
import java.util.List;
import java.util.Optional;

/**
 * Rules that are evaluated together.
 *
 * @param interval how often; the ruler's own default where it is not said
 * @param limit how many alerts or series a rule of it may have
 * @param unknownKeys keys that no version of the format has
 * @param place where it begins
 */
public record FileGroup(
        Optional<YamlScalar> name,
        Optional<YamlScalar> interval,
        Optional<YamlScalar> limit,
        List<FileRule> rules,
        List<YamlScalar> unknownKeys,
        Place place) {

    public FileGroup {
        rules = List.copyOf(rules);
        unknownKeys = List.copyOf(unknownKeys);
    }
}
