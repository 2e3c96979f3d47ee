package io.auditrules.lint;

import io.auditrules.diagnostic.Place;
import io.auditrules.diagnostic.Problems;
import io.auditrules.diagnostic.Source;
import io.auditrules.yaml.YamlMapping;
import io.auditrules.yaml.YamlNode;
import io.auditrules.yaml.YamlReader;
import io.auditrules.yaml.YamlScalar;
import io.auditrules.yaml.YamlSequence;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The files that kustomizations name as patches: parts of objects, or lists of changes, and nothing that a cluster gets. */
final class KustomizePatches {
    private static final Set<String> FILES = Set.of("kustomization.yaml", "kustomization.yml", "Kustomization");
    private static final Set<String> KEYS = Set.of("patches", "patchesStrategicMerge", "patchesJson6902");

    private final Map<String, Place> named = new HashMap<>();

    /** Reads a file if it is a kustomization. */
    void read(Source source) {
        if (FILES.contains(source.path().substring(directory(source.path()).length()))) {
            YamlReader.read(source, new Problems()).stream()
                    .filter(YamlMapping.class::isInstance)
                    .flatMap(document -> ((YamlMapping) document).entries().stream())
                    .filter(entry -> KEYS.contains(entry.key().text()))
                    .forEach(entry -> read(entry.value(), directory(source.path())));
        }
    }

    private void read(YamlNode patches, String directory) {
        if (patches instanceof YamlSequence list) {
            for (YamlNode patch : list.items()) {
                Optional<YamlNode> path =
                        patch instanceof YamlMapping mapping ? mapping.get("path") : Optional.of(patch);
                path.filter(YamlScalar.class::isInstance)
                        .map(YamlScalar.class::cast)
                        .ifPresent(text -> named.putIfAbsent(normalized(directory + text.text()), text.place()));
            }
        }
    }

    /** Where a file is named as a patch. */
    Optional<Place> find(Source source) {
        return Optional.ofNullable(named.get(normalized(source.path())));
    }

    /** With the slash behind it; empty if the path has none. */
    private static String directory(String path) {
        return path.substring(0, path.lastIndexOf('/') + 1);
    }

    private static String normalized(String path) {
        List<String> steps = new ArrayList<>();
        for (String step : path.split("/", -1)) {
            int last = steps.size() - 1;
            if (step.equals("..") && last >= 0 && !steps.get(last).equals("..")) {
                steps.remove(last);
            } else if (!step.equals(".")) {
                steps.add(step);
            }
        }
        return String.join("/", steps);
    }
}
