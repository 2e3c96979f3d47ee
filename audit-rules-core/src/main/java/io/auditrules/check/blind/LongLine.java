package io.auditrules.check.blind;

import io.auditrules.check.About;
import io.auditrules.check.Check;
import io.auditrules.check.EventLines;
import io.auditrules.check.Findings;
import io.auditrules.check.PlacedRule;
import io.auditrules.check.Scene;
import io.auditrules.logql.LabelFilter;

/** A condition on the body of a response, which makes lines longer than Loki takes. */
final class LongLine implements Check {
    private static final About ABOUT = About.of("blind/long-line");
    private static final String BODY = "responseObject";

    @Override
    public About about() {
        return ABOUT;
    }

    @Override
    public void check(Scene scene, Findings findings) {
        int limit = scene.platform().limits().maxLineSize();
        for (PlacedRule rule : scene.rules()) {
            for (EventLines lines : scene.auditLines(rule)) {
                check(rule, lines, limit, findings);
            }
        }
    }

    private static void check(PlacedRule rule, EventLines lines, int limit, Findings findings) {
        for (LabelFilter filter : lines.necessary()) {
            String label = filter.label();
            boolean isOfBody = lines.field(label)
                    .map(path -> path.startsWith(BODY))
                    .orElse(lines.readsAllFields() && label.startsWith(BODY + "_"));
            if (isOfBody && lines.test(filter).fails("")) {
                findings.add(
                        ABOUT,
                        rule.placeOf(label),
                        "an event with bodies that is longer than " + limit + " bytes never reaches Loki");
                return;
            }
        }
    }
}
