package io.auditrules.rule;

import io.auditrules.diagnostic.IllegalValueException;
import java.util.regex.Pattern;

/**
 * The metrics that Loki has of itself.
 *
 * @param prefix of their names, without the underscore: Loki's {@code metrics_namespace}
 */
public record Metrics(String prefix) {
    private static final Pattern PREFIX = Pattern.compile("[a-zA-Z_][a-zA-Z0-9_]*");

    public Metrics {
        checkPrefix(prefix);
    }

    /**
     * Those of a version: {@code loki} from 3.0 on, {@code cortex} before (grafana/loki pull request 11110).
     *
     * @param loki a version that {@link Platform#checkVersion} does not refuse
     */
    public static Metrics of(String loki) {
        return new Metrics(Integer.parseInt(loki.split("\\.", -1)[0]) >= 3 ? "loki" : "cortex");
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
