package io.auditrules.catalogue.cluster;

import io.auditrules.event.Entry;
import io.auditrules.event.Labels;
import io.auditrules.json.JsonWriter;
import io.auditrules.rule.AuditLevel;
import io.auditrules.rule.AuditProfile;
import io.auditrules.scenario.Body;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Consumer;

/** What the API servers write, as the collector hands it to Loki. */
final class AuditLog {
    private static final DateTimeFormatter MICROSECONDS = DateTimeFormatter.ofPattern(
                    "uuuu-MM-dd'T'HH:mm:ss.SSSSSS'Z'", Locale.ROOT)
            .withZone(ZoneOffset.UTC);
    private static final String CLUSTER = "f1b0b4a2-7a1c-4e0e-9d54-2b8f6c1d3e07";
    private static final List<String> MASTERS =
            List.of("master-0.ocp.example.com", "master-1.ocp.example.com", "master-2.ocp.example.com");

    private final Agenda agenda;
    private final AuditProfile profile;
    private final Body form;
    private final Consumer<Entry> out;
    private final Map<String, Labels[]> labels = new TreeMap<>();
    private long version = 184_220_917;
    private boolean breaksNext;

    AuditLog(Agenda agenda, AuditProfile profile, Body form, Consumer<Entry> out) {
        this.agenda = agenda;
        this.profile = profile;
        this.form = form;
        this.out = out;
    }

    /** A {@code resourceVersion} that was not there before. */
    String nextVersion() {
        version += 1 + agenda.below(9);
        return Long.toString(version);
    }

    String uid() {
        return new UUID((agenda.nextLong() & ~0xf000L) | 0x4000L, (agenda.nextLong() >>> 2) | (1L << 63)).toString();
    }

    /** The next line breaks off. */
    void breakNext() {
        breaksNext = true;
    }

    /** A request is made now; its events follow when they are due. */
    void write(Request request) {
        Writing writing = new Writing(request, uid(), agenda.pick(MASTERS), uid(), nextVersion());
        Duration work = Duration.ofNanos(1000L * (1_500 + agenda.below(12_000)));
        Kind kind = request.kind;
        if (kind != null && kind.isAggregated()) {
            // the kube-apiserver hands the request on without reading it, and is done a little later
            write(writing, "openshiftAPI", work);
            write(writing, "kubeAPI", work.plusNanos(700_000));
        } else {
            write(writing, kind == null && isOfLogin(request) ? "openshiftAPI" : "kubeAPI", work);
        }
    }

    private static boolean isOfLogin(Request request) {
        return request.uri().startsWith("/oauth/") || request.uri().startsWith("/login");
    }

    private record Writing(Request request, String auditId, String master, String uid, String version) {}

    private void write(Writing writing, String source, Duration work) {
        Instant received = agenda.now();
        Duration until = work;
        for (String stage : writing.request().stages()) {
            agenda.after(until, () -> {
                Map<String, Object> event = event(writing, source, stage, received);
                out(source, writing.master(), form.line(event, agenda.now()));
            });
            until = until.plus(writing.request().lasts).plusMillis(1);
        }
    }

    private Map<String, Object> event(Writing writing, String source, String stage, Instant received) {
        Request request = writing.request();
        Kind kind = request.kind;
        boolean isHandedOn = kind != null && kind.isAggregated() && source.equals("kubeAPI");
        boolean hasBodies = kind != null
                && profile.levelOf(request.verb, kind.group(), kind.resource(), request.subresource)
                        .filter(level -> level.isAtLeast(AuditLevel.REQUEST))
                        .isPresent();
        Actor impersonated = request.impersonated;
        Map<String, Object> event = new LinkedHashMap<>();
        event.put("kind", "Event");
        event.put("apiVersion", "audit.k8s.io/v1");
        event.put("level", hasBodies ? "RequestResponse" : "Metadata");
        event.put("auditID", writing.auditId());
        event.put("stage", stage);
        event.put("requestURI", request.uri());
        event.put("verb", request.verb);
        event.put("user", request.actor.user());
        if (impersonated != null) {
            event.put("impersonatedUser", impersonated.user());
        }
        event.put(
                "sourceIPs",
                kind != null && kind.isAggregated() && !isHandedOn
                        ? List.of(request.actor.address(), "10.128.0.2")
                        : List.of(request.actor.address()));
        event.put("userAgent", request.actor.agent());
        boolean isBodyRead = !request.isForbidden() && !isHandedOn;
        if (kind != null) {
            event.put("objectRef", request.objectRef(isBodyRead, writing.uid(), writing.version()));
        }
        event.put("responseStatus", request.responseStatus());
        if (hasBodies && isBodyRead && kind != null) {
            addBodies(event, request, kind, writing);
        }
        event.put("requestReceivedTimestamp", MICROSECONDS.format(received));
        event.put("stageTimestamp", MICROSECONDS.format(agenda.now()));
        if (request.code != 401) {
            event.put("annotations", annotations(request, isHandedOn));
        }
        return event;
    }

