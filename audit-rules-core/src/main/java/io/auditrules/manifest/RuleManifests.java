package io.auditrules.manifest;

import io.auditrules.rule.Platform;
import io.auditrules.rule.Rule;
import io.auditrules.rule.RuleGroup;
import io.auditrules.rule.RuleSet;
import io.auditrules.rule.Target;
import io.auditrules.time.PrometheusDuration;
import io.auditrules.translate.Translation;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * A rule set in the forms that a platform wants. Disabled rules are left out, and so is what is empty without them.
 *
 * <p>Field names and order follow {@code loki.grafana.com/v1} AlertingRule (Loki Operator 0.4 to 0.11), Loki's ruler files
 * (2.8 to 3.7) and {@code monitoring.coreos.com/v1} PrometheusRule. {@code for} is always written: the operator's webhook
 * refuses an alert without it.
 */
public final class RuleManifests {
    private final Platform platform;
    private final Function<Rule, Translation> translate;

    /** @param translate gives the expression of a rule on this platform */
    public RuleManifests(Platform platform, Function<Rule, Translation> translate) {
        this.platform = platform;
        this.translate = translate;
    }

    /** All manifests of a rule set, one for each target and object. */
    public List<Manifest> of(RuleSet ruleSet) {
        Map<String, List<RuleGroup>> objects = new LinkedHashMap<>();
        for (RuleGroup group : ruleSet.groups()) {
            if (group.rules().stream().anyMatch(Rule::enabled)) {
                String name = switch (ruleSet.layout()) {
                    case ONE_OBJECT -> ruleSet.name();
                    case OBJECT_PER_GROUP -> RuleSet.objectName(ruleSet.name(), group);
                };
                objects.computeIfAbsent(name, key -> new ArrayList<>()).add(group);
            }
        }
        List<Manifest> manifests = new ArrayList<>();
        objects.forEach((name, groups) -> {
            List<Map<String, Object>> documents =
                    groups.stream().map(this::group).toList();
            platform.targets().forEach(target -> manifests.add(manifest(target, name, ruleSet, documents)));
        });
        return manifests;
    }

    private Manifest manifest(Target target, String name, RuleSet ruleSet, List<Map<String, Object>> groups) {
        return switch (target) {
            case LOKI_OPERATOR -> {
                Map<String, Object> spec = new LinkedHashMap<>();
                spec.put("tenantID", platform.tenant());
                spec.put("groups", groups);
                yield object(target, "loki.grafana.com/v1", "AlertingRule", name, ruleSet, spec);
            }
            case LOKI_RULER ->
                new Manifest(target + "/" + platform.tenant() + "/" + name + ".yaml", Map.of("groups", groups), false);
            case PROMETHEUS_RULE ->
                object(target, "monitoring.coreos.com/v1", "PrometheusRule", name, ruleSet, Map.of("groups", groups));
        };
    }

    private Manifest object(
            Target target, String apiVersion, String kind, String name, RuleSet ruleSet, Map<String, Object> spec) {
        Map<String, Object> metadata = new LinkedHashMap<>();
        metadata.put("name", name);
        metadata.put("namespace", platform.namespace());
        putUnlessEmpty(metadata, "labels", merge(platform.labels(), ruleSet.labels()));
        putUnlessEmpty(metadata, "annotations", merge(platform.annotations(), ruleSet.annotations()));
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("apiVersion", apiVersion);
        document.put("kind", kind);
        document.put("metadata", metadata);
        document.put("spec", spec);
        return new Manifest(target + "/" + name + ".yaml", document, true);
    }

    private Map<String, Object> group(RuleGroup group) {
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("name", group.name());
        document.put("interval", PrometheusDuration.of(group.interval()).text());
        if (group.limit() > 0) {
            document.put("limit", group.limit());
        }
        document.put(
                "rules",
                group.rules().stream().filter(Rule::enabled).map(this::rule).toList());
        return document;
    }

    private Map<String, Object> rule(Rule rule) {
        Map<String, String> labels = new LinkedHashMap<>();
        labels.put("severity", rule.severity().toString());
        labels.putAll(rule.labels());
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("alert", rule.alert());
        // The line end makes it a block, which a reviewer can read without counting quotes.
        document.put("expr", translate.apply(rule).text() + "\n");
        document.put("for", PrometheusDuration.of(rule.pending()).text());
        document.put("labels", labels);
        document.put("annotations", rule.annotations());
        return document;
    }

    private static Map<String, String> merge(Map<String, String> below, Map<String, String> above) {
        Map<String, String> merged = new LinkedHashMap<>(below);
        merged.putAll(above);
        return merged;
    }

    private static void putUnlessEmpty(Map<String, Object> document, String key, Map<String, String> values) {
        if (!values.isEmpty()) {
            document.put(key, values);
        }
    }
}
