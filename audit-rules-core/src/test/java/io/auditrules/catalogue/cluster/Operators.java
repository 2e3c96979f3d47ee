package io.auditrules.catalogue.cluster;

import io.auditrules.catalogue.cluster.Workload.Powers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The operators of the platform, which look after their own namespaces and those of what they run. */
final class Operators {
    /** Namespace and service account of an operator, and the namespace of what it runs. */
    private static final List<String> ALL = List.of(
            "openshift-etcd-operator etcd-operator openshift-etcd",
            "openshift-kube-apiserver-operator kube-apiserver-operator openshift-kube-apiserver",
            "openshift-kube-controller-manager-operator kube-controller-manager-operator openshift-kube-controller-manager",
            "openshift-kube-scheduler-operator openshift-kube-scheduler-operator openshift-kube-scheduler",
            "openshift-apiserver-operator openshift-apiserver-operator openshift-apiserver",
            "openshift-authentication-operator authentication-operator openshift-authentication",
            "openshift-controller-manager-operator openshift-controller-manager-operator openshift-controller-manager",
            "openshift-console-operator console-operator openshift-console",
            "openshift-ingress-operator ingress-operator openshift-ingress",
            "openshift-dns-operator dns-operator openshift-dns",
            "openshift-network-operator cluster-network-operator openshift-ovn-kubernetes",
            "openshift-image-registry cluster-image-registry-operator openshift-image-registry",
            "openshift-monitoring cluster-monitoring-operator openshift-monitoring",
            "openshift-machine-config-operator machine-config-operator openshift-machine-config-operator",
            "openshift-machine-api machine-api-operator openshift-machine-api",
            "openshift-service-ca-operator service-ca-operator openshift-service-ca",
            "openshift-cluster-storage-operator cluster-storage-operator openshift-cluster-csi-drivers",
            "openshift-operator-lifecycle-manager olm-operator-serviceaccount openshift-operator-lifecycle-manager",
            "openshift-marketplace marketplace-operator openshift-marketplace",
            "openshift-config-operator openshift-config-operator openshift-config",
            "openshift-cloud-credential-operator cloud-credential-operator openshift-cloud-credential-operator",
            "openshift-logging cluster-logging-operator openshift-logging",
            "openshift-operators-redhat loki-operator-controller-manager openshift-logging",
            "openshift-gitops-operator openshift-gitops-operator-controller-manager openshift-gitops",
            "openshift-operators openshift-pipelines-operator openshift-pipelines");

    private final Cluster cluster;
    private final Controllers controllers;

    Operators(Cluster cluster, Controllers controllers) {
        this.cluster = cluster;
        this.controllers = controllers;
    }

    /** How a Go program that nobody gave a version calls itself. */
    static String agent(String program) {
        return program + "/v0.0.0 (linux/amd64) kubernetes/$Format";
    }

    void live() {
        for (String each : ALL) {
            String[] words = each.split(" ", -1);
            live(cluster.pod(words[0], words[1], agent(words[1]), "cluster-admin"), words[2]);
        }
        reconcileVersion();
        monitor();
        rotateCertificates();
        rollOutApiServer();
        gather();
        route();
        serveConsole();
        registry();
        lookAfterLogging();
        credentials();
    }

    private void live(Actor operator, String operand) {
        String namespace = operator.namespace();
        String name = operator.name().substring(operator.name().lastIndexOf(':') + 1);
        cluster.leads(operator, namespace, name + "-lock", Duration.ofMinutes(2));
        cluster.agenda.every(Duration.ofMinutes(6), () -> {
            cluster.does(operator.does("get", "configmaps").in(namespace).named(name + "-config"));
            cluster.does(operator.does("get", "secrets").in(operand).named("serving-cert"));
            cluster.does(operator.does("get", "deployments").in(operand).named(name.replace("-operator", "")));
            Request status = operator.does("update", "clusteroperators")
                    .named(name.replace("-operator", ""))
                    .sub("status");
            cluster.does(cluster.agenda.chance(1, 300) ? status.conflict() : status);
        });
        cluster.agenda.every(Duration.ofMinutes(20), () -> {
            cluster.does(operator.does("update", "configmaps").in(operand).named("trusted-ca-bundle"));
            cluster.does(operator.does("list", "secrets").in(operand).with(Cluster.pages()));
            cluster.does(operator.does("get", "secrets")
                    .in(operand)
                    .named("next-" + name)
                    .notFound());
            cluster.tells(operator, namespace, name, cluster.agenda.chance(1, 5));
        });
        cluster.watches(operator, "configmaps", namespace);
        cluster.watches(operator, "secrets", operand);
        // another operator changes the object at the same time, or a role is not there yet after a restart
        cluster.agenda.daily(
                1, () -> cluster.does(operator.does("list", "priorityclasses").forbidden()));
    }

