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
final class ForgottenFields {
    private static final Map<String, LokiVersion> OF_GROUPS =
            Map.of("query_offset", new LokiVersion(3, 2), "labels", new LokiVersion(3, 5));

    private static final LokiVersion ALWAYS = new LokiVersion(2, 8);

    private ForgottenFields() {}

    /** Such a field, and since when it is known. */
    record Field(YamlScalar key, YamlNode value, LokiVersion since) {

        /** Whether its value is a duration. */
        boolean isDuration() {
            return !key.text().equals("labels");
        }
    }

    /** All in a document with {@code groups} on top or below {@code spec}. */
    static List<Field> of(YamlMapping document) {
        List<Field> fields = new ArrayList<>();
        for (YamlMapping group : groups(document)) {
            for (YamlMapping.Entry entry : group.entries()) {
                LokiVersion since = OF_GROUPS.get(entry.key().text());
                if (since != null) {
                    fields.add(new Field(entry.key(), entry.value(), since));
                }
            }
            for (YamlMapping rule : mappings(group.get("rules"))) {
                rule.entries().stream()
                        .filter(entry -> entry.key().text().equals("keep_firing_for"))
                        .forEach(entry -> fields.add(new Field(entry.key(), entry.value(), ALWAYS)));
            }
        }
        return fields;
    }

    /** The groups of a document. */
    static List<YamlMapping> groups(YamlMapping document) {
        YamlMapping holder = document.get("spec")
                .filter(YamlMapping.class::isInstance)
                .map(YamlMapping.class::cast)
                .orElse(document);
        return mappings(holder.get("groups"));
    }

    private static List<YamlMapping> mappings(Optional<YamlNode> list) {
        return list.filter(YamlSequence.class::isInstance)
                .map(sequence -> ((YamlSequence) sequence)
                        .items().stream()
                                .filter(YamlMapping.class::isInstance)
                                .map(YamlMapping.class::cast)
                                .toList())
                .orElse(List.of());
    }
}
