package io.auditrules.check.loading;

import io.auditrules.check.About;
import io.auditrules.check.Check;
import io.auditrules.check.Findings;
import io.auditrules.check.PlacedRule;
import io.auditrules.check.Scene;
import io.auditrules.diagnostic.Problem;

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
                    .ifPresent(expression -> {
                        for (Problem problem :
                                expression.readBy(ruler.version()).problems()) {
                            findings.add(
                                    ABOUT,
                                    problem.place(),
                                    problem.message(),
                                    problem.advice().isEmpty() ? ABOUT.advice() : problem.advice());
                        }
                    });
        }
    }
}
