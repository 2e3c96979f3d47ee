package io.auditrules.scenario;

import io.auditrules.rule.Field;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/**
 * Writes what the audit log of a kube-apiserver (Kubernetes 1.34) says of a request: all that is not known of an event is
 * filled in as for a request that an administrator makes with kubectl.
 */
final class ApiServer {
    private static final DateTimeFormatter MICROSECONDS = DateTimeFormatter.ofPattern(
                    "uuuu-MM-dd'T'HH:mm:ss.SSSSSS'Z'", Locale.ROOT)
            .withZone(ZoneOffset.UTC);
    private static final Duration UNTIL_FIRST_STAGE = Duration.ofMillis(20);
    private static final Duration USUAL_LENGTH = Duration.ofSeconds(1);
    private static final Set<String> CONNECTIONS = Set.of("exec", "attach", "portforward");
    /** Beside watches, these answer as long as they run: {@code LongRunningFunc} of the kube-apiserver. */
    private static final Set<String> LONG_RUNNING = Set.of("exec", "attach", "portforward", "proxy", "log");

    private static final Set<String> WITHOUT_NAME = Set.of("create", "list", "watch", "deletecollection");
    private static final List<String> ORDER = List.of(
            "kind",
            "apiVersion",
            "level",
            "auditID",
            "stage",
            "requestURI",
            "verb",
            "user",
            "impersonatedUser",
            "authenticationMetadata",
            "sourceIPs",
            "userAgent",
            "objectRef",
            "responseStatus",
            "requestObject",
            "responseObject",
            "requestReceivedTimestamp",
            "stageTimestamp",
            "annotations");

    private static final List<String> ORDER_OF_USER = List.of("username", "uid", "groups", "extra");
    private static final List<String> ORDER_OF_OBJECT =
            List.of("resource", "namespace", "name", "uid", "apiGroup", "apiVersion", "resourceVersion", "subresource");

    private final AuditEvent event;
    private final Instant at;
    private final Map<String, Object> tree = new LinkedHashMap<>();

    private ApiServer(AuditEvent event, Instant at) {
        this.event = event;
        this.at = at;
    }

    /** An event of one stage. */
    record Stage(Instant at, Map<String, Object> event) {}

    /**
     * All stages that are logged of a request; OpenShift and most others omit {@code RequestReceived}.
     *
     * @param at when the first is written
     * @param id what makes its {@code auditID} different from others
     */
    static List<Stage> log(AuditEvent event, Instant at, String id) {
        ApiServer server = new ApiServer(event, at);
        event.fields().forEach((field, value) -> put(server.tree, field.path(), value));
        server.fillIn(id);
        return server.stages();
    }

    private void fillIn(String id) {
        boolean isOfResource = !event.fields().containsKey(Field.REQUEST_URI)
                || event.fields().keySet().stream()
                        .anyMatch(field -> field.path().get(0).equals("objectRef"));
        String subresource = text(Field.SUBRESOURCE);
        otherwise(Field.VERB, "get");
        if (isOfResource) {
            otherwise(Field.RESOURCE, "pods");
            otherwise(Field.API_VERSION, "v1");
        }
        String verb = text(Field.VERB);
        otherwise(Field.CODE, usualCode(verb, subresource));
        long code = tree.get("responseStatus") instanceof Map<?, ?> status && status.get("code") instanceof Long number
                ? number
                : 0;
        otherwise(Field.DECISION, code == 403 ? "forbid" : "allow");
        otherwise(Field.annotation("authorization.k8s.io/reason"), "");
        if (isOfResource) {
            otherwise(Field.REQUEST_URI, uri(verb, subresource));
        }
        boolean isRefused = text(Field.DECISION).equals("forbid");
        if (isRefused
                && verb.equals("create")
                && subresource.isEmpty()
                && tree.get("objectRef") instanceof Map<?, ?> ref) {
            // The name stands in the body, which is not read before the request is allowed.
            ref.remove("name");
        }
        otherwise(
                Field.AUDIT_ID,
                UUID.nameUUIDFromBytes(id.getBytes(StandardCharsets.UTF_8)).toString());
        otherwise(Field.USER, "system:admin");
        otherwise(Field.GROUPS, groups(text(Field.USER)));
        otherwise(Field.SOURCE_IPS, List.of("10.0.0.1"));
        otherwise(Field.USER_AGENT, "kubectl/v1.34.1 (linux/amd64) kubernetes/93248f9");
        answer(code, verb, subresource);
        tree.computeIfPresent("user", (key, user) -> ordered(user, ORDER_OF_USER));
        tree.computeIfPresent("impersonatedUser", (key, user) -> ordered(user, ORDER_OF_USER));
        tree.computeIfPresent("objectRef", (key, object) -> ordered(object, ORDER_OF_OBJECT));
        tree.put("kind", "Event");
        tree.put("apiVersion", "audit.k8s.io/v1");
        tree.putIfAbsent(
                "level",
                tree.containsKey("responseObject")
                        ? "RequestResponse"
                        : tree.containsKey("requestObject") ? "Request" : "Metadata");
    }

