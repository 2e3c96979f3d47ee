package io.auditrules.catalogue.cluster;

import java.time.Duration;
import java.util.List;
import java.util.Map;

/** The API servers, the scheduler and the controller managers among themselves. */
final class ControlPlane {
    private static final List<String> CONTROLLERS = List.of(
            "replicaset-controller",
            "deployment-controller",
            "daemon-set-controller",
            "statefulset-controller",
            "job-controller",
            "cronjob-controller",
            "generic-garbage-collector",
            "namespace-controller",
            "resourcequota-controller",
            "endpointslice-controller",
            "endpoint-controller",
            "node-controller",
            "horizontal-pod-autoscaler",
            "persistent-volume-binder",
            "attachdetach-controller",
            "disruption-controller",
            "root-ca-cert-publisher",
            "service-account-controller",
            "clusterrole-aggregation-controller",
            "pod-garbage-collector",
            "ttl-after-finished-controller");
    private static final List<String> WATCHED =
            List.of("pods", "nodes", "services", "namespaces", "replicasets", "jobs", "configmaps", "secrets");

    private final Cluster cluster;

    ControlPlane(Cluster cluster) {
        this.cluster = cluster;
    }

    void live() {
        Actor apiServer = Actor.apiServer();
        for (int i = 0; i < cluster.masters.size(); i++) {
            cluster.leads(apiServer, "kube-system", "apiserver-" + "4k7x2q".repeat(4) + i, Duration.ofSeconds(30));
        }
        for (String resource : List.of(
                "secrets",
                "configmaps",
                "namespaces",
                "serviceaccounts",
                "clusterroles",
                "clusterrolebindings",
                "roles",
                "rolebindings",
                "validatingwebhookconfigurations",
                "securitycontextconstraints")) {
            cluster.watches(apiServer, resource, "");
        }
        cluster.agenda.every(Duration.ofSeconds(30), () -> {
            cluster.does(apiServer.does("get", "services").in("default").named("kubernetes"));
            cluster.does(apiServer.does("get", "endpoints").in("default").named("kubernetes"));
        });
        cluster.agenda.every(Duration.ofMinutes(5), () -> {
            cluster.does(apiServer.does("list", "secrets").with("resourceVersion=" + cluster.log.nextVersion()));
            cluster.does(
                    apiServer.does("get", "configmaps").in("kube-system").named("extension-apiserver-authentication"));
            cluster.does(apiServer
                    .does("update", "apiservices")
                    .named("v1.route.openshift.io")
                    .sub("status"));
        });

        Actor manager = Actor.component(
                "kube-controller-manager",
                "kube-controller-manager",
                cluster.masters.get(0).address());
        cluster.leads(manager, "kube-system", "kube-controller-manager", Duration.ofSeconds(26));
        for (String controller : CONTROLLERS) {
            // each has a token of its own, for an hour
            cluster.agenda.every(
                    Duration.ofMinutes(50),
                    () -> cluster.does(manager.does("create", "serviceaccounts")
                            .in("kube-system")
                            .named(controller)
                            .sub("token")));
        }
        WATCHED.forEach(resource -> cluster.watches(manager, resource, ""));
        for (String resource :
                List.of("secrets", "configmaps", "rolebindings", "routes", "deployments", "applications")) {
            cluster.watches(cluster.controller("generic-garbage-collector"), resource, "");
        }
        Actor scheduler = Actor.component(
                "kube-scheduler", "kube-scheduler", cluster.masters.get(1).address());
        cluster.leads(scheduler, "openshift-kube-scheduler", "kube-scheduler", Duration.ofSeconds(26));
        for (String resource : List.of("pods", "nodes", "persistentvolumes", "csinodes", "poddisruptionbudgets")) {
            cluster.watches(scheduler, resource, "");
        }
        collectGarbage();
        scaleByLoad();
        aggregate();
        serveOpenShift();
    }

    private void collectGarbage() {
        Actor collector = cluster.controller("generic-garbage-collector");
        cluster.agenda.every(Duration.ofMinutes(12), () -> {
            String name = "cart-" + cluster.suffix();
            cluster.does(collector.does("get", "replicasets").in("shop").named(name));
            cluster.does(collector
                    .does("delete", "replicasets")
                    .in("shop")
                    .named(name)
                    .sending(
                            Bodies.of("kind", "DeleteOptions", "apiVersion", "v1", "propagationPolicy", "Background")));
        });
        Actor certificates = cluster.controller("root-ca-cert-publisher");
        cluster.agenda.daily(
                2,
                () -> cluster.does(
                        certificates.does("update", "configmaps").in("shop").named("kube-root-ca.crt")));
    }

