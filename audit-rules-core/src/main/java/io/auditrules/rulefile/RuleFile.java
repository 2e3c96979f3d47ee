package io.auditrules.rulefile;

import io.auditrules.diagnostic.Place;
import io.auditrules.yaml.YamlMapping;
import io.auditrules.yaml.YamlScalar;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * An object or a file with rules.
 *
 * @param format what it is
 * @param apiVersion as written; empty for a file of the ruler
 * @param name of the object
 * @param namespace of the object
 * @param tenant of an object of the Loki Operator
 * @param annotations of the object
 * @param unknownKeys keys beside the groups that no version of the format has
 * @param document all of it as it is written; empty if nobody wrote it
 * @param place where it begins
 */
public record RuleFile(
        Format format,
        Optional<YamlScalar> apiVersion,
        Optional<YamlScalar> name,
        Optional<YamlScalar> namespace,
        Optional<YamlScalar> tenant,
        Map<String, YamlScalar> annotations,
        List<FileGroup> groups,
        List<YamlScalar> unknownKeys,
        Optional<YamlMapping> document,
        Place place) {

    public RuleFile {
        annotations = Collections.unmodifiableMap(new LinkedHashMap<>(annotations));
        groups = List.copyOf(groups);
        unknownKeys = List.copyOf(unknownKeys);
    }
}
