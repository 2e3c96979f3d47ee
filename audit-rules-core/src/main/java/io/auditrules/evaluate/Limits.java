package io.auditrules.evaluate;

/**
 * What Loki limits.
 *
 * @param maxQuerySeries how many series an answer may have
 */
public record Limits(int maxQuerySeries) {

    /** Loki's defaults (v3.7.6). */
    public static final Limits DEFAULT = new Limits(500);
}
