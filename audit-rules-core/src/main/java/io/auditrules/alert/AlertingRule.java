package io.auditrules.alert;

import io.auditrules.logql.Metric;
import java.time.Duration;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/**
 * An alerting rule as Loki's ruler has loaded it.
 *
 * @param alert becomes the label {@code alertname}
 * @param expr each series of its answer is an alert
 * @param pending how long an alert is pending before it fires: the key {@code for}
 * @param labels templates by name, those that the Loki Operator adds among them; they replace labels of the series
 * @param annotations templates by name
 */
public record AlertingRule(
        String alert, Metric expr, Duration pending, Map<String, String> labels, Map<String, String> annotations) {

    public AlertingRule {
        labels = Collections.unmodifiableMap(new TreeMap<>(labels));
        annotations = Collections.unmodifiableMap(new TreeMap<>(annotations));
    }
}
