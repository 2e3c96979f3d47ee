package io.auditrules.check.loading;

import io.auditrules.check.About;
import io.auditrules.check.Check;
import io.auditrules.check.Findings;
import io.auditrules.check.PlacedRule;
import io.auditrules.check.Scene;

/** An expression that the ruler cannot read. */
final class UnreadableExpression implements Check {
    private static final About ABOUT = About.of("loading/expression");

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
                    .filter(expression -> !expression.text().text().isEmpty())
                    .ifPresent(expression -> expression
                            .readBy(ruler.version())
                            .problems()
                            .forEach(problem -> findings.add(ABOUT, problem)));
        }
    }
}
