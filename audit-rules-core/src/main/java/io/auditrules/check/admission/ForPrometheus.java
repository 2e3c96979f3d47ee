package io.auditrules.check.admission;

import io.auditrules.check.About;
import io.auditrules.check.Check;
import io.auditrules.check.Findings;
import io.auditrules.check.PlacedRule;
import io.auditrules.check.Scene;
import io.auditrules.rulefile.Format;

/** A rule for Loki in the object of that name that Prometheus reads. */
final class ForPrometheus implements Check {
    private static final About ABOUT = About.of("admission/for-prometheus");

    @Override
    public About about() {
        return ABOUT;
    }

    @Override
    public void check(Scene scene, Findings findings) {
        for (PlacedRule rule : scene.rules()) {
            if (rule.file().format() == Format.OPENSHIFT_ALERTING_RULE) {
                rule.rule()
                        .expr()
                        .filter(expression -> isOnlyLogQl(rule))
                        .ifPresent(expression -> findings.add(
                                ABOUT,
                                expression.text().place(),
                                "this is LogQL in an " + rule.file().format()));
            }
        }
    }

    /** Without stages, a query may be PromQL as well. */
    private static boolean isOnlyLogQl(PlacedRule rule) {
        return rule.ranges().stream()
                .anyMatch(range -> !range.query().pipeline().stages().isEmpty()
                        || range.unwrap().isPresent());
    }
}
