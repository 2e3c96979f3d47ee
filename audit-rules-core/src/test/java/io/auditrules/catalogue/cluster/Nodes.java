package io.auditrules.catalogue.cluster;

import io.auditrules.catalogue.cluster.Workload.Powers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Nodes: what their kubelets and agents say, the certificates they renew, and one that comes and goes. */
final class Nodes {
    /** What runs on every node, much of it with all rights there. */
    static final List<Workload> DAEMONS = List.of(
            Workload.daemonSet(
                    "openshift-ovn-kubernetes",
                    "ovnkube-node",
                    Powers.all(
                            "/",
                            "/run/ovn",
                            "/var/lib/cni/networks/ovn-k8s-cni-overlay",
                            "/etc/cni/net.d",
                            "/var/log/ovnkube")),
            Workload.daemonSet(
                    "openshift-multus", "multus", Powers.all("/", "/etc/cni/multus", "/run/netns", "/var/lib/kubelet")),
            Workload.daemonSet(
                    "openshift-monitoring",
                    "node-exporter",
                    new Powers("node-exporter", false, true, true, List.of("/", "/proc", "/sys"), List.of("SYS_TIME"))),
            Workload.daemonSet(
                    "openshift-cluster-csi-drivers",
                    "vmware-vsphere-csi-driver-node",
                    Powers.all("/var/lib/kubelet", "/dev", "/etc/udev", "/sys")),
            Workload.daemonSet("openshift-machine-config-operator", "machine-config-daemon", Powers.all("/")),
            Workload.daemonSet(
                    "openshift-cluster-node-tuning-operator",
                    "tuned",
                    Powers.all("/etc/modprobe.d", "/etc/sysctl.d", "/sys", "/var/run/dbus", "/run/systemd/system")),
            Workload.daemonSet("openshift-dns", "node-resolver", Powers.all("/etc/hosts")),
            Workload.daemonSet("openshift-image-registry", "node-ca", Powers.all("/etc/docker/certs.d")),
            Workload.daemonSet(
                    "openshift-logging", "collector", Powers.files("logging-scc", "/var/log", "/var/lib/vector")),
            Workload.daemonSet(
                    "kube-system",
                    "csi-nfs-node",
                    Powers.all("/var/lib/kubelet/plugins/csi-nfsplugin", "/var/lib/kubelet/pods")));

    private final Cluster cluster;
    private final Controllers controllers;

    Nodes(Cluster cluster, Controllers controllers) {
        this.cluster = cluster;
        this.controllers = controllers;
    }

    void live() {
        cluster.nodes().forEach(this::live);
        // the machine API adds a worker for the load of the day, and takes it away at night
        cluster.agenda.atWork(1, this::join);
        cluster.agenda.daily(1, () -> renew("vmware-vsphere-csi-driver-node"));
        cluster.agenda.daily(1, () -> renew("csi-nfs-node"));
        approveForOperators();
    }

    private void live(Node node) {
        Actor kubelet = node.kubelet();
        cluster.leads(kubelet, "kube-node-lease", node.name(), Duration.ofSeconds(20));
        cluster.agenda.every(Duration.ofMinutes(5), () -> status(node));
        cluster.agenda.every(Duration.ofMinutes(4), () -> renewToken(node));
        cluster.agenda.every(Duration.ofMinutes(3), () -> {
            cluster.reviews(kubelet, true);
            cluster.reviews(kubelet, false);
        });
        cluster.agenda.every(
                Duration.ofMinutes(9),
                () -> cluster.tells(
                        kubelet, cluster.agenda.pick(Automation.NAMESPACES), "cart-probe-" + cluster.suffix(), false));
        List<String> mounts = node.isMaster()
                ? List.of("openshift-etcd/etcd-all-certs", "openshift-kube-apiserver/localhost-recovery-client-token")
                : List.of("shop/cart-db", "shop-ci/registry-push", "openshift-ingress/router-certs-default");
        for (String mount : mounts) {
            String[] parts = mount.split("/", -1);
            cluster.watchesOne(kubelet, "secrets", parts[0], parts[1]);
            cluster.watchesOne(kubelet, "configmaps", parts[0], "kube-root-ca.crt");
        }
        cluster.watches(kubelet, "pods", "");
        cluster.watches(kubelet, "services", "");
        cluster.watches(node.ovn(), "pods", "");
        cluster.watches(node.ovn(), "networkpolicies", "");
        cluster.watches(node.multus(), "network-attachment-definitions", "");
        // pods and what they mount come in any order, and then the node has no right yet
        cluster.agenda.daily(
                2,
                () -> cluster.does(kubelet.does("get", "secrets")
                        .in("shop-ci")
                        .named("registry-push-old")
                        .refused(
                                403,
                                "Forbidden",
                                "secrets \"registry-push-old\" is forbidden: User \"" + kubelet.name()
                                        + "\" cannot get resource \"secrets\" in API group"
                                        + " \"\" in the namespace \"shop-ci\": no relationship found between node '"
                                        + node.name()
                                        + "' and this object")));
        // the network's certificates last a day
        cluster.agenda.daily(1, () -> renewAgent(node.ovn()));
        cluster.agenda.daily(1, () -> renewAgent(node.multus()));
    }