    /** The cluster-version operator compares all manifests with what is there. */
    private void reconcileVersion() {
        Actor version = cluster.pod(
                "openshift-cluster-version",
                "default",
                "cluster-version-operator/v0.0.0 (linux/amd64) kubernetes/$Format/openshift-cluster-version",
                "cluster-admin");
        List<String> kinds = List.of(
                "clusterroles system:openshift:operator:etcd-operator -",
                "clusterrolebindings system:openshift:operator:etcd-operator -",
                "roles prometheus-k8s openshift-etcd-operator",
                "rolebindings prometheus-k8s openshift-etcd-operator",
                "customresourcedefinitions etcds.operator.openshift.io -",
                "deployments etcd-operator openshift-etcd-operator",
                "namespaces openshift-etcd-operator -",
                "serviceaccounts etcd-operator openshift-etcd-operator",
                "services metrics openshift-etcd-operator",
                "configmaps etcd-operator-config openshift-etcd-operator",
                "secrets etcd-operator-serving openshift-etcd-operator",
                "prometheusrules etcd-operator openshift-etcd-operator",
                "securitycontextconstraints privileged -",
                "priorityclasses openshift-user-critical -",
                "validatingwebhookconfigurations machine-api -",
                "apiservices v1.route.openshift.io -",
                "daemonsets machine-config-daemon openshift-machine-config-operator",
                "cronjobs collect-profiles openshift-operator-lifecycle-manager");
        cluster.leads(version, "openshift-cluster-version", "version", Duration.ofSeconds(75));
        cluster.agenda.every(Duration.ofSeconds(12), () -> {
            String[] words = cluster.agenda.pick(kinds).split(" ", -1);
            Request get = version.does("get", words[0]).named(words[1]);
            cluster.does(words[2].equals("-") ? get : get.in(words[2]));
        });
        cluster.agenda.every(
                Duration.ofMinutes(2),
                () -> cluster.does(version.does("update", "clusterversions")
                        .named("version")
                        .sub("status")));
        // what somebody else has changed is set back
        cluster.agenda.daily(3, () -> {
            cluster.does(version.does("update", "prometheusrules")
                    .in("openshift-etcd-operator")
                    .named("etcd-operator"));
            cluster.does(version.does("update", "clusterroles").named("system:openshift:operator:etcd-operator"));
            cluster.does(version.does("update", "securitycontextconstraints").named("hostaccess"));
            cluster.does(
                    version.does("update", "validatingwebhookconfigurations").named("machine-api"));
        });
    }

