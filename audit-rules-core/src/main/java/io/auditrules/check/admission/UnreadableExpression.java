package io.auditrules.check.admission;

import io.auditrules.check.About;
import io.auditrules.check.Check;
import io.auditrules.check.Findings;
import io.auditrules.check.PlacedRule;
import io.auditrules.check.Scene;
import io.auditrules.diagnostic.Problem;

/** An expression that the parser of the operator cannot read. */
final class UnreadableExpression implements Check {
    private static final About ABOUT = About.of("admission/expression");

    @Override
    public About about() {
        return ABOUT;
    }

    @Override
    public void check(Scene scene, Findings findings) {
        Webhook webhook = new Webhook(scene);
        for (PlacedRule rule : webhook.rules()) {
            rule.rule().expr().ifPresent(expression -> {
                for (Problem problem : webhook.read(expression).problems()) {
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
