package io.auditrules.check.never;

import io.auditrules.check.About;
import io.auditrules.check.Check;
import io.auditrules.check.EventLines;
import io.auditrules.check.Findings;
import io.auditrules.check.PlacedRule;
import io.auditrules.check.Scene;

/** A check of what rules ask of audit events, one range of lines after the other. */
abstract class AuditCheck implements Check {
    private final About about;

    AuditCheck(String id) {
        this.about = About.of(id);
    }

    @Override
    public final About about() {
        return about;
    }

    @Override
    public final void check(Scene scene, Findings findings) {
        for (PlacedRule rule : scene.rules()) {
            for (EventLines lines : scene.auditLines(rule)) {
                check(scene, rule, lines, findings);
            }
        }
    }

    abstract void check(Scene scene, PlacedRule rule, EventLines lines, Findings findings);
}
