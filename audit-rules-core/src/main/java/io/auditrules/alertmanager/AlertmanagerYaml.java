package io.auditrules.alertmanager;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The file that Alertmanager reads, {@code alertmanager.yaml}. */
public final class AlertmanagerYaml {
    private AlertmanagerYaml() {}

    /** The document, for {@link io.auditrules.yaml.YamlWriter#write}. */
    public static Map<String, Object> of(Routing routing) {
        Map<String, Object> document = new LinkedHashMap<>();
        if (!routing.global().isEmpty()) {
            document.put("global", routing.global().mapping());
        }
        putAll(document, "templates", routing.templates());
        document.put("route", routing.root().document());
        putAll(
                document,
                "receivers",
                routing.receivers().stream().map(Receiver::document).toList());
        putAll(
                document,
                "inhibit_rules",
                routing.inhibitRules().stream().map(InhibitRule::document).toList());
        putAll(
                document,
                "time_intervals",
                routing.timeIntervals().stream().map(TimeInterval::document).toList());
        routing.others().forEach((key, settings) -> document.put(key, settings.mapping()));
        return document;
    }

    private static void putAll(Map<String, Object> document, String key, List<?> values) {
        if (!values.isEmpty()) {
            document.put(key, values);
        }
    }
}
