package io.auditrules.rule;

import java.time.Duration;

/**
 * What Loki allows a rule of this tenant, under Loki's own names.
 *
 * @param maxQuerySeries {@code max_query_series}: more series in a rule's result, and the rule fails
 * @param maxLineSize {@code max_line_size} in bytes: longer lines never reach Loki
 * @param queryTimeout {@code query_timeout}: a rule that takes longer fails
 */
public record Limits(int maxQuerySeries, int maxLineSize, Duration queryTimeout) {
    /** What the Loki Operator sets for every size of LokiStack (operator 0.4 to 0.11). */
    public static final Limits OPERATOR = new Limits(500, 256_000, Duration.ofMinutes(3));

    /** Loki's own defaults (2.8 to 3.7). */
    public static final Limits LOKI = new Limits(500, 262_144, Duration.ofMinutes(1));
}
