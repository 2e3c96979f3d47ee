package io.auditrules.definition;

import java.util.List;

/** Detections that rules can use by name. */
public interface Detections {
    /** All of them, in a fixed order; each id once. */
    List<DetectionDefinition> all();

    /** Those of a pack, in order. */
    default List<DetectionDefinition> of(Pack pack) {
        return all().stream()
                .filter(detection -> detection.packs().contains(pack))
                .toList();
    }
}
