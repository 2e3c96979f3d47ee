package io.auditrules.check.never;

import io.auditrules.check.About;
import io.auditrules.check.AuditLog;
import io.auditrules.check.Check;
import io.auditrules.check.Findings;
import io.auditrules.check.PlacedRule;
import io.auditrules.check.Scene;
import io.auditrules.logql.LogRange;

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
        AuditLog log = scene.auditLog();
        for (PlacedRule rule : scene.rules()) {
            for (LogRange range : rule.ranges()) {
                if (log.isReadBy(range)) {
                    check(scene, rule, range, findings);
                }
            }
        }
    }

    abstract void check(Scene scene, PlacedRule rule, LogRange range, Findings findings);
}
