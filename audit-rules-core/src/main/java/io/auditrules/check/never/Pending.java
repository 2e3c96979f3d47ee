package io.auditrules.check.never;

import io.auditrules.check.About;
import io.auditrules.check.Check;
import io.auditrules.check.Findings;
import io.auditrules.check.PlacedRule;
import io.auditrules.check.Presence;
import io.auditrules.check.Scene;
import io.auditrules.time.PrometheusDuration;
import java.time.Duration;

/** An alert that is pending longer than what raises it can be seen. */
final class Pending implements Check {
    private static final About ABOUT = About.of("never/pending");

    @Override
    public About about() {
        return ABOUT;
    }

    @Override
    public void check(Scene scene, Findings findings) {
        for (PlacedRule rule : scene.rules()) {
            // of other logs, an alert may be wanted for what goes on for a while
            if (rule.isAlert()
                    && !rule.interval().isZero()
                    && scene.auditLines(rule).size() == rule.lines().size()) {
                check(rule, findings);
            }
        }
    }

    private static void check(PlacedRule rule, Findings findings) {
        rule.query().flatMap(Presence::longest).ifPresent(window -> {
            Duration longest = longestPending(window, rule.interval());
            if (rule.pending().compareTo(longest) > 0) {
                findings.add(
                        ABOUT,
                        rule.rule().pending().orElseThrow().place(),
                        "a line is seen for " + text(window) + ", which is " + ticks(window, rule.interval())
                                + " at an interval of " + text(rule.interval()) + ": the alert is pending for at most "
                                + text(longest));
            }
        });
    }

    private static String text(Duration duration) {
        return PrometheusDuration.of(duration).text();
    }

    private static String ticks(Duration window, Duration interval) {
        long most = longestPending(window, interval).dividedBy(interval) + 1;
        return most == 1 ? "one evaluation" : most + " evaluations at most";
    }

    /** From the first evaluation that sees a line to the last: it is seen at its own time, and no longer at the window's end. */
    static Duration longestPending(Duration window, Duration interval) {
        long before = (window.toNanos() - 1) / interval.toNanos();
        return interval.multipliedBy(Math.max(0, before));
    }
}
