package io.auditrules.check.loading;

import io.auditrules.check.About;
import io.auditrules.check.Check;
import io.auditrules.check.Findings;
import io.auditrules.check.PlacedRule;
import io.auditrules.check.Scene;

/** A rule without an expression. */
final class NoExpression implements Check {
    private static final About ABOUT = About.of("loading/no-expression");

    @Override
    public About about() {
        return ABOUT;
    }

    @Override
    public void check(Scene scene, Findings findings) {
        for (PlacedRule rule : new Ruler(scene).rulesOfFiles()) {
            if (rule.rule()
                    .expr()
                    .filter(expression -> !expression.text().text().isEmpty())
                    .isEmpty()) {
                findings.add(ABOUT, rule.rule().namePlace(), "the field \"expr\" is missing or empty");
            }
        }
    }
}
