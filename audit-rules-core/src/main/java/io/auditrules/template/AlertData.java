package io.auditrules.template;

import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * What the templates of an alert see.
 *
 * @param labels of the result of the rule's query, {@code __name__} included if there is one
 * @param value of the result
 * @param externalLabels the ruler's own
 * @param externalUrl the ruler's own, as Go's net/url prints it
 * @param at the time for which the rule is evaluated; templates know its milliseconds
 */
public record AlertData(
        Map<String, String> labels, double value, Map<String, String> externalLabels, String externalUrl, Instant at) {

    /** Keeps copies of the maps. */
    public AlertData {
        labels = Map.copyOf(labels);
        externalLabels = Map.copyOf(externalLabels);
    }

    GoStruct struct() {
        return new GoStruct(
                GoType.ALERT_DATA,
                List.of(
                        new GoStruct.Field("Labels", new GoMap.OfStrings(labels)),
                        new GoStruct.Field("ExternalLabels", new GoMap.OfStrings(externalLabels)),
                        new GoStruct.Field("ExternalURL", Utf8.bytesOf(externalUrl)),
                        new GoStruct.Field("Value", new GoType.Element(value))));
    }
}
