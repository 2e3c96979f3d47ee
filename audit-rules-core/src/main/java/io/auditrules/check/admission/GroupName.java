package io.auditrules.check.admission;

import io.auditrules.check.About;
import io.auditrules.check.Check;
import io.auditrules.check.Findings;
import io.auditrules.check.Scene;
import io.auditrules.rulefile.FileGroup;
import io.auditrules.rulefile.RuleFile;
import java.util.HashSet;
import java.util.Set;

/** Two groups of an object with one name. */
final class GroupName implements Check {
    private static final About ABOUT = About.of("admission/group-name");

    @Override
    public About about() {
        return ABOUT;
    }

    @Override
    public void check(Scene scene, Findings findings) {
        for (RuleFile file : new Webhook(scene).files()) {
            Set<String> names = new HashSet<>();
            for (FileGroup group : file.groups()) {
                group.name()
                        .filter(name -> !names.add(name.text()))
                        .ifPresent(name -> findings.add(
                                ABOUT, name.place(), "an earlier group of this object is \"" + name.text() + "\" too"));
            }
        }
    }
}
