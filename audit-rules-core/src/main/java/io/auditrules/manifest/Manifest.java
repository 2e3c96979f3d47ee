package io.auditrules.manifest;

import java.util.Map;

/**
 * A document and where it is written.
 *
 * @param path relative to the output directory, with {@code /}
 * @param document keys and values in the order in which people expect them
 * @param isObject true for a Kubernetes object, false for a file that another program reads
 */
public record Manifest(String path, Map<String, Object> document, boolean isObject) {}
