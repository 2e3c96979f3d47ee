package io.auditrules.check.routing;

import io.auditrules.alertmanager.Matcher;
import io.auditrules.check.OperatorLabels;
import io.auditrules.check.PlacedRule;
import io.auditrules.check.QueryLabels;
import io.auditrules.check.Scene;
import io.auditrules.rule.Platform;
import io.auditrules.rulefile.FileRule;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The alerts of a rule that looks at the audit log, as Alertmanager gets them: what is known of their labels. */
final class AuditAlert {
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
        for (PlacedRule rule : scene.rules()) {
            if (rule.isAlert() && !scene.auditLines(rule).isEmpty()) {
                all.add(of(rule, scene.platform()));
            }
        }
        return all;
    }

    private static AuditAlert of(PlacedRule rule, Platform platform) {
        Map<String, String> known = new HashMap<>();
        Set<String> templated = new HashSet<>();
        rule.rule().labels().forEach((name, entry) -> put(name, entry, known, templated));
        rule.rule().alert().ifPresent(name -> known.put("alertname", name.text()));
        templated.remove("alertname");
        OperatorLabels.of(rule, platform).forEach((name, value) -> {
            known.remove(name);
            templated.remove(name);
            value.ifPresentOrElse(text -> known.put(name, text.text()), () -> templated.add(name));
        });
        return new AuditAlert(rule, known, templated, rule.query().flatMap(QueryLabels::of));
    }

    private static void put(String name, FileRule.Entry entry, Map<String, String> known, Set<String> templated) {
        if (entry.isTemplate()) {
            templated.add(name);
        } else {
            known.put(name, entry.value().text());
        }
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
