package io.auditrules.check.loading;

import io.auditrules.check.About;
import io.auditrules.check.Check;
import io.auditrules.check.Findings;
import io.auditrules.check.Scene;
import io.auditrules.rulefile.FileGroup;
import io.auditrules.rulefile.RuleFile;
import io.auditrules.yaml.YamlScalar;

/** A limit that is no number. */
final class Limit implements Check {
    private static final About ABOUT = About.of("loading/limit");

    @Override
    public About about() {
        return ABOUT;
    }

    @Override
    public void check(Scene scene, Findings findings) {
        for (RuleFile file : new Ruler(scene).files()) {
            for (FileGroup group : file.groups()) {
                group.limit()
                        .filter(limit -> file.document().isPresent())
                        .filter(limit ->
                                limit.type() != YamlScalar.Type.INTEGER && limit.type() != YamlScalar.Type.FLOAT)
                        .ifPresent(limit -> findings.add(
                                ABOUT,
                                limit.place(),
                                "\"" + limit.text() + "\" is " + limit.kind() + ", not a number"));
            }
        }
    }
}
