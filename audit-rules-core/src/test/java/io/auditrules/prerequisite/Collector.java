package io.auditrules.prerequisite;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What the Cluster Logging Operator's collector makes of an event when it has a {@code kubeAPIAudit} filter: what
 * openshift/cluster-logging-operator compiles such a filter to (internal/generator/vector/filter/apiaudit, at
 * 04dc774010a2), for one line at a time.
 */
record Collector(Map<String, Object> filter) {

    /** The event as it is forwarded; empty if it is dropped. */
    Optional<Event> forwards(Event event) {
        if (numbers("omitResponseCodes").contains(event.code())) {
            return Optional.empty();
        }
        for (Map<String, Object> rule : rules()) {
            if (matches(rule, event)) {
                return Optional.of(
                        switch (String.valueOf(rule.get("level"))) {
                            case "Metadata" -> event.withoutResponse().withoutRequest();
                            case "Request" -> event.withoutResponse();
                            case "RequestResponse" -> event;
                            default -> throw new AssertionError(rule);
                        });
            }
        }
        if (event.user().isEmpty() || event.user().startsWith("system:")) {
            if (event.verb().matches("(?s).*(get|list|watch|head|options).*")) {
                return Optional.empty();
            }
            if (event.code() < 300 && event.user().startsWith("system:serviceaccount:" + event.namespace())) {
                return Optional.empty();
            }
            // Bodies of responses go, whatever was recorded.
            return Optional.of(event.withoutResponse());
        }
        return Optional.of(event);
    }

    private static boolean matches(Map<String, Object> rule, Event event) {
        List<String> verbs = texts(rule, "verbs");
        List<String> users = texts(rule, "users");
        List<String> namespaces = texts(rule, "namespaces");
        return (verbs.isEmpty() || verbs.contains(event.verb()))
                && (users.isEmpty() || (!event.user().isEmpty() && matchesAny(users, event.user())))
                && (namespaces.isEmpty() || (!event.namespace().isEmpty() && matchesAny(namespaces, event.namespace())))
                && matchesResource(rule.get("resources"), event);
    }

    private static boolean matchesResource(@Nullable Object resources, Event event) {
        if (resources == null) {
            return true;
        }
        String name = event.subresource().isEmpty() ? event.resource() : event.resource() + "/" + event.subresource();
        return maps(resources).stream()
                .anyMatch(group -> event.apiGroup().equals(group.get("group"))
                        && (!group.containsKey("resources") || matchesAny(texts(group, "resources"), name)));
    }

    /** A star counts at the beginning and at the end of a name; anywhere else it is a star. */
    private static boolean matchesAny(List<String> wildcards, String text) {
        String regex = wildcards.stream()
                .map(wildcard -> {
                    String rest = wildcard.startsWith("*") ? wildcard.substring(1) : wildcard;
                    String end = rest.endsWith("*") ? ".*" : "";
                    String middle = rest.endsWith("*") ? rest.substring(0, rest.length() - 1) : rest;
                    return (wildcard.startsWith("*") ? ".*" : "") + Pattern.quote(middle) + end;
                })
                .collect(Collectors.joining("|"));
        return Pattern.matches("(" + regex + ")", text);
    }

    private List<Map<String, Object>> rules() {
        return maps(Objects.requireNonNull(filter.get("rules")));
    }

    @SuppressWarnings("unchecked")
    private static List<Map<String, Object>> maps(Object list) {
        return (List<Map<String, Object>>) list;
    }

    @SuppressWarnings("unchecked")
    private static List<String> texts(Map<String, Object> document, String key) {
        return (List<String>) document.getOrDefault(key, List.of());
    }

    @SuppressWarnings("unchecked")
    private List<Integer> numbers(String key) {
        return (List<Integer>) filter.getOrDefault(key, List.of(404, 409, 422, 429));
    }

    /** What a filter looks at in an audit event, and whether it still has its bodies; {@code ""} is what is not there. */
    record Event(
            String verb,
            String apiGroup,
            String resource,
            String subresource,
            String user,
            String namespace,
            int code,
            String request,
            String response) {

        Event withoutRequest() {
            return new Event(verb, apiGroup, resource, subresource, user, namespace, code, "", response);
        }

        Event withoutResponse() {
            return new Event(verb, apiGroup, resource, subresource, user, namespace, code, request, "");
        }
    }
}
