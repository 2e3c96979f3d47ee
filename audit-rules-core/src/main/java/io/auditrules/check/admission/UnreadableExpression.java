package io.auditrules.check.admission;

import io.auditrules.check.About;
import io.auditrules.check.Check;
import io.auditrules.check.Findings;
import io.auditrules.check.PlacedRule;
import io.auditrules.check.Scene;

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
            rule.rule()
                    .expr()
                    .ifPresent(expression ->
                            webhook.read(expression).problems().forEach(problem -> findings.add(ABOUT, problem)));
        }
    }
}
