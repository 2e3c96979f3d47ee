package io.auditrules.check.loading;

import io.auditrules.check.About;
import io.auditrules.check.Check;
import io.auditrules.check.Findings;
import io.auditrules.check.Scene;
import io.auditrules.rulefile.FileGroup;
import io.auditrules.rulefile.RuleFile;
import io.auditrules.yaml.YamlMapping;
import io.auditrules.yaml.YamlScalar;

/** A field for which the ruler refuses a file. */
final class UnknownField implements Check {
    private static final About ABOUT = About.of("loading/unknown-field");

    @Override
    public About about() {
        return ABOUT;
    }

    @Override
    public void check(Scene scene, Findings findings) {
        Ruler ruler = new Ruler(scene);
        for (RuleFile file : ruler.files()) {
            file.unknownKeys().forEach(key -> tell(key, findings));
            for (FileGroup group : file.groups()) {
                group.unknownKeys().forEach(key -> tell(key, findings));
                group.rules().forEach(rule -> rule.unknownKeys().forEach(key -> tell(key, findings)));
            }
            file.document().ifPresent(document -> {
                ForgottenFields.groups(document).stream()
                        .flatMap(group -> group.entries().stream())
                        .map(YamlMapping.Entry::key)
                        .filter(key -> key.text().equals("partial_response_strategy"))
                        .forEach(key -> tell(key, findings));
                for (ForgottenFields.Field field : ForgottenFields.of(document)) {
                    if (!ruler.version().isAtLeast(field.since())) {
                        findings.add(
                                ABOUT,
                                field.key().place(),
                                "Loki knows the field \"" + field.key().text() + "\" only since " + field.since());
                    }
                }
            });
        }
    }

    private static void tell(YamlScalar key, Findings findings) {
        findings.add(ABOUT, key.place(), "Loki knows no field \"" + key.text() + "\" here");
    }
}
