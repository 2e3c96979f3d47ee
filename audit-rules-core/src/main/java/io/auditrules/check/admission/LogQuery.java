package io.auditrules.check.admission;

import io.auditrules.check.About;
import io.auditrules.check.Check;
import io.auditrules.check.Findings;
import io.auditrules.check.PlacedRule;
import io.auditrules.check.Scene;

/** An expression that yields lines and not numbers. */
final class LogQuery implements Check {
    private static final About ABOUT = About.of("admission/log-query");

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
                    .filter(expression -> webhook.read(expression).isOfLines())
                    .ifPresent(expression -> findings.add(
                            ABOUT, expression.text().place(), "this query yields lines of the log, not numbers"));
        }
    }
}
