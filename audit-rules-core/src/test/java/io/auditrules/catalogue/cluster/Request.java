package io.auditrules.catalogue.cluster;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** A request to an API server. */
final class Request {
    private static final Set<String> WITHOUT_NAME = Set.of("create", "list", "watch", "deletecollection");
    private static final Set<String> LONG_RUNNING = Set.of("exec", "attach", "portforward", "proxy", "log");

    final Actor actor;
    final String verb;
    /** Null for what is no object. */
    final @Nullable Kind kind;

    final Map<String, String> annotations = new TreeMap<>();
    String namespace = "";
    String name = "";
    String subresource = "";
    int code;
    Duration lasts = Duration.ZERO;
    /** What the client sent and what it got, where they are known. */
    Map<String, Object> sent = Map.of();

    Map<String, Object> got = Map.of();

    @Nullable
    Actor impersonated;

    private String uri = "";
    private String query = "";
    private String reason = "";
    private String message = "";
    private boolean hasGeneratedName;

    Request(Actor actor, String verb, Kind kind) {
        this.actor = actor;
        this.verb = verb;
        this.kind = kind;
        this.code = verb.equals("create") ? 201 : 200;
    }

    Request(Actor actor, String verb, String uri) {
        this.actor = actor;
        this.verb = verb;
        this.kind = null;
        this.uri = uri;
        this.code = 200;
    }

    Request in(String namespaceOfIt) {
        namespace = namespaceOfIt;
        return this;
    }

    Request named(String nameOfIt) {
        name = nameOfIt;
        return this;
    }

    /** The API server finds a name, which the event therefore lacks. */
    Request withGeneratedName() {
        hasGeneratedName = true;
        return this;
    }

    Request sub(String subresourceOfIt) {
        subresource = subresourceOfIt;
        return this;
    }

    /** Behind the question mark of the URI. */
    Request with(String queryOfIt) {
        query = queryOfIt;
        return this;
    }

    /** It is answered, but not with success. */
    Request refused(int codeOfIt, String why, String words) {
        code = codeOfIt;
        reason = why;
        message = words;
        return this;
    }

    Request answered(int codeOfIt) {
        code = codeOfIt;
        return this;
    }

    Request lasting(Duration duration) {
        lasts = duration;
        return this;
    }

    Request note(String annotation, String value) {
        annotations.put(annotation, value);
        return this;
    }

    Request as(Actor other) {
        impersonated = other;
        return this;
    }

    Request sending(Map<String, Object> body) {
        sent = body;
        return this;
    }

    Request getting(Map<String, Object> body) {
        got = body;
        return this;
    }

    /** The authorizer said no. */
    boolean isForbidden() {
        return code == 403 && message.contains("cannot");
    }

    /** The user has no right to it. */
    Request forbidden() {
        Kind of = kind;
        String what = of == null
                ? "path \"" + uri + "\""
                : "resource \"" + of.resource() + (subresource.isEmpty() ? "" : "/" + subresource)
                        + "\" in API group \"" + of.group() + "\""
                        + (namespace.isEmpty() ? " at the cluster scope" : " in the namespace \"" + namespace + "\"");
        String object = of == null
                ? "forbidden: "
                : of.resource() + (of.group().isEmpty() ? "" : "." + of.group())
                        + (name.isEmpty() ? "" : " \"" + name + "\"") + " is forbidden: ";
        return refused(403, "Forbidden", object + "User \"" + actor.name() + "\" cannot " + verb + " " + what);
    }

    Request notFound() {
        return refused(404, "NotFound", resourceWords() + " \"" + name + "\" not found");
    }

    Request conflict() {
        return refused(
                409,
                "Conflict",
                "Operation cannot be fulfilled on " + resourceWords() + " \"" + name
                        + "\": the object has been modified; please apply your changes to the latest version and try"
                        + " again");
    }

    private String resourceWords() {
        Kind of = kind;
        return of == null ? uri : of.resource() + (of.group().isEmpty() ? "" : "." + of.group());
    }

    boolean isLongRunning() {
        return verb.equals("watch") || LONG_RUNNING.contains(subresource);
    }

    String uri() {
        Kind of = kind;
        if (of == null) {
            return uri;
        }
        StringBuilder path = new StringBuilder(of.path());
        if (!namespace.isEmpty() && !of.resource().equals("namespaces")) {
            path.append("/namespaces/").append(namespace);
        }
        path.append('/').append(of.resource());
        if (!name.isEmpty() && (!WITHOUT_NAME.contains(verb) || !subresource.isEmpty())) {
            path.append('/').append(name);
        }
        if (!subresource.isEmpty()) {
            path.append('/').append(subresource);
        }
        return query.isEmpty()
                ? path.toString()
                : path.append('?').append(query).toString();
    }

    /**
     * What the request is about.
     *
     * @param isBodyRead whether the server has read the body, where the name of a new object stands
     * @param version of the object that the client changes
     */
    Map<String, Object> objectRef(boolean isBodyRead, String uid, String version) {
        Kind of = Objects.requireNonNull(kind);
        Map<String, Object> ref = new LinkedHashMap<>();
        ref.put("resource", of.resource());
        boolean isNew = verb.equals("create") && subresource.isEmpty();
        // a namespace lies in itself, once it is there
        String place = of.resource().equals("namespaces") ? (isNew ? "" : name) : namespace;
        if (!place.isEmpty()) {
            ref.put("namespace", place);
        }
        if (!name.isEmpty() && !hasGeneratedName && (!isNew || isBodyRead)) {
            ref.put("name", name);
        }
        boolean isWhole = verb.equals("update") && isBodyRead;
        if (isWhole) {
            ref.put("uid", uid);
        }
        if (!of.group().isEmpty()) {
            ref.put("apiGroup", of.group());
        }
        ref.put("apiVersion", of.version());
        if (isWhole) {
            ref.put("resourceVersion", version);
        }
        if (!subresource.isEmpty()) {
            ref.put("subresource", subresource);
        }
        return ref;
    }

    Map<String, Object> responseStatus() {
        Map<String, Object> status = new LinkedHashMap<>();
        status.put("metadata", Map.of());
        if (code >= 400) {
            status.put("status", "Failure");
            status.put("message", message);
            status.put("reason", reason);
            Map<String, Object> details = new LinkedHashMap<>();
            Kind of = kind;
            if (of != null && code != 401) {
                if (!name.isEmpty()) {
                    details.put("name", name);
                }
                if (!of.group().isEmpty()) {
                    details.put("group", of.group());
                }
                details.put("kind", of.resource());
                status.put("details", details);
            }
        }
        status.put("code", code);
        return status;
    }

    /** The stages that are logged. */
    List<String> stages() {
        if (code == 401) {
            return List.of("ResponseStarted");
        }
        List<String> stages = new ArrayList<>();
        if (isLongRunning()) {
            stages.add("ResponseStarted");
        }
        stages.add("ResponseComplete");
        return stages;
    }
}
