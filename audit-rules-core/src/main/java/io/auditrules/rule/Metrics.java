package io.auditrules.rule;

import io.auditrules.diagnostic.IllegalValueException;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The metrics that Loki has of itself, and whether a Prometheus watches by them that rules are evaluated.
 *
 * @param prefix of their names, without the underscore: Loki's {@code metrics_namespace}
 * @param health whether alerts on Loki's ruler are written; empty where nothing is said of it
 * @param labels of the object that holds these alerts: what the Prometheus selects rules by
 */
public record Metrics(String prefix, Optional<Boolean> health, Map<String, String> labels) {
    private static final Pattern PREFIX = Pattern.compile("[a-zA-Z_][a-zA-Z0-9_]*");

    public Metrics {
        checkPrefix(prefix);
        labels = Collections.unmodifiableMap(new LinkedHashMap<>(labels));
    }

    /**
     * What a version of Loki calls them: {@code loki} from 3.0 on, {@code cortex} before (grafana/loki pull request 11110).
     *
     * @param loki a version that {@link Platform#checkVersion} does not refuse
     */
    public static String prefixOf(String loki) {
        return Integer.parseInt(loki.split("\\.", -1)[0]) >= 3 ? "loki" : "cortex";
    }

    /**
     * Refuses what cannot be.
     *
     * @throws IllegalValueException if no metric can begin with it
     */
    public static void checkPrefix(String prefix) {
        if (!PREFIX.matcher(prefix).matches()) {
            throw new IllegalValueException(
                    "\"" + prefix + "\" cannot begin the name of a metric",
                    "letters, digits and _ are legal, but no leading digit; Loki 3 has loki, older ones have cortex");
        }
    }
}
