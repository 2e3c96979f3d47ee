package io.auditrules.check.cost;

import io.auditrules.check.About;
import io.auditrules.check.Check;
import io.auditrules.check.Findings;
import io.auditrules.check.Scene;
import io.auditrules.diagnostic.Place;
import io.auditrules.rulefile.FileGroup;
import io.auditrules.rulefile.RuleFile;
import io.auditrules.yaml.YamlScalar;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Many groups of one rule each that are evaluated equally often. */
final class SharedGroup implements Check {
    private static final About ABOUT = About.of("cost/shared-group");

    /** Fewer make no difference. */
    private static final int FEWEST = 5;

    @Override
    public About about() {
        return ABOUT;
    }

    @Override
    public void check(Scene scene, Findings findings) {
        for (RuleFile file : scene.files()) {
            Map<String, List<FileGroup>> single = file.groups().stream()
                    .filter(group -> group.rules().size() == 1)
                    .collect(Collectors.groupingBy(
                            group -> group.interval().map(YamlScalar::text).orElse("1m"),
                            LinkedHashMap::new,
                            Collectors.toList()));
            single.forEach((interval, groups) -> {
                if (groups.size() >= FEWEST) {
                    findings.add(
                            ABOUT,
                            place(groups.get(0)),
                            groups.size() + " groups have one rule each and are evaluated every " + interval);
                }
            });
        }
    }

    private static Place place(FileGroup group) {
        return group.name().map(YamlScalar::place).orElse(group.place());
    }
}
