package io.auditrules.catalogue.cluster;

import io.auditrules.event.Entry;
import io.auditrules.rule.AuditProfile;
import io.auditrules.scenario.Body;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * An OpenShift cluster of three masters and four workers on a day on which nothing special happens. Who is who and what they do
 * is made up from how OpenShift 4.20 is built; how often they do it is far less than in a real cluster, so that a day is small.
 */
public final class Cluster {
    private static final String SUFFIX_LETTERS = "bcdfghjklmnpqrstvwxz2456789";

    final Agenda agenda;
    final AuditLog log;
    final List<Node> masters;
    final List<Node> workers;
    private final Map<String, Actor> pods = new HashMap<>();

    /**
     * @param form how events are written
     * @param day midnight
     * @param begin the first moment, perhaps before
     * @param out gets the log in the order of its times
     */
    public Cluster(
            long seed, AuditProfile profile, Body form, Instant day, Instant begin, Instant end, Consumer<Entry> out) {
        agenda = new Agenda(seed, day, begin, end);
        log = new AuditLog(agenda, profile, form, out);
        masters = nodes("master", 3, 10);
        workers = nodes("worker", 4, 20);
        Controllers controllers = new Controllers(this);
        new ControlPlane(this).live();
        new Nodes(this, controllers).live();
        new Operators(this, controllers).live();
        new Automation(this, controllers).live();
        new Logins(this).live();
        new People(this, controllers).live();
        new Noise(this).live();
    }

    private static List<Node> nodes(String role, int count, int address) {
        List<Node> nodes = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            nodes.add(Node.of(role + "-" + i + ".ocp.example.com", "10.0.0." + (address + i)));
        }
        return List.copyOf(nodes);
    }

    /** Lets the next thing happen, if there is one before the end. */
    public boolean step() {
        return agenda.step();
    }

    List<Node> nodes() {
        List<Node> all = new ArrayList<>(masters);
        all.addAll(workers);
        return all;
    }

    /** A pod of the platform or of somebody else that talks to the API. */
    Actor pod(String namespace, String account, String agent, String role) {
        return pods.computeIfAbsent(namespace + "/" + account + "/" + agent, key -> {
            boolean isOperator = namespace.startsWith("openshift-");
            Node node = isOperator
                    ? masters.get(Math.floorMod(key.hashCode(), masters.size()))
                    : workers.get(Math.floorMod(key.hashCode(), workers.size()));
            String address =
                    "10.128." + Math.floorMod(key.hashCode(), 4) * 2 + "." + (2 + Math.floorMod(key.hashCode(), 250));
            return Actor.pod(namespace, account, agent, node.name(), address, role);
        });
    }

    /** A controller of the kube-controller-manager. */
    Actor controller(String name) {
        return pods.computeIfAbsent(
                "kube-system/" + name,
                key -> Actor.controller(name, masters.get(0).address()));
    }

    void does(Request request) {
        log.write(request);
    }

    /** The end of a generated name. */
    String suffix() {
        StringBuilder suffix = new StringBuilder();
        for (int i = 0; i < 5; i++) {
            suffix.append(SUFFIX_LETTERS.charAt(agenda.below(SUFFIX_LETTERS.length())));
        }
        return suffix.toString();
    }

    /** The query of a list in pages. */
    static String pages() {
        return "limit=500";
    }

    static String selecting(String labels) {
        return "labelSelector=" + URLEncoder.encode(labels, StandardCharsets.UTF_8) + "&limit=500";
    }

    /** A watch as client-go's reflectors have it, for five to ten minutes; then the next. */
    void watches(Actor actor, String resource, String namespace) {
        agenda.after(agenda.upTo(Duration.ofMinutes(10)), () -> watchOn(actor, resource, namespace, ""));
    }

    /** A watch of one object, as kubelets have for what their pods mount. */
    void watchesOne(Actor actor, String resource, String namespace, String name) {
        agenda.after(agenda.upTo(Duration.ofMinutes(10)), () -> watchOn(actor, resource, namespace, name));
    }

    private void watchOn(Actor actor, String resource, String namespace, String name) {
        Duration length = Duration.ofSeconds(300 + agenda.below(300));
        String field = name.isEmpty() ? "" : "&fieldSelector=metadata.name%3D" + name;
        does(actor.does("watch", resource)
                .in(namespace)
                .named(name)
                .with("allowWatchBookmarks=true" + field + "&resourceVersion=" + log.nextVersion() + "&timeoutSeconds="
                        + length.toSeconds() + "&watch=true")
                .lasting(length));
        agenda.after(length.plusMillis(3), () -> watchOn(actor, resource, namespace, name));
    }

    /** Renews a lease again and again; now and then somebody else was faster. */
    void leads(Actor actor, String namespace, String lease, Duration period) {
        agenda.every(period, () -> {
            Request renewal =
                    actor.does("update", "leases").in(namespace).named(lease).sending(lease(namespace, lease, actor));
            does(agenda.chance(1, 4000) ? renewal.conflict() : renewal);
        });
    }

    private Map<String, Object> lease(String namespace, String name, Actor holder) {
        return Bodies.object(
                Kind.of("leases"),
                namespace,
                name,
                Map.of(
                        "spec",
                        Bodies.of(
                                "holderIdentity",
                                holder.name(),
                                "leaseDurationSeconds",
                                137,
                                "renewTime",
                                agenda.now().toString(),
                                "leaseTransitions",
                                4)));
    }

    /** Tells of something by an Event, again by changing the one that is there. */
    void tells(Actor actor, String namespace, String about, boolean isNew) {
        String name = about + "." + Integer.toHexString(about.hashCode() | 1 << 30) + "0b1";
        Request request = actor.does(isNew ? "create" : "patch", "events").in(namespace);
        does(isNew ? request.named(name) : request.named(name).sending(Bodies.of("count", 2 + agenda.below(40))));
    }

    void reviews(Actor actor, boolean isOfToken) {
        if (isOfToken) {
            does(actor.does("create", "tokenreviews"));
        } else {
            does(actor.does("create", "subjectaccessreviews")
                    .sending(Bodies.object(
                            Kind.of("subjectaccessreviews"),
                            "",
                            "",
                            Map.of(
                                    "spec",
                                    Bodies.of(
                                            "resourceAttributes",
                                            Bodies.of(
                                                    "verb",
                                                    "get",
                                                    "version",
                                                    "v1",
                                                    "resource",
                                                    "nodes",
                                                    "subresource",
                                                    "metrics"),
                                            "user",
                                            "system:serviceaccount:openshift-monitoring:prometheus-k8s",
                                            "groups",
                                            List.of("system:serviceaccounts", "system:authenticated"))))));
        }
    }
}