    private void monitor() {
        String namespace = "openshift-monitoring";
        Actor prometheus = cluster.pod(namespace, "prometheus-k8s", "Prometheus/3.5.0", "prometheus-k8s");
        for (String path : List.of("/metrics", "/metrics/slis")) {
            for (int i = 0; i < cluster.masters.size(); i++) {
                cluster.agenda.every(Duration.ofMinutes(1), () -> cluster.does(prometheus.fetches("get", path)));
            }
        }
        for (String resource : List.of("pods", "services", "endpointslices")) {
            cluster.watches(prometheus, resource, "");
            cluster.watches(prometheus, resource, "shop");
        }
        for (String account : List.of(
                "node-exporter",
                "kube-state-metrics",
                "openshift-state-metrics",
                "thanos-querier",
                "alertmanager-main",
                "metrics-server")) {
            Actor proxy =
                    cluster.pod(namespace, account, "kube-rbac-proxy/v0.0.0 (linux/amd64) kubernetes/$Format", account);
            cluster.agenda.every(Duration.ofSeconds(100), () -> {
                cluster.reviews(proxy, true);
                cluster.reviews(proxy, false);
            });
        }
        Actor state = cluster.pod(
                namespace, "kube-state-metrics", "kube-state-metrics/v2.16.0 (linux/amd64)", "kube-state-metrics");
        for (String resource :
                List.of("secrets", "configmaps", "pods", "deployments", "nodes", "cronjobs", "networkpolicies")) {
            cluster.watches(state, resource, "");
        }
        cluster.agenda.every(
                Duration.ofHours(6),
                () -> cluster.does(state.does("list", "secrets").with("limit=500&resourceVersion=0")));
        Actor operator =
                cluster.pod(namespace, "prometheus-operator", "PrometheusOperator/0.85.0", "prometheus-operator");
        cluster.agenda.every(Duration.ofMinutes(10), () -> {
            cluster.does(operator.does("get", "secrets").in(namespace).named("prometheus-k8s"));
            cluster.does(operator.does("update", "secrets").in(namespace).named("prometheus-k8s"));
            cluster.does(operator.does("get", "secrets").in(namespace).named("alertmanager-main-generated"));
        });
        cluster.watches(operator, "prometheusrules", "");
        cluster.watches(operator, "servicemonitors", "");
    }

    /** Certificates are renewed by those who own them, and the CA bundles by service-ca. */
    private void rotateCertificates() {
        Actor apiServer = actor("openshift-kube-apiserver-operator", "kube-apiserver-operator");
        Actor etcd = actor("openshift-etcd-operator", "etcd-operator");
        Actor serviceCa = cluster.pod(
                "openshift-service-ca",
                "service-ca",
                agent("service-ca-operator"),
                "system:openshift:controller:service-ca");
        cluster.agenda.daily(4, () -> {
            for (String secret : List.of(
                    "aggregator-client-signer",
                    "localhost-serving-cert-certkey",
                    "internal-loadbalancer-serving-certkey")) {
                cluster.does(apiServer
                        .does("get", "secrets")
                        .in("openshift-kube-apiserver")
                        .named(secret));
                cluster.does(apiServer
                        .does("update", "secrets")
                        .in("openshift-kube-apiserver")
                        .named(secret));
            }
            cluster.does(apiServer
                    .does("update", "configmaps")
                    .in("openshift-config-managed")
                    .named("kube-apiserver-client-ca"));
            cluster.does(apiServer
                    .does("update", "secrets")
                    .in("openshift-config-managed")
                    .named("kube-controller-manager-client-cert-key"));
        });
        cluster.agenda.daily(3, () -> {
            cluster.does(etcd.does("update", "secrets").in("openshift-etcd").named("etcd-all-certs"));
            cluster.does(etcd.does("update", "secrets").in("openshift-etcd").named("etcd-signer"));
            cluster.does(etcd.does("update", "endpoints").in("openshift-etcd").named("host-etcd-2"));
        });
        cluster.agenda.every(Duration.ofMinutes(30), () -> {
            cluster.does(serviceCa
                    .does("get", "secrets")
                    .in(cluster.agenda.pick(Automation.NAMESPACES))
                    .named("cart-tls"));
            cluster.does(serviceCa.does("get", "configmaps").in("shop").named("openshift-service-ca.crt"));
        });
        cluster.agenda.daily(4, () -> {
            cluster.does(serviceCa
                    .does("update", "secrets")
                    .in(cluster.agenda.pick(Automation.NAMESPACES))
                    .named("cart-tls"));
            cluster.does(
                    serviceCa.does("update", "validatingwebhookconfigurations").named("multus.openshift.io"));
            cluster.does(serviceCa
                    .does("update", "customresourcedefinitions")
                    .named("alertmanagerconfigs.monitoring.coreos.com"));
            cluster.does(serviceCa.does("update", "apiservices").named("v1beta1.metrics.k8s.io"));
        });
        for (String resource : List.of("secrets", "services", "configmaps", "validatingwebhookconfigurations")) {
            cluster.watches(serviceCa, resource, "");
        }
    }

    private Actor actor(String namespace, String account) {
        return cluster.pod(namespace, account, agent(account), "cluster-admin");
    }

