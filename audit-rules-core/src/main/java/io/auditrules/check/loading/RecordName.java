package io.auditrules.check.loading;

import io.auditrules.check.About;
import io.auditrules.check.Check;
import io.auditrules.check.Findings;
import io.auditrules.check.PlacedRule;
import io.auditrules.check.Scene;
import io.auditrules.rulefile.Format;
import java.util.regex.Pattern;

/** A recording rule whose series cannot have that name. */
final class RecordName implements Check {
    private static final About ABOUT = About.of("loading/record-name");

    @Override
    public About about() {
        return ABOUT;
    }

    private static final Pattern NAME = Pattern.compile("[a-zA-Z_:][a-zA-Z0-9_:]*");

    @Override
    public void check(Scene scene, Findings findings) {
        for (PlacedRule rule : scene.rules()) {
            if (rule.file().format().isOfLoki() && rule.file().format() != Format.LOKI_ALERTING_RULE) {
                rule.rule()
                        .record()
                        .filter(name -> !name.text().isEmpty())
                        .filter(name -> !NAME.matcher(name.text()).matches())
                        .ifPresent(name -> findings.add(
                                ABOUT, name.place(), "\"" + name.text() + "\" cannot be the name of a series"));
            }
        }
    }
}
