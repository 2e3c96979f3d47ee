package io.auditrules.check.never;

import io.auditrules.check.EventLines;
import io.auditrules.check.Findings;
import io.auditrules.check.PlacedRule;
import io.auditrules.check.Scene;
import io.auditrules.logql.LabelFilter;
import java.util.List;

/** A filter on the audit level, which some versions of OpenShift Logging overwrite. */
final class Level extends AuditCheck {
    Level() {
        super("never/level");
    }

    @Override
    void check(Scene scene, PlacedRule rule, EventLines lines, Findings findings) {
        if (!lines.isOfOpenShift()) {
            return;
        }
        for (LabelFilter filter : lines.necessary("level")) {
            boolean wantsAuditLevel =
                    List.of("Metadata", "Request", "RequestResponse").stream().anyMatch(lines.test(filter)::passes);
            if (wantsAuditLevel && lines.test(filter).fails("default")) {
                findings.add(about(), rule.placeOf(filter), "this wants the level that the API server wrote");
            }
        }
    }
}
