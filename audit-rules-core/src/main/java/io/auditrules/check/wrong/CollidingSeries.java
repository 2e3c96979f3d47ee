package io.auditrules.check.wrong;

import io.auditrules.check.About;
import io.auditrules.check.Check;
import io.auditrules.check.EventLines;
import io.auditrules.check.Findings;
import io.auditrules.check.OperatorLabels;
import io.auditrules.check.PlacedRule;
import io.auditrules.check.QueryLabels;
import io.auditrules.check.Scene;
import io.auditrules.logql.Matcher;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Series that differ in a label which every alert of the rule gets anew. */
final class CollidingSeries implements Check {
    private static final About ABOUT = About.of("wrong/colliding-series");

    @Override
    public About about() {
        return ABOUT;
    }

    @Override
    public void check(Scene scene, Findings findings) {
        for (PlacedRule rule : scene.rules()) {
            Set<String> labels = rule.query().flatMap(QueryLabels::of).orElse(Set.of());
            Set<String> added = OperatorLabels.of(rule, scene.platform()).keySet();
            for (String label : labels) {
                if (!hasOneValue(rule, label)) {
                    check(rule, label, added, findings);
                }
            }
        }
    }

    private static boolean hasOneValue(PlacedRule rule, String label) {
        return rule.lines().stream().allMatch(lines -> hasOneValue(lines, label));
    }

    private static boolean hasOneValue(EventLines lines, String label) {
        return Stream.concat(lines.selector().stream(), lines.necessary().stream())
                .anyMatch(filter -> filter instanceof Matcher matcher
                        && matcher.label().equals(label)
                        && matcher.operator() == Matcher.Operator.EQ);
    }

    private static void check(PlacedRule rule, String label, Set<String> added, Findings findings) {
        if (added.contains(label)) {
            findings.add(
                    ABOUT,
                    rule.placeOf(label),
                    "the Loki Operator gives all alerts the same \"" + label + "\"",
                    "give the label another name in the query, such as \"obj_" + label + "\"");
        } else if (label.equals("alertname") && rule.isAlert()) {
            findings.add(ABOUT, rule.placeOf(label), "all alerts get the name of the rule as \"alertname\"");
        } else if (Optional.ofNullable(rule.rule().labels().get(label))
                .filter(entry -> !entry.isTemplate())
                .isPresent()) {
            findings.add(ABOUT, rule.placeOf(label), "all alerts get the rule's own label \"" + label + "\"");
        }
    }
}