    private static long usualCode(String verb, String subresource) {
        if (CONNECTIONS.contains(subresource)) {
            return 101;
        }
        return verb.equals("create") ? 201 : 200;
    }

    private String uri(String verb, String subresource) {
        String group = text(Field.API_GROUP);
        StringBuilder uri = new StringBuilder(group.isEmpty() ? "/api" : "/apis/" + group)
                .append('/')
                .append(text(Field.API_VERSION));
        String resource = text(Field.RESOURCE);
        String namespace = text(Field.NAMESPACE);
        if (!namespace.isEmpty() && !resource.equals("namespaces")) {
            uri.append("/namespaces/").append(namespace);
        }
        uri.append('/').append(resource);
        String name = text(Field.NAME);
        if (!name.isEmpty() && (!WITHOUT_NAME.contains(verb) || !subresource.isEmpty())) {
            uri.append('/').append(name);
        }
        if (!subresource.isEmpty()) {
            uri.append('/').append(subresource);
        }
        return uri + query(verb, subresource);
    }

    private String query(String verb, String subresource) {
        if (verb.equals("watch")) {
            return "?allowWatchBookmarks=true&watch=true";
        }
        if (!subresource.equals("exec") && !subresource.equals("attach")) {
            return "";
        }
        List<String> parameters = new ArrayList<>();
        if (subresource.equals("exec")) {
            List<String> words = event.command().isEmpty() ? List.of("sh") : event.command();
            words.forEach(word -> parameters.add("command=" + URLEncoder.encode(word, StandardCharsets.UTF_8)));
        }
        parameters.addAll(List.of("container=main", "stdin=true", "stdout=true", "tty=true"));
        return "?" + String.join("&", parameters);
    }

    private static List<String> groups(String user) {
        if (user.equals("system:admin")) {
            return List.of("system:masters", "system:authenticated");
        }
        String prefix = "system:serviceaccount:";
        if (user.startsWith(prefix) && user.indexOf(':', prefix.length()) > 0) {
            String namespace = user.substring(prefix.length(), user.indexOf(':', prefix.length()));
            return List.of("system:serviceaccounts", "system:serviceaccounts:" + namespace, "system:authenticated");
        }
        return user.startsWith("system:node:")
                ? List.of("system:nodes", "system:authenticated")
                : List.of("system:authenticated");
    }

    private void answer(long code, String verb, String subresource) {
        if (!(tree.get("responseStatus") instanceof Map<?, ?> said) || !(said.get("code") instanceof Long)) {
            return;
        }
        Map<String, Object> status = new LinkedHashMap<>();
        status.put("metadata", Map.of());
        if (code >= 400) {
            status.put("status", "Failure");
            if (code == 403) {
                status.put("message", refusal(verb, subresource));
            }
            status.put("reason", reason(code));
            if (code == 403 && !text(Field.RESOURCE).isEmpty()) {
                status.put("details", details());
            }
        }
        said.forEach((key, value) -> status.put((String) key, value));
        Object last = status.remove("code");
        if (last != null) {
            status.put("code", last);
        }
        tree.put("responseStatus", status);
    }

