package io.auditrules.check.loading;

import io.auditrules.check.About;
import io.auditrules.check.Check;
import io.auditrules.check.Findings;
import io.auditrules.check.Scene;
import io.auditrules.rulefile.Format;
import io.auditrules.rulefile.RuleFile;
import java.util.Map;

/** A field that the ruler reads and forgets. */
final class DroppedField implements Check {
    private static final About ABOUT = About.of("loading/dropped-field");

    @Override
    public About about() {
        return ABOUT;
    }

    private static final Map<String, String> INSTEAD = Map.of(
            "keep_firing_for",
                    "delete it and lengthen the range of the query: an alert fires as long as an event is in it",
            "query_offset", "delete it and write \"offset 1m\" behind the range of the query",
            "labels", "give the labels to each rule of the group");

    @Override
    public void check(Scene scene, Findings findings) {
        Ruler ruler = new Ruler(scene);
        for (RuleFile file : scene.files()) {
            if (file.document().isPresent() && isLoaded(file, ruler)) {
                for (ForgottenFields.Field field :
                        ForgottenFields.of(file.document().get())) {
                    if (file.format() != Format.RULER_FILE || ruler.version().isAtLeast(field.since())) {
                        String key = field.key().text();
                        findings.add(
                                ABOUT,
                                field.key().place(),
                                "Loki does not keep the field \"" + key + "\"",
                                INSTEAD.getOrDefault(key, ABOUT.advice()));
                    }
                }
            }
        }
    }

    private static boolean isLoaded(RuleFile file, Ruler ruler) {
        return file.format() == Format.RULER_FILE
                || (file.format() == Format.PROMETHEUS_RULE
                        && ruler.rules().stream().anyMatch(rule -> rule.file().equals(file)));
    }
}
