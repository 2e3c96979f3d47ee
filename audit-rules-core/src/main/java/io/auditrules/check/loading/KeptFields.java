package io.auditrules.check.loading;

import io.auditrules.logql.LokiVersion;
import io.auditrules.yaml.YamlMapping;
import io.auditrules.yaml.YamlNode;
import io.auditrules.yaml.YamlScalar;
import io.auditrules.yaml.YamlSequence;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Fields of groups and rules that the reader of Prometheus knows, with which Loki reads files, but that Loki does not keep: from
 * the version of Loki on in which they are known; before it they are unknown.
 */
final class KeptFields {
    private static final Map<String, LokiVersion> OF_GROUPS =
            Map.of("query_offset", new LokiVersion(3, 2), "labels", new LokiVersion(3, 5));

    private static final LokiVersion ALWAYS = new LokiVersion(2, 8);

    private KeptFields() {}

    /** Such a field, and since when it is known. */
    record Field(YamlScalar key, LokiVersion since) {}

    /** All in a document with {@code groups} on top or below {@code spec}. */
    static List<Field> notKept(YamlMapping document) {
        List<Field> fields = new ArrayList<>();
        YamlMapping holder = document.get("spec")
                .filter(YamlMapping.class::isInstance)
                .map(YamlMapping.class::cast)
                .orElse(document);
        for (YamlMapping group : mappings(holder.get("groups"))) {
            for (YamlMapping.Entry entry : group.entries()) {
                LokiVersion since = OF_GROUPS.get(entry.key().text());
                if (since != null) {
                    fields.add(new Field(entry.key(), since));
                }
            }
            for (YamlMapping rule : mappings(group.get("rules"))) {
                rule.entries().stream()
                        .map(YamlMapping.Entry::key)
                        .filter(key -> key.text().equals("keep_firing_for"))
                        .forEach(key -> fields.add(new Field(key, ALWAYS)));
            }
        }
        return fields;
    }

    private static List<YamlMapping> mappings(Optional<YamlNode> list) {
        return list.filter(YamlSequence.class::isInstance)
                .map(sequence -> ((YamlSequence) sequence).items().stream()
                        .filter(YamlMapping.class::isInstance)
                        .map(YamlMapping.class::cast)
                        .toList())
                .orElse(List.of());
    }
}
