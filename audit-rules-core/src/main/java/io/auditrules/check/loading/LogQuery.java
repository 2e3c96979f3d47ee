package io.auditrules.check.loading;

import io.auditrules.check.About;
import io.auditrules.check.Check;
import io.auditrules.check.Findings;
import io.auditrules.check.PlacedRule;
import io.auditrules.check.Scene;

/** A rule that yields lines and not numbers. */
final class LogQuery implements Check {
    private static final About ABOUT = About.of("loading/log-query");

    @Override
    public About about() {
        return ABOUT;
    }

    @Override
    public void check(Scene scene, Findings findings) {
        Ruler ruler = new Ruler(scene);
        for (PlacedRule rule : ruler.rulesOfFiles()) {
            rule.rule()
                    .expr()
                    .filter(expression -> expression.readBy(ruler.version()).isOfLines())
                    .ifPresent(expression -> findings.add(
                            ABOUT, expression.text().place(), "this query yields lines of the log, not numbers"));
        }
    }
}
