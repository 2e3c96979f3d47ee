package io.auditrules.rule;

import io.auditrules.diagnostic.IllegalValueException;
import io.auditrules.diagnostic.Suggestion;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** Who reads the rules in the cluster, and so in which form they are written. */
public enum Target {
    /** {@code AlertingRule} objects ({@code loki.grafana.com/v1}) for the Loki Operator. */
    LOKI_OPERATOR,
    /** Rule group files for Loki's ruler, in a folder per tenant. */
    LOKI_RULER,
    /** {@code PrometheusRule} objects for Grafana Alloy's {@code loki.rules.kubernetes}. */
    PROMETHEUS_RULE;

    /**
     * Reads the form that definitions use.
     *
     * @throws IllegalValueException for any other text
     */
    public static Target of(String text) {
        return Arrays.stream(values())
                .filter(target -> target.toString().equals(text))
                .findFirst()
                .orElseThrow(() ->
                        new IllegalValueException("\"" + text + "\" is not a target", Suggestion.of(text, names())));
    }

    /** All, as definitions write them. */
    public static List<String> names() {
        return Arrays.stream(values()).map(Target::toString).toList();
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
