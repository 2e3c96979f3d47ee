package io.auditrules.check;

import io.auditrules.rule.Field;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * An audit event to try filters on. What is said of it here has a value; what is not said can be anything, and no filter is
 * asked about that. Its line, for filters on text, is one of the lines that it can be.
 */
public final class SampleEvent {
    private final Map<String, String> fields;
    private final String line;

    private SampleEvent(Map<String, String> fields) {
        this.fields = fields;
        this.line = write(fields);
    }

    /**
     * An event of which this is known.
     *
     * @param pathsAndValues such as {@code objectRef.subresource} and {@code exec}, in turn; an empty value is an absent field
     */
    public static SampleEvent of(String... pathsAndValues) {
        return new SampleEvent(Map.of()).with(pathsAndValues);
    }

    /** The same event, of which more is known. */
    public SampleEvent with(String... pathsAndValues) {
        Map<String, String> more = new LinkedHashMap<>(fields);
        for (int i = 0; i < pathsAndValues.length; i += 2) {
            more.put(pathsAndValues[i], pathsAndValues[i + 1]);
        }
        return new SampleEvent(more);
    }

    /** What is said of a field; empty if nothing is. */
    public Optional<String> field(String path) {
        return Optional.ofNullable(fields.get(path));
    }

    /** As the API server writes it. */
    public String line() {
        return line;
    }

    private static String write(Map<String, String> fields) {
        String code = fields.getOrDefault("responseStatus.code", "200");
        return "{\"kind\":\"Event\",\"apiVersion\":\"audit.k8s.io/v1\",\"level\":\"Metadata\","
                + "\"auditID\":\"5c8c9d2e-3f0b-4a55-9a5e-6c1f0d0f7a11\",\"stage\":\""
                + fields.getOrDefault("stage", "ResponseComplete")
                + "\",\"requestURI\":\""
                + fields.getOrDefault("requestURI", uri(fields))
                + "\",\"verb\":\""
                + fields.getOrDefault("verb", "get")
                + "\",\"user\":{\"username\":\""
                + fields.getOrDefault("user.username", "alice@example.com")
                + "\",\"groups\":[\"system:authenticated\"]},\"sourceIPs\":[\"203.0.113.7\"],\"userAgent\":\""
                + fields.getOrDefault("userAgent", "kubectl/v1.31.0 (linux/amd64) kubernetes/9edcffc")
                + "\",\"objectRef\":{"
                + objectRef(fields)
                + "},\"responseStatus\":{\"metadata\":{}"
                + (code.isEmpty() ? "" : ",\"code\":" + code)
                + "},\"requestReceivedTimestamp\":\"2026-11-27T09:15:00.000000Z\",\"stageTimestamp\":"
                + "\"2026-11-27T09:15:00.010000Z\",\"annotations\":{\"authorization.k8s.io/decision\":\""
                + fields.getOrDefault(Field.DECISION.jsonPath(), "allow")
                + "\",\"authorization.k8s.io/reason\":\"\"}}";
    }

    private static String objectRef(Map<String, String> fields) {
        Map<String, String> reference = new LinkedHashMap<>();
        reference.put("resource", fields.getOrDefault("objectRef.resource", "pods"));
        reference.put("namespace", fields.getOrDefault("objectRef.namespace", "shop"));
        reference.put("name", fields.getOrDefault("objectRef.name", "web-0"));
        reference.put("apiVersion", "v1");
        reference.put("subresource", fields.getOrDefault("objectRef.subresource", ""));
        return reference.entrySet().stream()
                .filter(entry -> !entry.getValue().isEmpty())
                .map(entry -> "\"" + entry.getKey() + "\":\"" + entry.getValue() + "\"")
                .collect(Collectors.joining(","));
    }

    private static String uri(Map<String, String> fields) {
        String verb = fields.getOrDefault("verb", "get");
        String subresource = fields.getOrDefault("objectRef.subresource", "");
        boolean isNamed = !Arrays.asList("list", "watch", "deletecollection").contains(verb)
                && !(verb.equals("create") && subresource.isEmpty());
        String name = fields.getOrDefault("objectRef.name", "web-0");
        return "/api/v1/namespaces/"
                + fields.getOrDefault("objectRef.namespace", "shop")
                + "/"
                + fields.getOrDefault("objectRef.resource", "pods")
                + (isNamed && !name.isEmpty() ? "/" + name : "")
                + (subresource.isEmpty() ? "" : "/" + subresource)
                + query(verb, subresource);
    }

    private static String query(String verb, String subresource) {
        return switch (subresource) {
            case "exec" -> "?command=sh\\u0026container=web\\u0026stdin=true\\u0026stdout=true\\u0026tty=true";
            case "attach" -> "?container=web\\u0026stdin=true\\u0026stdout=true\\u0026tty=true";
            case "log" -> "?container=web";
            default -> verb.equals("watch") ? "?watch=true" : "";
        };
    }
}
