package io.auditrules.alertmanager;

import java.util.Map;

/**
 * A routing in one of the forms in which it is written.
 *
 * @param file the name of the file
 * @param content keys and values in the order in which people expect them
 * @param isObject true for a Kubernetes object, false for Alertmanager's own file
 */
public record RoutingDocument(String file, Map<String, Object> content, boolean isObject) {}
