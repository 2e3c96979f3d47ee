package io.auditrules.catalogue.cluster;

import io.auditrules.catalogue.cluster.Workload.Powers;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What the controllers, the scheduler and the nodes do so that there are the pods that somebody wants. */
final class Controllers {
    private final Cluster cluster;
    private final Actor scheduler;
    private final Actor network;
    private final Map<String, Deque<String>> running = new HashMap<>();
    private final Map<String, Integer> revisions = new HashMap<>();
    /** Deployments whose pods are being replaced. */
    private final Set<Workload> rolling = new HashSet<>();

    Controllers(Cluster cluster) {
        this.cluster = cluster;
        this.scheduler = Actor.component(
                "kube-scheduler", "kube-scheduler", cluster.masters.get(1).address());
        this.network = cluster.pod(
                "openshift-ovn-kubernetes",
                "ovn-kubernetes-control-plane",
                "ovnkube-cluster-manager/v0.0.0 (linux/amd64) kubernetes/$Format",
                "openshift-ovn-kubernetes-control-plane");
    }

    /** The names of a workload's pods. */
    List<String> pods(Workload workload) {
        return List.copyOf(of(workload));
    }

    private Deque<String> of(Workload workload) {
        return running.computeIfAbsent(workload.namespace() + "/" + workload.name(), key -> {
            Deque<String> names = new ArrayDeque<>();
            names.add(replicas(workload) + "-" + cluster.suffix());
            names.add(replicas(workload) + "-" + cluster.suffix());
            return names;
        });
    }

    /** The ReplicaSet of a Deployment, or what else the pods are named after. */
    private String replicas(Workload workload) {
        if (!workload.owner().equals("ReplicaSet")) {
            return workload.name();
        }
        int revision = revisions.getOrDefault(workload.name(), 0);
        return workload.name() + "-" + Integer.toHexString((workload.name().hashCode() + 97 * revision) | 1 << 30);
    }

    /** After a Deployment was changed: new pods come, one after the other, and old ones go. */
    void rollOut(Workload workload) {
        if (!rolling.add(workload)) {
            return;
        }
        Actor deployments = cluster.controller("deployment-controller");
        List<String> old = new ArrayList<>(of(workload));
        revisions.merge(workload.name(), 1, Integer::sum);
        String replicaSet = replicas(workload);
        cluster.does(noted(deployments.does("create", "replicasets"), workload)
                .in(workload.namespace())
                .named(replicaSet)
                .sending(Bodies.object(
                        Kind.of("replicasets"),
                        Bodies.of(
                                "name",
                                replicaSet,
                                "namespace",
                                workload.namespace(),
                                "labels",
                                workload.labels(),
                                "ownerReferences",
                                owner("apps/v1", "Deployment", workload.name())),
                        Map.of("spec", Bodies.of("replicas", old.size(), "template", workload.template())))));
        cluster.does(deployments
                .does("update", "deployments")
                .in(workload.namespace())
                .named(workload.name())
                .sub("status"));
        Duration wait = Duration.ofSeconds(1);
        for (String pod : old) {
            cluster.agenda.after(
                    wait, () -> createPod(workload, "replicaset-controller", cluster.agenda.pick(cluster.workers)));
            cluster.agenda.after(wait.plusSeconds(20), () -> {
                scale(workload, deployments);
                deletePod(workload, "replicaset-controller", pod);
            });
            wait = wait.plusSeconds(30);
        }
        cluster.agenda.after(wait, () -> rolling.remove(workload));
    }

    /** More or fewer pods, as somebody has said by {@code deployments/scale}. */
    void scale(Workload workload, Actor deployments) {
        cluster.does(noted(deployments.does("update", "replicasets"), workload)
                .in(workload.namespace())
                .named(replicas(workload))
                .sending(Bodies.object(
                        Kind.of("replicasets"),
                        workload.namespace(),
                        replicas(workload),
                        Map.of("spec", Bodies.of("replicas", 2, "template", workload.template())))));
        cluster.does(cluster.controller("replicaset-controller")
                .does("update", "replicasets")
                .in(workload.namespace())
                .named(replicas(workload))
                .sub("status"));
    }

