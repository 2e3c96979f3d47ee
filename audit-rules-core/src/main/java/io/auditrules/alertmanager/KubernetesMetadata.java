package io.auditrules.alertmanager;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;

/** The {@code metadata} of an object in a cluster. */
final class KubernetesMetadata {
    private KubernetesMetadata() {}

    static Map<String, Object> of(String name, String namespace, Map<String, String> labels) {
        Map<String, Object> metadata = new LinkedHashMap<>();
        metadata.put("name", name);
        metadata.put("namespace", namespace);
        if (!labels.isEmpty()) {
            metadata.put("labels", new TreeMap<>(labels));
        }
        return metadata;
    }
}
