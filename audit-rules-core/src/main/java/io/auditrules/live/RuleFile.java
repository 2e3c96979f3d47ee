package io.auditrules.live;

import io.auditrules.alert.AlertingGroup;
import io.auditrules.alert.AlertingRule;
import io.auditrules.time.PrometheusDuration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A file of rules as Loki's ruler reads it, with an alert of ours in each group that always fires. */
final class RuleFile {
    /**
     * The alert that tells when a group was evaluated first: a group has a rhythm of its own, which Loki tells to the
     * nanosecond only by the {@code activeAt} of an alert.
     */
    static final String PROBE = "AuditRulesProbe";

    private RuleFile() {}

    /** The document. */
    static Map<String, Object> of(List<AlertingGroup> groups) {
        return Map.of("groups", groups.stream().map(RuleFile::of).toList());
    }

    /** A group of it, as Loki's API takes it. */
    static Map<String, Object> of(AlertingGroup group) {
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("name", group.name());
        document.put("interval", PrometheusDuration.of(group.interval()).text());
        if (group.limit() > 0) {
            document.put("limit", group.limit());
        }
        List<Object> rules = new ArrayList<>();
        group.rules().forEach(rule -> rules.add(rule(rule)));
        rules.add(Map.of("alert", PROBE, "expr", "vector(1)"));
        document.put("rules", rules);
        return document;
    }

    private static Map<String, Object> rule(AlertingRule rule) {
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("alert", rule.alert());
        document.put("expr", rule.expr().toString());
        if (!rule.pending().isZero()) {
            document.put("for", PrometheusDuration.of(rule.pending()).text());
        }
        if (!rule.labels().isEmpty()) {
            document.put("labels", rule.labels());
        }
        if (!rule.annotations().isEmpty()) {
            document.put("annotations", rule.annotations());
        }
        return document;
    }
}
