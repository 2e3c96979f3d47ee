package io.auditrules.check.blind;

import io.auditrules.check.About;
import io.auditrules.check.Check;
import io.auditrules.check.Findings;
import io.auditrules.check.Scene;
import io.auditrules.logql.LokiVersion;
import io.auditrules.rulefile.FileGroup;
import io.auditrules.rulefile.RuleFile;

/** A limit of a group, beyond which all alerts of a rule are dropped. */
final class GroupLimit implements Check {
    private static final About ABOUT = About.of("blind/group-limit");
    private static final LokiVersion SINCE = new LokiVersion(2, 9);

    @Override
    public About about() {
        return ABOUT;
    }

    @Override
    public void check(Scene scene, Findings findings) {
        if (!LokiVersion.parse(scene.platform().loki()).isAtLeast(SINCE)) {
            return;
        }
        for (RuleFile file : scene.files()) {
            for (FileGroup group : file.groups()) {
                group.limit()
                        .filter(limit -> limit.text().matches("0*[1-9][0-9]*"))
                        .ifPresent(limit -> findings.add(
                                ABOUT,
                                limit.place(),
                                "a rule of this group that has more than " + limit.text() + " alerts has none"));
            }
        }
    }
}
