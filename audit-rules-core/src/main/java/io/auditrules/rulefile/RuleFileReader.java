package io.auditrules.rulefile;

import io.auditrules.diagnostic.Problems;
import io.auditrules.yaml.YamlMapping;
import io.auditrules.yaml.YamlNode;
import io.auditrules.yaml.YamlScalar;
import io.auditrules.yaml.YamlSequence;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Reads rules in the forms in which they are found: objects of Kubernetes, files of Loki's ruler, and what {@code lokitool}
 * and Loki's API print, with groups by namespace.
 */
public final class RuleFileReader {
    private static final Set<String> OBJECT_KEYS = Set.of("apiVersion", "kind", "metadata", "spec", "status");
    private static final Set<String> LOKI_SPEC_KEYS = Set.of("tenantID", "groups");
    /** Of {@code loki.grafana.com/v1} (Loki Operator 0.4 to 0.11). */
    private static final Set<String> LOKI_GROUP_KEYS = Set.of("name", "interval", "limit", "rules");

    private static final Set<String> LOKI_RULE_KEYS = Set.of("alert", "record", "expr", "for", "labels", "annotations");
    /** Of Prometheus, whose reader Loki's ruler uses; what Loki does with them is another matter. */
    private static final Set<String> GROUP_KEYS =
            Set.of("name", "interval", "query_offset", "limit", "labels", "rules", "partial_response_strategy");

    private static final Set<String> RULE_KEYS =
            Set.of("alert", "record", "expr", "for", "keep_firing_for", "labels", "annotations");

    private final Problems problems;

    /** @param problems gets what keeps a part from being read */
    public RuleFileReader(Problems problems) {
        this.problems = problems;
    }

    /** The rules in a document; nothing if it is another kind of document. */
    public List<RuleFile> read(YamlNode document) {
        if (!(document instanceof YamlMapping mapping)) {
            return List.of();
        }
        Optional<Format> format = formatOf(mapping);
        if (format.isPresent()) {
            boolean isOfOperator = format.get().isOfLokiOperator();
            return List.of(isOfOperator ? quietly(mapping, format.get()) : object(mapping, format.get()));
        }
        if (scalar(mapping, "kind").isPresent()) {
            return List.of();
        }
        if (mapping.get("groups").filter(RuleFileReader::mayBeGroups).isPresent()) {
            return List.of(rulerFile(mapping, mapping.get("groups").get(), Set.of("groups", "namespace")));
        }
        return byNamespace(mapping);
    }

    /** Others have a key {@code groups} too. */
    private static boolean mayBeGroups(YamlNode node) {
        if (node instanceof YamlSequence list) {
            return list.items().isEmpty() || list.items().stream().anyMatch(RuleFileReader::isGroup);
        }
        return isNothing(node) || isGroup(node);
    }

    private static boolean isGroup(YamlNode node) {
        return node instanceof YamlMapping group && group.get("rules").isPresent();
    }

    private static Optional<Format> formatOf(YamlMapping mapping) {
        String kind = scalar(mapping, "kind").map(YamlScalar::text).orElse("");
        String apiGroup =
                scalar(mapping, "apiVersion").map(YamlScalar::text).orElse("").split("/", -1)[0];
        return switch (apiGroup + " " + kind) {
            case "loki.grafana.com AlertingRule" -> Optional.of(Format.LOKI_ALERTING_RULE);
            case "loki.grafana.com RecordingRule" -> Optional.of(Format.LOKI_RECORDING_RULE);
            case "monitoring.coreos.com PrometheusRule" -> Optional.of(Format.PROMETHEUS_RULE);
            case "monitoring.openshift.io AlertingRule" -> Optional.of(Format.OPENSHIFT_ALERTING_RULE);
            default -> Optional.empty();
        };
    }

    /** What has another form than the operator's definition says is for the checks to tell, as the API server tells it. */
    private RuleFile quietly(YamlMapping mapping, Format format) {
        return new RuleFileReader(new Problems()).object(mapping, format);
    }

    private RuleFile object(YamlMapping mapping, Format format) {
        YamlMapping metadata = mapping(mapping, "metadata");
        YamlMapping spec = mapping(mapping, "spec");
        List<YamlScalar> unknown = new ArrayList<>(unknown(mapping, OBJECT_KEYS));
        if (format.isOfLokiOperator()) {
            unknown.addAll(unknown(spec, LOKI_SPEC_KEYS));
        }
        Map<String, YamlScalar> annotations = new LinkedHashMap<>();
        entries(metadata, "annotations").forEach((key, entry) -> annotations.put(key, entry.value()));
        return new RuleFile(
                format,
                text(mapping, "apiVersion"),
                text(metadata, "name"),
                text(metadata, "namespace"),
                text(spec, "tenantID"),
                annotations,
                groups(spec.get("groups"), format),
                unknown,
                Optional.of(mapping),
                mapping.place());
    }

