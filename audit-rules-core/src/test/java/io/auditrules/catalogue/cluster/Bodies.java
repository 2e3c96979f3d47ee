package io.auditrules.catalogue.cluster;

import java.util.LinkedHashMap;
import java.util.Map;

/** Objects as JSON has them. */
final class Bodies {
    private Bodies() {}

    /** Keys and values, in turn. */
    static Map<String, Object> of(Object... keysAndValues) {
        Map<String, Object> map = new LinkedHashMap<>();
        for (int i = 0; i < keysAndValues.length; i += 2) {
            map.put((String) keysAndValues[i], keysAndValues[i + 1]);
        }
        return map;
    }

    /** A new object as a client sends it. */
    static Map<String, Object> object(Kind kind, String namespace, String name, Map<String, Object> rest) {
        Map<String, Object> metadata = new LinkedHashMap<>();
        if (!name.isEmpty()) {
            metadata.put("name", name);
        }
        if (!namespace.isEmpty()) {
            metadata.put("namespace", namespace);
        }
        return object(kind, metadata, rest);
    }

    static Map<String, Object> object(Kind kind, Map<String, Object> metadata, Map<String, Object> rest) {
        return merged(of("kind", kind.name(), "apiVersion", kind.apiVersion(), "metadata", metadata), rest);
    }

    /** The entries of both, those of the second behind. */
    static Map<String, Object> merged(Map<String, Object> first, Map<String, Object> second) {
        Map<String, Object> merged = new LinkedHashMap<>(first);
        merged.putAll(second);
        return merged;
    }

    /** The object as the API server has it then. */
    static Map<String, Object> stored(Map<String, Object> object, String uid, String version) {
        if (!(object.get("metadata") instanceof Map<?, ?> metadata)) {
            return object;
        }
        Map<String, Object> all = new LinkedHashMap<>();
        metadata.forEach((key, value) -> all.put((String) key, value));
        if (all.get("generateName") instanceof String prefix) {
            all.putIfAbsent("name", prefix + uid.substring(0, 5));
        }
        all.putIfAbsent("uid", uid);
        all.put("resourceVersion", version);
        all.putIfAbsent("creationTimestamp", "2026-10-02T09:14:51Z");
        Map<String, Object> stored = new LinkedHashMap<>(object);
        stored.put("metadata", all);
        return stored;
    }
}
