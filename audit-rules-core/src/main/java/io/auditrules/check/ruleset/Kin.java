package io.auditrules.check.ruleset;

import io.auditrules.check.PlacedRule;
import io.auditrules.check.Scene;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Alerting rules that one ruler evaluates for one tenant; two copies for two clusters are no kin. */
final class Kin {
    /** Labels that say the same as a text would. */
    private static final Set<String> TEXTS = Set.of("description", "message", "summary", "title", "details");

    private Kin() {}

    /** The alerting rules that Loki can read, kin together. */
    static Collection<List<PlacedRule>> of(Scene scene) {
        Map<String, List<PlacedRule>> kin = new LinkedHashMap<>();
        for (PlacedRule rule : scene.rules()) {
            if (rule.isAlert() && rule.query().isPresent()) {
                kin.computeIfAbsent(rule.home(), key -> new ArrayList<>()).add(rule);
            }
        }
        return kin.values();
    }

    /** The labels of a rule by which its alerts are routed. */
    static Map<String, String> labels(PlacedRule rule) {
        Map<String, String> labels = new LinkedHashMap<>();
        rule.rule().labels().forEach((name, entry) -> {
            if (!TEXTS.contains(name)) {
                labels.put(name, entry.value().text());
            }
        });
        return labels;
    }

    /** How a message calls another rule. */
    static String words(PlacedRule rule) {
        return "\"" + rule.rule().name() + "\" in " + rule.rule().namePlace();
    }
}
