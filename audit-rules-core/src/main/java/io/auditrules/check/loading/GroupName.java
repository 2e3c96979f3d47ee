package io.auditrules.check.loading;

import io.auditrules.check.About;
import io.auditrules.check.Check;
import io.auditrules.check.Findings;
import io.auditrules.check.Scene;
import io.auditrules.diagnostic.Place;
import io.auditrules.rulefile.FileGroup;
import io.auditrules.rulefile.Format;
import io.auditrules.rulefile.RuleFile;
import io.auditrules.yaml.YamlScalar;
import java.util.HashSet;
import java.util.Set;

/** A group without a name, or with that of another. */
final class GroupName implements Check {
    private static final About ABOUT = About.of("loading/group-name");

    @Override
    public About about() {
        return ABOUT;
    }

    @Override
    public void check(Scene scene, Findings findings) {
        for (RuleFile file : scene.files()) {
            if (file.format() == Format.RULER_FILE) {
                check(file, findings);
            } else if (file.format().isOfLokiOperator()) {
                // Without a name it is refused before; two of one name too.
                file.groups()
                        .forEach(group -> group.name()
                                .filter(name -> name.text().isEmpty())
                                .ifPresent(
                                        name -> findings.add(ABOUT, name.place(), "the name of this group is empty")));
            }
        }
    }

    private static void check(RuleFile file, Findings findings) {
        Set<String> names = new HashSet<>();
        for (FileGroup group : file.groups()) {
            String name = group.name().map(YamlScalar::text).orElse("");
            Place place = group.name().map(YamlScalar::place).orElse(group.place());
            if (name.isEmpty()) {
                findings.add(ABOUT, place, "this group has no name");
            } else if (!names.add(name)) {
                findings.add(ABOUT, place, "an earlier group of this file is \"" + name + "\" too");
            }
        }
    }
}