    /** {@code responsewriters.Forbidden} of the API server. */
    private String refusal(String verb, String subresource) {
        String user = "User \"" + text(Field.USER) + "\" cannot " + verb;
        String kind = text(Field.RESOURCE);
        if (kind.isEmpty()) {
            return "forbidden: " + user + " path \"" + text(Field.REQUEST_URI).replaceFirst("\\?.*", "") + "\"";
        }
        String resource = kind + (subresource.isEmpty() ? "" : "/" + subresource);
        String group = text(Field.API_GROUP);
        String namespace = text(Field.NAMESPACE);
        String name = text(Field.NAME);
        return kind + (group.isEmpty() ? "" : "." + group) + (name.isEmpty() ? "" : " \"" + name + "\"")
                + " is forbidden: " + user + " resource \"" + resource + "\" in API group \"" + group + "\""
                + (namespace.isEmpty() ? " at the cluster scope" : " in the namespace \"" + namespace + "\"");
    }

    private Map<String, Object> details() {
        Map<String, Object> details = new LinkedHashMap<>();
        details.put("name", text(Field.NAME));
        details.put("group", text(Field.API_GROUP));
        details.put("kind", text(Field.RESOURCE));
        details.values().removeIf(""::equals);
        return details;
    }

    private static String reason(long code) {
        return switch ((int) code) {
            case 400 -> "BadRequest";
            case 401 -> "Unauthorized";
            case 403 -> "Forbidden";
            case 404 -> "NotFound";
            case 405 -> "MethodNotAllowed";
            case 409 -> "Conflict";
            case 422 -> "Invalid";
            case 429 -> "TooManyRequests";
            default -> "InternalError";
        };
    }

    private List<Stage> stages() {
        String stage = text(Field.STAGE);
        if (!stage.isEmpty()) {
            return List.of(stage(stage, at));
        }
        if (text(Field.VERB).equals("watch") || LONG_RUNNING.contains(text(Field.SUBRESOURCE))) {
            return List.of(
                    stage("ResponseStarted", at),
                    stage("ResponseComplete", at.plus(event.lasts().orElse(USUAL_LENGTH))));
        }
        return List.of(stage("ResponseComplete", at));
    }

    private Stage stage(String name, Instant time) {
        Map<String, Object> whole = new LinkedHashMap<>(tree);
        whole.put("stage", name);
        whole.putIfAbsent("requestReceivedTimestamp", MICROSECONDS.format(at.minus(UNTIL_FIRST_STAGE)));
        whole.putIfAbsent("stageTimestamp", MICROSECONDS.format(time));
        return new Stage(time, ordered(whole, ORDER));
    }

    /** As Go writes the fields of a struct; keys that it does not have come last. */
    private static Map<String, Object> ordered(Object map, List<String> order) {
        Map<?, ?> all = (Map<?, ?>) map;
        Map<String, Object> ordered = new LinkedHashMap<>();
        order.stream().filter(all::containsKey).forEach(key -> ordered.put(key, all.get(key)));
        all.forEach((key, value) -> ordered.putIfAbsent((String) key, value));
        return ordered;
    }

    private String text(Field field) {
        Object value = tree;
        for (String step : field.path()) {
            value = value instanceof Map<?, ?> map && map.containsKey(step) ? map.get(step) : "";
        }
        return value instanceof String text ? text : "";
    }

    private void otherwise(Field field, Object value) {
        if (!event.fields().containsKey(field)) {
            put(tree, field.path(), value);
        }
    }

    @SuppressWarnings("unchecked") // maps in the tree are those made here
    private static void put(Map<String, Object> tree, List<String> path, Object value) {
        Map<String, Object> node = tree;
        for (String step : path.subList(0, path.size() - 1)) {
            Object child = node.get(step);
            Map<String, Object> next =
                    child instanceof Map<?, ?> map ? (Map<String, Object>) map : new LinkedHashMap<>();
            node.put(step, next);
            node = next;
        }
        node.putIfAbsent(path.get(path.size() - 1), copy(value));
    }

    /** Of its own, because more is put into it. */
    private static Object copy(Object value) {
        if (value instanceof Map<?, ?> map) {
            Map<String, Object> copy = new LinkedHashMap<>();
            map.forEach((key, element) -> copy.put((String) key, copy(element)));
            return copy;
        }
        return value;
    }
}
