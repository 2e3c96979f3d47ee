package io.auditrules.check.admission;

import io.auditrules.check.About;
import io.auditrules.check.Check;
import io.auditrules.check.Findings;
import io.auditrules.check.Scene;
import io.auditrules.rulefile.FileGroup;
import io.auditrules.rulefile.RuleFile;
import io.auditrules.yaml.YamlScalar;

/** A group whose interval is no duration. */
final class Interval implements Check {
    private static final About ABOUT = About.of("admission/interval");

    @Override
    public About about() {
        return ABOUT;
    }

    @Override
    public void check(Scene scene, Findings findings) {
        for (RuleFile file : new Webhook(scene).files()) {
            for (FileGroup group : file.groups()) {
                group.interval()
                        .filter(interval -> interval.type() == YamlScalar.Type.STRING)
                        .ifPresent(interval -> Durations.refusal(interval)
                                .ifPresent(why -> findings.add(ABOUT, interval.place(), why)));
            }
        }
    }
}