    /** A template that does not say all that {@code restricted} wants is noted, but not refused. */
    static Request noted(Request request, Workload workload) {
        return workload.isOfPlatform()
                ? request
                : request.note("pod-security.kubernetes.io/audit-violations", workload.violations());
    }

    static List<Object> owner(String apiVersion, String kind, String name) {
        return List.of(Bodies.of(
                "apiVersion",
                apiVersion,
                "kind",
                kind,
                "name",
                name,
                "uid",
                "5f1c2a90-6d3b-4e57-8a11-" + hex(name),
                "controller",
                true,
                "blockOwnerDeletion",
                true));
    }

    private static String hex(String text) {
        return String.format("%012x", text.hashCode() & 0xffffffffL);
    }

    /** A pod comes, from the controller that wants it to the kubelet that runs it. */
    void createPod(Workload workload, String controller, Node node) {
        String pod = createPod(workload, cluster.controller(controller), node);
        of(workload).addLast(pod);
    }

    String createPod(Workload workload, Actor creator, Node node) {
        String prefix = replicas(workload) + "-";
        String pod = prefix + cluster.suffix();
        Map<String, Object> metadata = Bodies.of(
                "generateName", prefix,
                "namespace", workload.namespace(),
                "labels", workload.labels(),
                "ownerReferences", owner("apps/v1", workload.owner(), replicas(workload)));
        cluster.does(admitted(creator.does("create", "pods"), workload)
                .in(workload.namespace())
                .named(pod)
                .withGeneratedName()
                .sending(workload.pod(metadata, false))
                .getting(workload.pod(Bodies.merged(metadata, Bodies.of("name", pod)), true)));
        if (creator.name().startsWith("system:serviceaccount:kube-system:")) {
            cluster.tells(creator, workload.namespace(), replicas(workload), true);
        }
        cluster.agenda.after(Duration.ofMillis(40), () -> start(workload, pod, node));
        return pod;
    }

    /** As admission notes a pod in the audit event. */
    static Request admitted(Request request, Workload workload) {
        Powers powers = workload.powers();
        String level = powers.equals(Powers.NONE) ? "restricted" : "privileged";
        return request.note("pod-security.kubernetes.io/enforce-policy", level + ":latest")
                .note("securitycontextconstraints.admission.openshift.io/chosen", powers.scc())
                .note(
                        "securitycontextconstraints.admission.openshift.io/reason",
                        powers.equals(Powers.NONE)
                                ? "\"restricted-v2\" is the most restrictive not denied by the \"default\" authorizer"
                                : "\"" + powers.scc() + "\" is the only SCC that admits it");
    }

    private void start(Workload workload, String pod, Node node) {
        String namespace = workload.namespace();
        cluster.does(scheduler
                .does("create", "pods")
                .in(namespace)
                .named(pod)
                .sub("binding")
                .sending(Bodies.object(
                        Kind.of("pods"),
                        namespace,
                        pod,
                        Map.of("target", Bodies.of("kind", "Node", "name", node.name())))));
        cluster.tells(scheduler, namespace, pod, true);
        Duration pause = Duration.ofMillis(500);
        cluster.agenda.inTurn(
                pause,
                List.of(
                        () -> status(node, namespace, pod),
                        () -> cluster.does(network.does("patch", "pods")
                                .in(namespace)
                                .named(pod)
                                .sending(Map.of(
                                        "metadata",
                                        Map.of(
                                                "annotations",
                                                Map.of(
                                                        "k8s.ovn.org/pod-networks",
                                                        "{\"default\":{\"ip_addresses\":[\"10.131.0.9/23\"]}}"))))),
                        () -> cluster.does(node.kubelet()
                                .does("create", "serviceaccounts")
                                .in(namespace)
                                .named(workload.account())
                                .sub("token")),
                        () -> cluster.does(
                                node.multus().does("get", "pods").in(namespace).named(pod)),
                        () -> cluster.does(node.multus()
                                .does("patch", "pods")
                                .in(namespace)
                                .named(pod)
                                .sub("status")),
                        () -> cluster.tells(node.kubelet(), namespace, pod, true),
                        () -> status(node, namespace, pod),
                        () -> cluster.tells(node.kubelet(), namespace, pod + ".started", true),
                        () -> serve(workload),
                        () -> status(node, namespace, pod)));
    }