    private RuleFile rulerFile(YamlMapping mapping, YamlNode groups, Set<String> keys) {
        return new RuleFile(
                Format.RULER_FILE,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Map.of(),
                groups(Optional.of(groups), Format.RULER_FILE),
                keys.isEmpty() ? List.of() : unknown(mapping, keys),
                Optional.of(mapping),
                mapping.place());
    }

    /** {@code namespace: [group, group]}, as Loki's API answers. */
    private List<RuleFile> byNamespace(YamlMapping mapping) {
        boolean isListOfGroups = !mapping.entries().isEmpty()
                && mapping.entries().stream()
                        .allMatch(entry -> entry.value() instanceof YamlSequence list
                                && !list.items().isEmpty()
                                && list.items().stream()
                                        .allMatch(item -> item instanceof YamlMapping group
                                                && group.get("name").isPresent()
                                                && group.get("rules").isPresent()));
        return isListOfGroups
                ? mapping.entries().stream()
                        .map(entry -> rulerFile(mapping, entry.value(), Set.of()))
                        .toList()
                : List.of();
    }

    private List<FileGroup> groups(Optional<YamlNode> node, Format format) {
        List<FileGroup> groups = new ArrayList<>();
        for (YamlMapping item : mappings(node)) {
            groups.add(new FileGroup(
                    text(item, "name"),
                    text(item, "interval"),
                    text(item, "limit"),
                    mappings(item.get("rules")).stream()
                            .map(rule -> rule(rule, format))
                            .toList(),
                    unknown(item, format.isOfLokiOperator() ? LOKI_GROUP_KEYS : GROUP_KEYS),
                    item.place()));
        }
        return groups;
    }

    private FileRule rule(YamlMapping item, Format format) {
        return new FileRule(
                text(item, "alert"),
                text(item, "record"),
                text(item, "expr").map(Expression::read),
                text(item, "for"),
                entries(item, "labels"),
                entries(item, "annotations"),
                unknown(item, format.isOfLokiOperator() ? LOKI_RULE_KEYS : RULE_KEYS),
                item.place());
    }

    private static List<YamlScalar> unknown(YamlMapping mapping, Set<String> keys) {
        return mapping.entries().stream()
                .map(YamlMapping.Entry::key)
                .filter(key -> !keys.contains(key.text()))
                .toList();
    }

    private List<YamlMapping> mappings(Optional<YamlNode> node) {
        List<YamlMapping> mappings = new ArrayList<>();
        if (node.isPresent() && node.get() instanceof YamlSequence list) {
            for (YamlNode item : list.items()) {
                if (item instanceof YamlMapping mapping) {
                    mappings.add(mapping);
                } else {
                    problems.add(item.place(), "a mapping is needed here, not " + item.kind(), "");
                }
            }
        } else if (node.isPresent() && !isNothing(node.get())) {
            problems.add(
                    node.get().place(),
                    "a list is needed here, not " + node.get().kind(),
                    "begin each item with \"- \"");
        }
        return mappings;
    }

    private YamlMapping mapping(YamlMapping parent, String key) {
        Optional<YamlNode> node = parent.get(key);
        if (node.isPresent() && node.get() instanceof YamlMapping mapping) {
            return mapping;
        }
        node.filter(given -> !isNothing(given))
                .ifPresent(given -> problems.add(
                        given.place(),
                        "a mapping is needed here, not " + given.kind(),
                        "write one \"key: value\" a line"));
        return new YamlMapping(List.of(), parent.place());
    }

    private Map<String, FileRule.Entry> entries(YamlMapping parent, String key) {
        Map<String, FileRule.Entry> entries = new LinkedHashMap<>();
        for (YamlMapping.Entry entry : mapping(parent, key).entries()) {
            if (entry.value() instanceof YamlScalar value) {
                entries.put(entry.key().text(), new FileRule.Entry(entry.key(), orEmpty(value)));
            } else {
                tellOfNoText(entry.value());
            }
        }
        return entries;
    }

    private Optional<YamlScalar> text(YamlMapping mapping, String key) {
        mapping.get(key).filter(node -> !(node instanceof YamlScalar)).ifPresent(this::tellOfNoText);
        return scalar(mapping, key);
    }

    private void tellOfNoText(YamlNode node) {
        problems.add(node.place(), "a text is needed here, not " + node.kind(), "");
    }

    private static Optional<YamlScalar> scalar(YamlMapping mapping, String key) {
        return mapping.get(key)
                .filter(node -> node instanceof YamlScalar scalar && !scalar.isNull())
                .map(YamlScalar.class::cast);
    }

    /** Nothing is the empty text to who wants a text. */
    private static YamlScalar orEmpty(YamlScalar value) {
        return value.isNull() ? new YamlScalar("", value.type(), value.place()) : value;
    }

    private static boolean isNothing(YamlNode node) {
        return node instanceof YamlScalar scalar && scalar.isNull();
    }
}