    /** A new revision of the kube-apiserver: an operator creates pods that write to the disk of each master. */
    private void rollOutApiServer() {
        Actor operator = actor("openshift-kube-apiserver-operator", "kube-apiserver-operator");
        String namespace = "openshift-kube-apiserver";
        cluster.agenda.daily(1, () -> {
            List<Runnable> steps = new ArrayList<>();
            for (String kind : List.of("secrets", "configmaps")) {
                steps.add(() -> cluster.does(
                        operator.does("create", kind).in(namespace).named("localhost-recovery-client-14")));
            }
            for (Node master : cluster.masters) {
                for (String what : List.of("installer-14-", "revision-pruner-14-", "kube-apiserver-guard-")) {
                    Workload pod = new Workload(
                            "ConfigMap",
                            namespace,
                            what + master.name(),
                            "quay.io/openshift-release-dev/ocp-v4.0-art-dev@sha256:" + "ab12".repeat(16),
                            "installer-sa",
                            Powers.all("/etc/kubernetes/", "/var/lock"));
                    steps.add(() -> cluster.does(operator.does("create", "pods")
                            .in(namespace)
                            .named(pod.name())
                            .sending(pod.pod(Bodies.of("name", pod.name(), "namespace", namespace), false))));
                    steps.add(() -> cluster.does(master.kubelet()
                            .does("patch", "pods")
                            .in(namespace)
                            .named(pod.name())
                            .sub("status")));
                }
                // the kubelet runs the API server from a file, and registers what it runs
                Workload mirror = new Workload(
                        "Node",
                        namespace,
                        "kube-apiserver-" + master.name(),
                        "quay.io/openshift-release-dev/ocp-v4.0-art-dev@sha256:" + "cd34".repeat(16),
                        "",
                        Powers.all("/etc/kubernetes/static-pod-resources", "/var/log/kube-apiserver"));
                steps.add(() -> cluster.does(
                        master.kubelet().does("delete", "pods").in(namespace).named(mirror.name())));
                steps.add(() -> cluster.does(master.kubelet()
                        .does("create", "pods")
                        .in(namespace)
                        .named(mirror.name())
                        .sending(mirror.pod(
                                Bodies.of(
                                        "name",
                                        mirror.name(),
                                        "namespace",
                                        namespace,
                                        "annotations",
                                        Bodies.of(
                                                "kubernetes.io/config.mirror",
                                                "9b1d",
                                                "kubernetes.io/config.source",
                                                "file")),
                                false))));
                steps.add(() -> cluster.does(operator.does("update", "kubeapiservers")
                        .named("cluster")
                        .sub("status")));
            }
            cluster.agenda.inTurn(Duration.ofSeconds(40), steps);
        });
    }

    /** The insights operator reads as somebody else, who may read less. */
    private void gather() {
        Actor operator = cluster.pod("openshift-insights", "operator", agent("insights-operator"), "insights-operator");
        Actor reader = new Actor(
                "system:serviceaccount:openshift-insights:gather",
                Bodies.of(
                        "username",
                        "system:serviceaccount:openshift-insights:gather",
                        "groups",
                        List.of(
                                "system:serviceaccounts",
                                "system:serviceaccounts:openshift-insights",
                                "system:authenticated")),
                "",
                "",
                "");
        cluster.agenda.every(Duration.ofHours(2), () -> {
            List<Runnable> steps = new ArrayList<>();
            for (String kind : List.of(
                    "nodes",
                    "clusteroperators",
                    "machineconfigpools",
                    "customresourcedefinitions",
                    "validatingwebhookconfigurations",
                    "certificatesigningrequests",
                    "persistentvolumes",
                    "installplans",
                    "pods")) {
                steps.add(() -> cluster.does(
                        operator.does("list", kind).with(Cluster.pages()).as(reader)));
            }
            for (int i = 0; i < 12; i++) {
                steps.add(() -> cluster.does(operator.does("get", "pods")
                        .in("openshift-kube-apiserver")
                        .named("kube-apiserver-master-0.ocp.example.com")
                        .sub("log")
                        .with("container=kube-apiserver&sinceSeconds=7200")
                        .as(reader)));
            }
            cluster.agenda.inTurn(Duration.ofSeconds(2), steps);
        });
    }

