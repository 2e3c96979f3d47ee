package io.auditrules.check.routing;

import io.auditrules.alertmanager.Matcher;
import io.auditrules.check.EventLines;
import io.auditrules.check.PlacedRule;
import io.auditrules.check.QueryLabels;
import io.auditrules.check.Scene;
import io.auditrules.diagnostic.Source;
import io.auditrules.logql.LogQl;
import io.auditrules.logql.LogRange;
import io.auditrules.rule.Platform;
import io.auditrules.rulefile.FileRule;
import io.auditrules.rulefile.Format;
import io.auditrules.yaml.YamlScalar;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The alerts of a rule that looks at the audit log, as Alertmanager gets them: what is known of their labels. */
final class AuditAlert {
    private static final Set<String> FIELDS =
            Set.of("verb", "stage", "auditID", "requestURI", "user.username", "userAgent", "responseStatus.code");
    private static final String OBJECT = "objectRef.";

    private final PlacedRule rule;
    private final Map<String, String> known;
    private final Set<String> templated;
    private final Optional<Set<String>> ofQuery;

    private AuditAlert(
            PlacedRule rule, Map<String, String> known, Set<String> templated, Optional<Set<String>> ofQuery) {
        this.rule = rule;
        this.known = known;
        this.templated = templated;
        this.ofQuery = ofQuery;
    }

    /** Those of all rules in a scene. */
    static List<AuditAlert> all(Scene scene) {
        List<AuditAlert> all = new ArrayList<>();
        List<io.auditrules.logql.Matcher> audit = LogQl.parseSelector(
                        new Source("selector of the platform", scene.platform().selector()))
                .matchers();
        for (PlacedRule rule : scene.rules()) {
            if (rule.isAlert() && looksAtAuditLog(rule, audit)) {
                all.add(of(rule, scene.platform()));
            }
        }
        return all;
    }

    private static boolean looksAtAuditLog(PlacedRule rule, List<io.auditrules.logql.Matcher> audit) {
        return rule.ranges().stream().anyMatch(range -> isOfAuditLog(range, audit));
    }

    private static boolean isOfAuditLog(LogRange range, List<io.auditrules.logql.Matcher> audit) {
        if (range.query().selector().matchers().containsAll(audit)) {
            return true;
        }
        EventLines lines = new EventLines(range);
        return lines.filters().stream()
                .map(EventLines::label)
                .flatMap(label -> lines.field(label).stream())
                .anyMatch(field -> FIELDS.contains(field) || field.startsWith(OBJECT));
    }

    private static AuditAlert of(PlacedRule rule, Platform platform) {
        Map<String, String> known = new HashMap<>();
        Set<String> templated = new HashSet<>();
        rule.rule().labels().forEach((name, entry) -> put(name, entry, known, templated));
        rule.rule().alert().ifPresent(name -> known.put("alertname", name.text()));
        templated.remove("alertname");
        if (rule.file().format() == Format.LOKI_ALERTING_RULE) {
            added(rule, platform).forEach((name, value) -> {
                known.remove(name);
                templated.remove(name);
                value.ifPresentOrElse(text -> known.put(name, text.text()), () -> templated.add(name));
            });
        }
        return new AuditAlert(rule, known, templated, rule.query().flatMap(QueryLabels::of));
    }

    private static void put(String name, FileRule.Entry entry, Map<String, String> known, Set<String> templated) {
        String value = entry.value().text();
        if (value.contains("{{")) {
            templated.add(name);
        } else {
            known.put(name, value);
        }
    }

    /** What the Loki Operator adds in place of the rule's own, with the value where the object says it. */
    private static Map<String, Optional<YamlScalar>> added(PlacedRule rule, Platform platform) {
        Map<String, Optional<YamlScalar>> added = new HashMap<>();
        added.put("tenantId", rule.file().tenant());
        boolean isApplication = rule.file()
                .tenant()
                .filter(tenant -> tenant.text().equals("application"))
                .isPresent();
        if (!isApplication && platform.isOperatorAtLeast("0.7")) {
            added.put("namespace", rule.file().namespace());
        }
        return added;
    }

    PlacedRule rule() {
        return rule;
    }

    String name() {
        return rule.rule().name();
    }

    /** The value that a label has in all of them, where it is known. */
    Optional<String> value(String label) {
        return Optional.ofNullable(known.get(label));
    }

    /** Whether a template decides the value of a label. */
    boolean isTemplated(String label) {
        return templated.contains(label);
    }

    /** Whether two of them can have different values of a label; a label that none has, or all have from outside, cannot. */
    boolean varies(String label) {
        return !known.containsKey(label)
                && (templated.contains(label)
                        || ofQuery.map(names -> names.contains(label)).orElse(true));
    }

    /** Whether there can be several at a time, of different users or objects. */
    boolean isMany() {
        return ofQuery.map(names -> !names.isEmpty()).orElse(true);
    }

    /** Whether all of them fulfil matchers. */
    boolean surelyFulfils(List<Matcher> matchers) {
        return matchers.stream()
                .allMatch(matcher -> value(matcher.label())
                        .filter(value -> fulfils(matcher, value))
                        .isPresent());
    }

    /** Whether one of them can fulfil matchers. */
    boolean mayFulfil(List<Matcher> matchers) {
        return matchers.stream()
                .allMatch(matcher -> value(matcher.label())
                        .map(value -> fulfils(matcher, value))
                        .orElse(true));
    }

    private static boolean fulfils(Matcher matcher, String value) {
        return matcher.matches(Map.of(matcher.label(), value));
    }

    @Override
    public String toString() {
        return name();
    }
}
