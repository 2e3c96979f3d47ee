package io.auditrules.check.admission;

import io.auditrules.check.About;
import io.auditrules.check.Check;
import io.auditrules.check.Findings;
import io.auditrules.check.PlacedRule;
import io.auditrules.check.Scene;
import io.auditrules.rulefile.FileRule;

/** An alert whose severity the operator does not take. */
final class Severity implements Check {
    private static final About ABOUT = About.of("admission/severity");

    @Override
    public About about() {
        return ABOUT;
    }

    @Override
    public void check(Scene scene, Findings findings) {
        for (PlacedRule rule : new Webhook(scene).alertsOfOpenShift()) {
            FileRule.Entry severity = rule.rule().labels().get("severity");
            if (severity == null || severity.value().isNull()) {
                findings.add(ABOUT, rule.rule().namePlace(), "the label \"severity\" is missing");
            } else if (!passes(severity.value().text())) {
                findings.add(
                        ABOUT,
                        severity.value().place(),
                        "\"" + severity.value().text() + "\" is not one of the severities of OpenShift");
            }
        }
    }

    /** The operator looks for {@code ^critical|warning|info$} (0.4 to 0.11), whose anchors hold at one end each. */
    private static boolean passes(String severity) {
        return severity.startsWith("critical") || severity.contains("warning") || severity.endsWith("info");
    }
}