    private void route() {
        Actor router =
                cluster.pod("openshift-ingress", "router", agent("openshift-router"), "openshift-ingress-router");
        for (String resource : List.of("routes", "endpointslices", "services", "namespaces")) {
            cluster.watches(router, resource, "");
        }
        cluster.agenda.every(
                Duration.ofMinutes(25),
                () -> cluster.does(
                        router.does("update", "routes").in("shop").named("cart").sub("status")));
        cluster.agenda.every(Duration.ofMinutes(4), () -> cluster.reviews(router, false));
        Actor diagnostics = cluster.pod(
                "openshift-network-diagnostics",
                "network-diagnostics",
                agent("check-endpoints"),
                "network-diagnostics");
        cluster.agenda.every(
                Duration.ofMinutes(2),
                () -> cluster.does(diagnostics
                        .does("update", "podnetworkconnectivitychecks")
                        .in("openshift-network-diagnostics")
                        .named("network-check-source-to-kubernetes-apiserver-service-cluster")
                        .sub("status")));
    }

    private void serveConsole() {
        Actor operator = actor("openshift-console-operator", "console-operator");
        cluster.agenda.every(Duration.ofMinutes(10), () -> {
            cluster.does(operator.does("get", "oauthclients").named("console"));
            cluster.does(operator.does("get", "secrets").in("openshift-console").named("console-oauth-config"));
            cluster.does(operator.does("get", "consoles").named("cluster"));
        });
        cluster.agenda.daily(
                2, () -> cluster.does(operator.does("update", "oauthclients").named("console")));
        Actor authentication = actor("openshift-authentication-operator", "authentication-operator");
        cluster.agenda.every(Duration.ofMinutes(10), () -> {
            cluster.does(authentication.does("get", "oauths").named("cluster"));
            cluster.does(authentication
                    .does("get", "secrets")
                    .in("openshift-authentication")
                    .named("v4-0-config-system-session"));
            cluster.does(authentication
                    .does("get", "secrets")
                    .in("kube-system")
                    .named("kubeadmin")
                    .notFound());
            cluster.does(authentication.does("get", "oauthclients").named("openshift-challenging-client"));
        });
        cluster.agenda.daily(
                1,
                () -> cluster.does(authentication.does("update", "oauthclients").named("openshift-browser-client")));
    }

    /** The registry asks for each pull whether the puller may; the pruner removes what nobody needs, once a night. */
    private void registry() {
        Actor registry = cluster.pod(
                "openshift-image-registry",
                "registry",
                "image-registry/v0.0.0 (linux/amd64) kubernetes/$Format",
                "system:registry");
        cluster.agenda.every(Duration.ofMinutes(6), () -> {
            String namespace = cluster.agenda.pick(Automation.NAMESPACES);
            Actor puller = cluster.pod(
                    namespace,
                    "default",
                    "image-registry/v0.0.0 (linux/amd64) kubernetes/$Format",
                    "system:image-puller");
            cluster.does(puller.does("create", "selfsubjectaccessreviews"));
            cluster.does(registry.does("get", "imagestreams").in(namespace).named("cart"));
            cluster.does(registry.does("get", "images").named("sha256:" + "12ef".repeat(16)));
        });
        Actor pruner = cluster.pod(
                "openshift-image-registry",
                "pruner",
                "oc/4.20.0 (linux/amd64) kubernetes/4a2bc4b",
                "system:image-pruner");
        cluster.agenda.daily(1, () -> {
            controllers.runJob(
                    Workload.job(
                            "openshift-image-registry",
                            "image-pruner-29389440",
                            "quay.io/openshift-release-dev/ocp-v4.0-art-dev@sha256:" + "77aa".repeat(16),
                            "pruner"),
                    cluster.controller("cronjob-controller"),
                    Duration.ofSeconds(50));
            List<Runnable> steps = new ArrayList<>();
            for (String kind : List.of(
                    "images",
                    "imagestreams",
                    "pods",
                    "replicationcontrollers",
                    "buildconfigs",
                    "builds",
                    "daemonsets",
                    "deployments",
                    "deploymentconfigs",
                    "replicasets",
                    "statefulsets",
                    "jobs",
                    "cronjobs",
                    "limitranges")) {
                steps.add(() -> cluster.does(pruner.does("list", kind).with(Cluster.pages())));
            }
            for (int i = 0; i < 25; i++) {
                steps.add(() -> cluster.does(pruner.does("delete", "images")
                        .named("sha256:" + cluster.log.uid().replace("-", "").repeat(2))));
                steps.add(() -> cluster.does(pruner.does("update", "imagestreams")
                        .in("shop-ci")
                        .named("cart")
                        .sub("status")));
            }
            cluster.agenda.inTurn(Duration.ofSeconds(1), steps);
        });
    }