    private void status(Node node) {
        cluster.does(node.kubelet().does("get", "nodes").named(node.name()).with("resourceVersion=0&timeout=10s"));
        cluster.does(node.kubelet()
                .does("patch", "nodes")
                .named(node.name())
                .sub("status")
                .with("timeout=10s")
                .sending(Map.of(
                        "status",
                        Map.of(
                                "conditions",
                                List.of(Bodies.of(
                                        "type",
                                        "Ready",
                                        "status",
                                        "True",
                                        "lastHeartbeatTime",
                                        cluster.agenda.now().toString()))))));
        cluster.does(node.ovn().does("patch", "nodes").named(node.name()).sub("status"));
    }

    private void renewToken(Node node) {
        Workload daemon = cluster.agenda.pick(DAEMONS);
        boolean isOfPlatform = node.isMaster() || cluster.agenda.chance(1, 2);
        cluster.does(node.kubelet()
                .does("create", "serviceaccounts")
                .in(isOfPlatform ? daemon.namespace() : cluster.agenda.pick(Automation.NAMESPACES))
                .named(isOfPlatform ? daemon.account() : "default")
                .sub("token"));
    }

    /** A certificate of an agent of the network, approved by the operator of that. */
    private void renewAgent(Actor agent) {
        Actor approver = cluster.pod(
                "openshift-network-node-identity",
                "network-node-identity",
                "ovnkube-identity/v0.0.0 (linux/amd64) kubernetes/$Format",
                "network-node-identity");
        certify(agent, "csr-" + cluster.suffix(), true, "kubernetes.io/kube-apiserver-client", approver);
    }

    /** Operators have certificates signed for what they run, and approve them themselves. */
    private void approveForOperators() {
        Actor authentication = cluster.pod(
                "openshift-authentication-operator",
                "authentication-operator",
                Operators.agent("authentication-operator"),
                "cluster-admin");
        Actor monitoring = cluster.pod(
                "openshift-monitoring",
                "cluster-monitoring-operator",
                Operators.agent("cluster-monitoring-operator"),
                "cluster-monitoring-operator");
        cluster.agenda.daily(
                1,
                () -> certify(
                        authentication,
                        "system:openshift:openshift-authenticator-" + cluster.suffix(),
                        false,
                        "kubernetes.io/kube-apiserver-client",
                        authentication));
        cluster.agenda.daily(
                1,
                () -> certify(
                        monitoring,
                        "system:openshift:openshift-monitoring-" + cluster.suffix(),
                        false,
                        "kubernetes.io/kube-apiserver-client",
                        monitoring));
    }

    private void certify(Actor asker, String name, boolean isGenerated, String signer, Actor approver) {
        Map<String, Object> body = Bodies.object(
                Kind.of("certificatesigningrequests"),
                isGenerated ? Bodies.of("generateName", "csr-") : Bodies.of("name", name),
                Map.of(
                        "spec",
                        Bodies.of(
                                // a request in PEM, in Base64
                                "request",
                                "LS0tLS1CRUdJTiBDRVJUSUZJQ0FURSBSRVFVRVNULS0tLS0KTUlJQkxqQ0IxUUlCQURCT01SVXcK",
                                "signerName",
                                signer,
                                "usages",
                                List.of(
                                        "digital signature",
                                        signer.contains("serving") ? "server auth" : "client auth"))));
        Request create =
                asker.does("create", "certificatesigningrequests").named(name).sending(body);
        cluster.does(isGenerated ? create.withGeneratedName() : create);
        cluster.agenda.inTurn(
                Duration.ofSeconds(2),
                List.of(
                        () -> cluster.does(asker.does("watch", "certificatesigningrequests")
                                .named(name)
                                .with("allowWatchBookmarks=true&fieldSelector=metadata.name%3D" + name + "&watch=true")
                                .lasting(Duration.ofSeconds(9))),
                        () -> cluster.does(approver.does("get", "certificatesigningrequests")
                                .named(name)),
                        () -> cluster.does(approver.does("update", "certificatesigningrequests")
                                .named(name)
                                .sub("approval")),
                        () -> cluster.does(cluster.controller("certificate-controller")
                                .does("update", "certificatesigningrequests")
                                .named(name)
                                .sub("status")),
                        () -> cluster.does(
                                asker.does("get", "certificatesigningrequests").named(name))));
    }

