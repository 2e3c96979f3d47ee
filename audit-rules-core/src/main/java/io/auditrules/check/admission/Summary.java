package io.auditrules.check.admission;

import io.auditrules.check.About;
import io.auditrules.check.Check;
import io.auditrules.check.Findings;
import io.auditrules.check.PlacedRule;
import io.auditrules.check.Scene;
import io.auditrules.rulefile.FileRule;

/** An alert without a summary. */
final class Summary implements Check {
    private static final About ABOUT = About.of("admission/summary");

    @Override
    public About about() {
        return ABOUT;
    }

    @Override
    public void check(Scene scene, Findings findings) {
        for (PlacedRule rule : new Webhook(scene).alertsOfOpenShift()) {
            FileRule.Entry entry = rule.rule().annotations().get("summary");
            if (entry == null || entry.value().isNull()) {
                findings.add(ABOUT, rule.rule().namePlace(), "the annotation \"summary\" is missing");
            } else if (entry.value().text().isEmpty()) {
                findings.add(ABOUT, entry.value().place(), "the annotation \"summary\" is empty");
            }
        }
    }
}