    private void lookAfterLogging() {
        Actor logging = actor("openshift-logging", "cluster-logging-operator");
        Actor loki = actor("openshift-operators-redhat", "loki-operator-controller-manager");
        cluster.agenda.every(Duration.ofMinutes(5), () -> {
            cluster.does(logging.does("update", "clusterlogforwarders")
                    .in("openshift-logging")
                    .named("collector")
                    .sub("status"));
            cluster.does(loki.does("update", "lokistacks")
                    .in("openshift-logging")
                    .named("logging-loki")
                    .sub("status"));
        });
        cluster.watches(loki, "alertingrules", "");
        cluster.agenda.daily(3, () -> {
            cluster.does(
                    loki.does("update", "configmaps").in("openshift-logging").named("logging-loki-rules-0"));
            cluster.does(loki.does("get", "secrets").in("openshift-logging").named("logging-loki-s3"));
        });
        Actor gateway = cluster.pod(
                "openshift-logging",
                "logging-loki-gateway",
                "lokistack-gateway/v0.0.0",
                "logging-loki-gateway-clusterrole");
        cluster.agenda.every(Duration.ofMinutes(1), () -> {
            cluster.reviews(gateway, true);
            cluster.reviews(gateway, false);
        });
        cluster.watches(
                cluster.pod("openshift-logging", "collector", "vector/0.47.0", "collect-audit-logs"), "pods", "");
    }

    /** The credentials of the cloud are read where the installer put them, and handed on. */
    private void credentials() {
        Actor operator = actor("openshift-cloud-credential-operator", "cloud-credential-operator");
        cluster.watches(operator, "secrets", "");
        cluster.agenda.every(Duration.ofMinutes(30), () -> {
            cluster.does(operator.does("get", "secrets").in("kube-system").named("vsphere-creds"));
            cluster.does(
                    operator.does("get", "secrets").in("openshift-machine-api").named("vsphere-cloud-credentials"));
        });
        Actor provisioner = cluster.pod(
                "openshift-cluster-csi-drivers",
                "vmware-vsphere-csi-driver-controller-sa",
                "csi-provisioner/v5.2.0",
                "vsphere-csi");
        cluster.leads(provisioner, "openshift-cluster-csi-drivers", "csi-vsphere-vmware-com", Duration.ofMinutes(1));
        cluster.agenda.daily(
                4,
                () -> cluster.agenda.inTurn(
                        Duration.ofSeconds(1),
                        List.of(
                                () -> cluster.does(provisioner
                                        .does("create", "persistentvolumes")
                                        .named("pvc-" + cluster.log.uid())
                                        .sending(Bodies.object(
                                                Kind.of("persistentvolumes"),
                                                "",
                                                "pvc-1",
                                                Map.of(
                                                        "spec",
                                                        Map.of(
                                                                "csi",
                                                                Bodies.of(
                                                                        "driver",
                                                                        "csi.vsphere.vmware.com",
                                                                        "volumeHandle",
                                                                        "42")))))),
                                () -> cluster.does(cluster.controller("persistent-volume-binder")
                                        .does("update", "persistentvolumeclaims")
                                        .in("shop")
                                        .named("db-0")),
                                () -> cluster.does(cluster.controller("attachdetach-controller")
                                        .does("create", "volumeattachments")
                                        .named("csi-" + cluster.suffix())),
                                () -> cluster.does(provisioner
                                        .does("delete", "persistentvolumes")
                                        .named("pvc-" + cluster.log.uid())))));
    }
}
