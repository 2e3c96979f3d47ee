package io.auditrules.check.ruleset;

import io.auditrules.check.About;
import io.auditrules.check.Check;
import io.auditrules.check.Findings;
import io.auditrules.check.PlacedRule;
import io.auditrules.check.Scene;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The same rule twice. */
final class DuplicateRule implements Check {
    private static final About ABOUT = About.of("ruleset/duplicate-rule");

    @Override
    public About about() {
        return ABOUT;
    }

    @Override
    public void check(Scene scene, Findings findings) {
        for (List<PlacedRule> kin : Kin.of(scene)) {
            Map<List<Object>, PlacedRule> first = new HashMap<>();
            for (PlacedRule rule : kin) {
                PlacedRule same =
                        first.putIfAbsent(List.of(rule.query().orElseThrow(), rule.pending(), Kin.labels(rule)), rule);
                if (same != null) {
                    findings.add(ABOUT, rule.rule().namePlace(), "it asks the same as " + Kin.words(same));
                }
            }
        }
    }
}
