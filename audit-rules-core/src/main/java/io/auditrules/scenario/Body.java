package io.auditrules.scenario;

import io.auditrules.diagnostic.IllegalValueException;
import io.auditrules.json.JsonWriter;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** How an audit event is written into the log. */
public enum Body {
    /** As the API server wrote it: what OTLP and most shippers forward. */
    AUDIT {
        @Override
        public String line(Map<String, Object> event, Instant time) {
            return JsonWriter.write(event, JsonWriter.Escapes.GO);
        }
    },
    /** As OpenShift Logging's ViaQ model (6.x) has it: keys sorted by Vector, some added, {@code &} as it is. */
    VIAQ {
        @Override
        public String line(Map<String, Object> event, Instant time) {
            Map<String, Object> all = new TreeMap<>(event);
            String group = event.get("objectRef") instanceof Map<?, ?> ref && ref.get("apiGroup") instanceof String text
                    ? text
                    : "";
            boolean isOpenShift = group.endsWith(".openshift.io");
            all.put("@timestamp", time.toString());
            all.put("hostname", "master-0");
            all.put(isOpenShift ? "openshift_audit_level" : "k8s_audit_level", event.getOrDefault("level", "Metadata"));
            all.put("log_source", isOpenShift ? "openshiftAPI" : "kubeAPI");
            all.put("log_type", "audit");
            all.put(
                    "openshift",
                    new TreeMap<>(Map.of(
                            "cluster_id", "f1b0b4a2-0000-4000-8000-000000000000", "sequence", time.toEpochMilli())));
            return JsonWriter.write(sorted(all), JsonWriter.Escapes.NEEDED);
        }
    };

    /** The line of an event. */
    public abstract String line(Map<String, Object> event, Instant time);

    /**
     * The form with a name.
     *
     * @throws IllegalValueException for any other text
     */
    public static Body of(String text) {
        return Arrays.stream(values())
                .filter(body -> body.toString().equals(text))
                .findFirst()
                .orElseThrow(() -> new IllegalValueException(
                        "\"" + text + "\" is not a form of an event", "legal here: audit, viaq"));
    }

    private static Object sorted(Object value) {
        if (value instanceof Map<?, ?> map) {
            Map<String, Object> sorted = new TreeMap<>();
            map.forEach((key, element) -> sorted.put((String) key, sorted(element)));
            return sorted;
        }
        return value instanceof List<?> list ? list.stream().map(Body::sorted).toList() : value;
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
