package io.auditrules.check.admission;

import io.auditrules.check.About;
import io.auditrules.check.Check;
import io.auditrules.check.Findings;
import io.auditrules.check.PlacedRule;
import io.auditrules.check.Scene;
import io.auditrules.rulefile.Format;

/** A recording rule whose series cannot have that name. */
final class RecordName implements Check {
    private static final About ABOUT = About.of("admission/record-name");

    @Override
    public About about() {
        return ABOUT;
    }

    @Override
    public void check(Scene scene, Findings findings) {
        Webhook webhook = new Webhook(scene);
        if (webhook.isAtLeast("0.8")) {
            // It lets pass what Loki refuses then: that is told by another check.
            return;
        }
        for (PlacedRule rule : webhook.rules()) {
            if (rule.file().format() == Format.LOKI_RECORDING_RULE) {
                rule.rule()
                        .illegalRecord()
                        .ifPresent(name -> findings.add(
                                ABOUT, name.place(), "\"" + name.text() + "\" cannot be the name of a series"));
            }
        }
    }
}
