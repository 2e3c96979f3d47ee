package io.auditrules.template;

import java.util.Map;

/**
 * A map of texts to texts, Go's {@code map[string]string}: a key that it has not is the empty text, where one of any other
 * map is {@code <no value>}.
 *
 * @param entries may not change while a template is expanded
 */
public record StringMap(Map<String, String> entries) {}