    private void status(Node node, String namespace, String pod) {
        cluster.does(node.kubelet().does("get", "pods").in(namespace).named(pod));
        cluster.does(node.kubelet()
                .does("patch", "pods")
                .in(namespace)
                .named(pod)
                .sub("status")
                .sending(Map.of(
                        "status", Bodies.of("phase", "Running", "podIP", "10.131.0." + cluster.agenda.below(250)))));
    }

    private void serve(Workload workload) {
        if (workload.owner().equals("Job")) {
            return;
        }
        cluster.does(cluster.controller("endpointslice-controller")
                .does("update", "endpointslices")
                .in(workload.namespace())
                .named(workload.name() + "-" + hex(workload.name()).substring(7)));
        cluster.does(cluster.controller("endpoint-controller")
                .does("update", "endpoints")
                .in(workload.namespace())
                .named(workload.name()));
    }

    /** Somebody deletes a pod, and gets another. */
    void replacePod(Workload workload, Actor actor) {
        String pod = cluster.agenda.pick(pods(workload));
        of(workload).remove(pod);
        deletePod(actor, workload, pod, cluster.agenda.pick(cluster.workers));
        createPod(workload, "replicaset-controller", cluster.agenda.pick(cluster.workers));
    }

    /** One of a workload's pods goes. */
    void deletePod(Workload workload, String controller, String pod) {
        of(workload).remove(pod);
        deletePod(cluster.controller(controller), workload, pod, cluster.agenda.pick(cluster.workers));
    }

    void deletePod(Actor actor, Workload workload, String pod, Node node) {
        String namespace = workload.namespace();
        cluster.does(actor.does("delete", "pods").in(namespace).named(pod));
        cluster.agenda.after(Duration.ofSeconds(4), () -> {
            cluster.tells(node.kubelet(), namespace, pod + ".killing", true);
            status(node, namespace, pod);
            serve(workload);
            // the kubelet deletes it for good when all of it has ended
            cluster.does(node.kubelet()
                    .does("delete", "pods")
                    .in(namespace)
                    .named(pod)
                    .sending(Bodies.of("kind", "DeleteOptions", "apiVersion", "v1", "gracePeriodSeconds", 0)));
        });
    }

    /** A Job runs to its end and is gone after a while. */
    void runJob(Workload job, Actor creator, Duration length) {
        String namespace = job.namespace();
        Node node = cluster.agenda.pick(cluster.workers);
        cluster.does(noted(creator.does("create", "jobs"), job)
                .in(namespace)
                .named(job.name())
                .sending(Bodies.object(
                        Kind.of("jobs"),
                        namespace,
                        job.name(),
                        Map.of("spec", Bodies.of("backoffLimit", 3, "template", job.template())))));
        Actor jobs = cluster.controller("job-controller");
        cluster.agenda.after(Duration.ofMillis(200), () -> {
            String pod = createPod(job, jobs, node);
            cluster.does(
                    jobs.does("update", "jobs").in(namespace).named(job.name()).sub("status"));
            cluster.agenda.after(length, () -> {
                status(node, namespace, pod);
                cluster.does(jobs.does("patch", "pods").in(namespace).named(pod));
                cluster.does(jobs.does("update", "jobs")
                        .in(namespace)
                        .named(job.name())
                        .sub("status"));
                cluster.tells(jobs, namespace, job.name(), true);
            });
            cluster.agenda.after(length.plusMinutes(40), () -> {
                cluster.does(cluster.controller("cronjob-controller")
                        .does("delete", "jobs")
                        .in(namespace)
                        .named(job.name()));
                deletePod(cluster.controller("generic-garbage-collector"), job, pod, node);
            });
        });
    }
}
