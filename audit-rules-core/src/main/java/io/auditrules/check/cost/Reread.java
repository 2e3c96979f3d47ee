package io.auditrules.check.cost;

import io.auditrules.check.About;
import io.auditrules.check.Check;
import io.auditrules.check.Findings;
import io.auditrules.check.PlacedRule;
import io.auditrules.check.Scene;
import io.auditrules.logql.LogRange;
import io.auditrules.time.PrometheusDuration;

/** A long window that is looked at very often. */
final class Reread implements Check {
    private static final About ABOUT = About.of("cost/reread");

    /** Three hours at each minute. */
    private static final long MOST = 180;

    @Override
    public About about() {
        return ABOUT;
    }

    @Override
    public void check(Scene scene, Findings findings) {
        for (PlacedRule rule : scene.rules()) {
            for (LogRange range : rule.ranges()) {
                long times = rule.interval().isZero()
                        ? 0
                        : range.range().value().toMillis() / rule.interval().toMillis();
                if (times > MOST) {
                    findings.add(
                            ABOUT,
                            rule.placeOf(range.range()),
                            "a window of " + range.range().text() + " is read every "
                                    + PrometheusDuration.of(rule.interval()).text() + ": each byte of the log "
                                    + times + " times");
                }
            }
        }
    }
}
