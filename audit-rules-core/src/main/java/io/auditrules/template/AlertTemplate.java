package io.auditrules.template;

import java.time.Instant;
import java.util.Map;

/** TEMPORARY. */
public final class AlertTemplate {
    private final Template template;

    private AlertTemplate(Template template) {
        this.template = template;
    }

    /** TEMPORARY. */
    public static AlertTemplate parse(String alert, String text) {
        return new AlertTemplate(Template.parse(
                "__alert_" + alert, "{{$labels := .Labels}}{{$value := .Value}}" + text, Functions.NONE));
    }

    /** TEMPORARY. */
    public String expandOrExplain(
            Map<String, String> labels,
            double value,
            Map<String, String> externalLabels,
            String externalUrl,
            Instant at) {
        try {
            return template.expand(Map.of("Labels", new StringMap(labels), "Value", value));
        } catch (ExpansionException e) {
            return "<error expanding template: " + e.getMessage() + ">";
        }
    }
}