    private static void addBodies(Map<String, Object> event, Request request, Kind kind, Writing writing) {
        Map<String, Object> sent = request.sent;
        if (sent.isEmpty()) {
            sent = switch (request.verb) {
                case "delete", "deletecollection" ->
                    Bodies.of("kind", "DeleteOptions", "apiVersion", "v1", "propagationPolicy", "Background");
                case "patch" ->
                    Map.of("metadata", Map.of("annotations", Map.of("example.com/seen", writing.version())));
                default -> Bodies.object(kind, request.namespace, request.name, Map.of());
            };
        }
        event.put("requestObject", sent);
        Map<String, Object> got = request.got;
        if (request.code >= 400) {
            got = Bodies.merged(Bodies.of("kind", "Status", "apiVersion", "v1"), request.responseStatus());
        } else if (got.isEmpty()) {
            got = sent.containsKey("kind") && !sent.get("kind").equals("DeleteOptions")
                    ? sent
                    : Bodies.object(kind, request.namespace, request.name, Map.of());
        }
        event.put("responseObject", request.code >= 400 ? got : Bodies.stored(got, writing.uid(), writing.version()));
    }

    private static Map<String, Object> annotations(Request request, boolean isHandedOn) {
        Map<String, Object> annotations = isHandedOn ? new TreeMap<>() : new TreeMap<>(request.annotations);
        annotations.put("authorization.k8s.io/decision", request.isForbidden() ? "forbid" : "allow");
        annotations.put(
                "authorization.k8s.io/reason",
                request.isForbidden() || request.annotations.containsKey("authentication.openshift.io/decision")
                        ? ""
                        : request.actor.reason());
        return annotations;
    }

    /** A line of auditd or OVN, which know no JSON. */
    void line(String source, String text) {
        String master = agenda.pick(MASTERS);
        out(
                source,
                master,
                form == Body.AUDIT
                        ? text
                        : JsonWriter.write(
                                new TreeMap<>(Map.of(
                                        "@timestamp", agenda.now().toString(),
                                        "hostname", master,
                                        "log_source", source,
                                        "log_type", "audit",
                                        "message", text)),
                                JsonWriter.Escapes.NEEDED));
    }

    private void out(String source, String master, String line) {
        String whole = line;
        if (breaksNext) {
            breaksNext = false;
            whole = line.substring(0, 1 + agenda.below(line.length() - 1));
        }
        Labels[] streamAndMetadata = labels.computeIfAbsent(source + master, key -> labels(source, master));
        out.accept(new Entry(agenda.now(), streamAndMetadata[0], streamAndMetadata[1], whole));
    }

    private Labels[] labels(String source, String master) {
        Map<String, String> stream = new TreeMap<>(Map.of("log_type", "audit", "openshift_log_type", "audit"));
        Map<String, String> node = Map.of("kubernetes_host", master, "k8s_node_name", master);
        if (form == Body.VIAQ) {
            stream.putAll(node);
            return new Labels[] {Labels.of(stream), Labels.EMPTY};
        }
        stream.putAll(Map.of("log_source", source, "openshift_log_source", source, "openshift_cluster_uid", CLUSTER));
        return new Labels[] {Labels.of(stream), Labels.of(node)};
    }
}
