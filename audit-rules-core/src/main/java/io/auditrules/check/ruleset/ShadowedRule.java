package io.auditrules.check.ruleset;

import io.auditrules.check.About;
import io.auditrules.check.Check;
import io.auditrules.check.Findings;
import io.auditrules.check.PlacedRule;
import io.auditrules.check.Scene;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A rule that fires only when another fires too. */
final class ShadowedRule implements Check {
    private static final About ABOUT = About.of("ruleset/shadowed-rule");

    /** A rule, and what it counts. */
    private record Counting(PlacedRule rule, CountOfLines count, Map<String, String> labels) {

        boolean isShadowedBy(Counting other) {
            return labels.equals(other.labels)
                    && other.rule.pending().compareTo(rule.pending()) <= 0
                    && other.count.covers(count)
                    && !count.covers(other.count);
        }
    }

    @Override
    public About about() {
        return ABOUT;
    }

    @Override
    public void check(Scene scene, Findings findings) {
        for (List<PlacedRule> kin : Kin.of(scene)) {
            List<Counting> all = new ArrayList<>();
            for (PlacedRule rule : kin) {
                CountOfLines.of(rule.query().orElseThrow())
                        .ifPresent(count -> all.add(new Counting(rule, count, Kin.labels(rule))));
            }
            for (Counting one : all) {
                all.stream()
                        .filter(one::isShadowedBy)
                        .findFirst()
                        .ifPresent(other -> findings.add(
                                ABOUT,
                                one.rule().rule().namePlace(),
                                Kin.words(other.rule()) + " fires whenever this rule does, with the same labels"));
            }
        }
    }
}