    /** A new worker: its certificates, the node, and all that runs on every node. */
    private void join() {
        Node node = Node.of("worker-4.ocp.example.com", "10.0.0.24");
        Actor machines = cluster.pod(
                "openshift-machine-api",
                "machine-api-controllers",
                Operators.agent("machine-controller-manager"),
                "machine-api-controllers");
        Actor approver = cluster.pod(
                "openshift-cluster-machine-approver",
                "machine-approver-sa",
                Operators.agent("machine-approver"),
                "system:openshift:controller:machine-approver");
        Actor bootstrapper = Actor.pod(
                "openshift-machine-config-operator",
                "node-bootstrapper",
                node.kubelet().agent(),
                node.name(),
                node.address(),
                "system:node-bootstrapper");
        Actor daemon = Actor.pod(
                "openshift-machine-config-operator",
                "machine-config-daemon",
                "machine-config-daemon/v0.0.0",
                node.name(),
                node.address(),
                "machine-config-daemon");
        Actor lifecycle = cluster.controller("node-controller");
        List<Runnable> steps = new ArrayList<>(List.of(
                () -> cluster.does(machines.does("create", "machines")
                        .in("openshift-machine-api")
                        .named("ocp-worker-4")),
                () -> certify(
                        bootstrapper,
                        "csr-" + cluster.suffix(),
                        true,
                        "kubernetes.io/kube-apiserver-client-kubelet",
                        approver),
                () -> cluster.does(node.kubelet().does("create", "nodes").named(node.name())),
                () -> cluster.does(node.kubelet()
                        .does("get", "leases")
                        .in("kube-node-lease")
                        .named(node.name())
                        .notFound()),
                () -> cluster.does(node.kubelet()
                        .does("create", "leases")
                        .in("kube-node-lease")
                        .named(node.name())),
                () -> certify(
                        node.kubelet(), "csr-" + cluster.suffix(), true, "kubernetes.io/kubelet-serving", approver),
                () -> cluster.does(lifecycle.does("patch", "nodes").named(node.name())),
                () -> cluster.does(machines.does("update", "nodes").named(node.name())),
                () -> cluster.does(daemon.does("patch", "nodes").named(node.name()))));
        for (Workload each : DAEMONS) {
            steps.add(() -> controllers.createPod(each, "daemon-set-controller", node));
        }
        cluster.agenda.inTurn(Duration.ofSeconds(8), steps);
        cluster.agenda.after(Duration.ofHours(5), () -> leave(node, machines));
    }

    private void leave(Node node, Actor machines) {
        List<Runnable> steps = new ArrayList<>();
        steps.add(() -> cluster.does(machines.does("patch", "nodes")
                .named(node.name())
                .sending(Map.of("spec", Map.of("unschedulable", true)))));
        steps.add(() -> cluster.does(machines.does("create", "pods")
                .in("shop")
                .named("cart-" + cluster.suffix())
                .sub("eviction")));
        steps.add(() -> cluster.does(
                machines.does("delete", "machines").in("openshift-machine-api").named("ocp-worker-4")));
        steps.add(() -> cluster.does(machines.does("delete", "nodes").named(node.name())));
        Actor collector = cluster.controller("pod-garbage-collector");
        for (Workload each : DAEMONS) {
            steps.add(() -> controllers.deletePod(collector, each, each.name() + "-" + cluster.suffix(), node));
        }
        cluster.agenda.inTurn(Duration.ofSeconds(10), steps);
    }

    /** The operator of a DaemonSet changes it, and its pods are replaced on one node after the other. */
    private void renew(String name) {
        Workload daemon = DAEMONS.stream()
                .filter(each -> each.name().equals(name))
                .findFirst()
                .orElseThrow();
        Actor operator = cluster.pod(
                daemon.namespace(),
                "storage-operator",
                Operators.agent("storage-operator"),
                "storage-operator-clusterrole");
        cluster.does(operator.does("update", "daemonsets")
                .in(daemon.namespace())
                .named(name)
                .sending(Bodies.object(
                        Kind.of("daemonsets"),
                        daemon.namespace(),
                        name,
                        Map.of("spec", Bodies.of("template", daemon.template())))));
        List<Runnable> steps = new ArrayList<>();
        Actor daemons = cluster.controller("daemon-set-controller");
        for (Node node : cluster.nodes()) {
            steps.add(() -> controllers.deletePod(daemons, daemon, name + "-" + cluster.suffix(), node));
            steps.add(() -> controllers.createPod(daemon, "daemon-set-controller", node));
            steps.add(() -> cluster.does(daemons.does("update", "daemonsets")
                    .in(daemon.namespace())
                    .named(name)
                    .sub("status")));
        }
        cluster.agenda.inTurn(Duration.ofSeconds(12), steps);
    }
}
