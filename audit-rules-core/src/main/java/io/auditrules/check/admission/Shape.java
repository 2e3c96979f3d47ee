package io.auditrules.check.admission;

import io.auditrules.rulefile.Format;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What the API server lets a field hold: the definitions of AlertingRule and RecordingRule, version v1 (Loki Operator 0.4 to 0.11). */
sealed interface Shape {

    /** A text. */
    record Text() implements Shape {}

    /** A whole number of 32 bits. */
    record WholeNumber() implements Shape {}

    /** Texts under free keys. */
    record Texts() implements Shape {}

    /** A list. */
    record ListOf(Shape item) implements Shape {}

    /** Something that is not looked into. */
    record Anything() implements Shape {}

    /**
     * A mapping.
     *
     * @param isOpen whether other keys are somebody else's business
     */
    record Fields(Map<String, Shape> fields, List<String> required, boolean isOpen) implements Shape {}

    /** The shape of an object. */
    static Fields of(Format format) {
        return format == Format.LOKI_RECORDING_RULE
                ? object(fields(List.of("expr"), "record", "expr", "labels"))
                : object(fields(List.of("expr"), "alert", "expr", "for", "labels", "annotations"));
    }

    private static Fields object(Fields rule) {
        Map<String, Shape> group = new LinkedHashMap<>();
        group.put("name", new Text());
        group.put("interval", new Text());
        group.put("limit", new WholeNumber());
        group.put("rules", new ListOf(rule));
        Map<String, Shape> spec = new LinkedHashMap<>();
        spec.put("tenantID", new Text());
        spec.put("groups", new ListOf(new Fields(group, List.of("name", "rules"), false)));
        Map<String, Shape> metadata = new LinkedHashMap<>(Map.of("name", new Text(), "namespace", new Text()));
        metadata.put("labels", new Texts());
        metadata.put("annotations", new Texts());
        Map<String, Shape> all = new LinkedHashMap<>();
        all.put("apiVersion", new Text());
        all.put("kind", new Text());
        all.put("metadata", new Fields(metadata, List.of("name"), true));
        all.put("spec", new Fields(spec, List.of("tenantID"), false));
        all.put("status", new Anything());
        return new Fields(all, List.of("metadata"), false);
    }

    private static Fields fields(List<String> required, String... names) {
        Map<String, Shape> fields = new LinkedHashMap<>();
        for (String name : names) {
            boolean isMapping = name.equals("labels") || name.equals("annotations");
            fields.put(name, isMapping ? new Texts() : new Text());
        }
        return new Fields(fields, required, false);
    }
}
