package io.auditrules.rule;

/**
 * What must have happened in the same window as well, for the same values of {@code by}. In which order cannot be said:
 * Loki compares what both add up to over the window.
 *
 * @param when which events
 * @param threshold how many of them
 */
public record Companion(Condition when, Threshold threshold) {}
