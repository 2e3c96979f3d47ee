package io.auditrules.check.loading;

import io.auditrules.check.About;
import io.auditrules.check.Check;
import io.auditrules.check.Findings;
import io.auditrules.check.PlacedRule;
import io.auditrules.check.Scene;
import io.auditrules.logql.LokiVersion;
import io.auditrules.logql.Metric;

/** An expression that the ruler reads and cannot run. */
final class CannotRun implements Check {
    private static final About ABOUT = About.of("loading/cannot-run");

    @Override
    public About about() {
        return ABOUT;
    }

    @Override
    public void check(Scene scene, Findings findings) {
        for (PlacedRule rule : scene.rules()) {
            if (rule.file().format().isOfLoki()) {
                rule.rule()
                        .expr()
                        .filter(expression -> expression
                                .readBy(LokiVersion.NEWEST)
                                .query()
                                .filter(Metric.class::isInstance)
                                .isPresent())
                        .ifPresent(
                                expression -> expression.problems().forEach(problem -> findings.add(ABOUT, problem)));
            }
        }
    }
}
