package io.auditrules.diagnostic;

/**
 * A value and the text that it was read from.
 *
 * @param value what was read
 * @param source where; for a value made in code, a source without text that names the class
 */
public record Sourced<T>(T value, Source source) {}