    private void scaleByLoad() {
        Actor autoscaler = cluster.controller("horizontal-pod-autoscaler");
        cluster.agenda.every(Duration.ofMinutes(2), () -> {
            cluster.does(autoscaler
                    .does("get", "deployments")
                    .in("shop")
                    .named("cart")
                    .sub("scale"));
            cluster.does(autoscaler.does("list", "podmetrics").in("shop").with(Cluster.selecting("app=cart")));
            cluster.does(autoscaler
                    .does("update", "horizontalpodautoscalers")
                    .in("shop")
                    .named("cart")
                    .sub("status"));
        });
        cluster.agenda.daily(
                6,
                () -> cluster.does(autoscaler
                        .does("update", "deployments")
                        .in("shop")
                        .named("cart")
                        .sub("scale")));
    }

    /** {@code admin}, {@code edit} and {@code view} get what new operators bring. */
    private void aggregate() {
        Actor aggregation = cluster.controller("clusterrole-aggregation-controller");
        cluster.agenda.daily(2, () -> {
            for (String role : List.of("admin", "edit", "view")) {
                cluster.does(aggregation
                        .does("patch", "clusterroles")
                        .named(role)
                        .with("fieldManager=clusterrole-aggregation-controller&force=true")
                        .sending(Bodies.object(
                                Kind.of("clusterroles"),
                                "",
                                role,
                                Map.of(
                                        "rules",
                                        List.of(Bodies.of(
                                                "apiGroups",
                                                List.of("operators.coreos.com"),
                                                "resources",
                                                List.of("subscriptions"),
                                                "verbs",
                                                List.of("create", "update", "patch", "delete")))))));
            }
        });
    }

    private void serveOpenShift() {
        Actor openShift = cluster.pod(
                "openshift-apiserver",
                "openshift-apiserver-sa",
                "openshift-apiserver/v0.0.0 (linux/amd64) kubernetes/$Format",
                "cluster-admin");
        Actor oauth = cluster.pod(
                "openshift-oauth-apiserver",
                "oauth-apiserver-sa",
                "oauth-apiserver/v0.0.0 (linux/amd64) kubernetes/$Format",
                "cluster-admin");
        cluster.agenda.every(Duration.ofSeconds(20), () -> cluster.reviews(openShift, false));
        cluster.agenda.every(Duration.ofSeconds(45), () -> cluster.reviews(oauth, false));
        for (String resource :
                List.of("namespaces", "clusterrolebindings", "rolebindings", "resourcequotas", "secrets")) {
            cluster.watches(openShift, resource, "");
        }
        Actor manager = openShiftController(cluster, "openshift-controller-manager-sa", "openshift-controller-manager");
        cluster.leads(manager, "openshift-controller-manager", "openshift-master-controllers", Duration.ofMinutes(1));
        Actor pullSecrets = openShiftController(cluster, "serviceaccount-pull-secrets-controller", "openshift-infra");
        for (String resource : List.of("serviceaccounts", "secrets")) {
            cluster.watches(pullSecrets, resource, "");
        }
        // registry tokens are renewed before they expire
        cluster.agenda.every(Duration.ofMinutes(7), () -> {
            String namespace = cluster.agenda.pick(Automation.NAMESPACES);
            String account = cluster.agenda.pick(List.of("default", "builder", "deployer", "pipeline"));
            cluster.does(pullSecrets
                    .does("create", "serviceaccounts")
                    .in(namespace)
                    .named(account)
                    .sub("token"));
            cluster.does(pullSecrets
                    .does("patch", "secrets")
                    .in(namespace)
                    .named(account + "-dockercfg-" + cluster.suffix()));
        });
        Actor triggers = openShiftController(cluster, "image-trigger-controller", "openshift-infra");
        cluster.watches(triggers, "imagestreams", "");
        cluster.watches(triggers, "cronjobs", "");
        Actor imports = openShiftController(cluster, "image-import-controller", "openshift-infra");
        cluster.agenda.every(
                Duration.ofMinutes(15),
                () -> cluster.does(imports.does("create", "imagestreamimports")
                        .in("openshift")
                        .named("ubi9")));
        Actor allocation = openShiftController(cluster, "namespace-security-allocation-controller", "openshift-infra");
        cluster.watches(allocation, "namespaces", "");
        cluster.leads(
                allocation,
                "openshift-kube-controller-manager",
                "cluster-policy-controller-lock",
                Duration.ofMinutes(1));
    }

    static Actor openShiftController(Cluster cluster, String account, String namespace) {
        return cluster.pod(
                namespace,
                account,
                "openshift-controller-manager/v0.0.0 (linux/amd64) kubernetes/$Format/" + account,
                "system:openshift:controller:" + account);
    }
}
