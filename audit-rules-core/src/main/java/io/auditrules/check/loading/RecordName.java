package io.auditrules.check.loading;

import io.auditrules.check.About;
import io.auditrules.check.Check;
import io.auditrules.check.Findings;
import io.auditrules.check.PlacedRule;
import io.auditrules.check.Scene;
import io.auditrules.rulefile.Format;

/** A recording rule whose series cannot have that name. */
final class RecordName implements Check {
    private static final About ABOUT = About.of("loading/record-name");

    @Override
    public About about() {
        return ABOUT;
    }

    @Override
    public void check(Scene scene, Findings findings) {
        for (PlacedRule rule : scene.rules()) {
            if (rule.file().format().isOfLoki() && rule.file().format() != Format.LOKI_ALERTING_RULE) {
                rule.rule()
                        .illegalRecord()
                        .ifPresent(name -> findings.add(
                                ABOUT, name.place(), "\"" + name.text() + "\" cannot be the name of a series"));
            }
        }
    }
}
