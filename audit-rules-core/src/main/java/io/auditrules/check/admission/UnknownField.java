package io.auditrules.check.admission;

import io.auditrules.check.About;
import io.auditrules.check.Check;
import io.auditrules.check.Findings;
import io.auditrules.check.Scene;
import io.auditrules.yaml.YamlScalar;
import java.util.Map;

/** A field that the definition does not have. */
final class UnknownField implements Check {
    private static final About ABOUT = About.of("admission/unknown-field");

    @Override
    public About about() {
        return ABOUT;
    }

    /** Of the readers of Prometheus and of Loki, and what does the same here. */
    private static final Map<String, String> INSTEAD = Map.of(
            "keep_firing_for",
                    "delete it and lengthen the range of the query: an alert fires as long as an event is in it",
            "query_offset", "delete it and write \"offset 1m\" behind the range of the query",
            "record", "delete it: recording rules stand in objects of kind RecordingRule",
            "labels", "give the labels to each rule of the group");

    @Override
    public void check(Scene scene, Findings findings) {
        for (YamlScalar key : Form.of(scene).unknown()) {
            findings.add(
                    ABOUT,
                    key.place(),
                    "there is no field \"" + key.text() + "\" here",
                    INSTEAD.getOrDefault(key.text(), ABOUT.advice()));
        }
    }
}
