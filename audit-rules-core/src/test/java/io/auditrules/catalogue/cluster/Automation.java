package io.auditrules.catalogue.cluster;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** What works by itself for teams: GitOps, pipelines, cron jobs, the operators that OLM installs. */
final class Automation {
    /** Namespaces of teams. */
    static final List<String> NAMESPACES = List.of("shop", "shop-ci", "billing", "search", "intranet");

    static final List<Workload> APPLICATIONS = List.of(
            Workload.deployment("shop", "cart", "image-registry.openshift-image-registry.svc:5000/shop-ci/cart:v41"),
            Workload.deployment(
                    "shop", "catalog", "image-registry.openshift-image-registry.svc:5000/shop-ci/catalog:v12"),
            Workload.deployment("billing", "invoices", "quay.io/example/invoices:2.8.1"),
            Workload.deployment("search", "indexer", "quay.io/example/indexer:1.19.0"),
            Workload.deployment("intranet", "wiki", "quay.io/example/wiki:5.3"));

    private static final String ARGO = "argocd-application-controller/v0.0.0 (linux/amd64) kubernetes/$Format";

    private final Cluster cluster;
    private final Controllers controllers;

    Automation(Cluster cluster, Controllers controllers) {
        this.cluster = cluster;
        this.controllers = controllers;
    }

    void live() {
        gitOps();
        pipelines();
        cronJobs();
        operatorLifecycle();
        syncGroups();
        previews();
    }

    private Actor argo() {
        return cluster.pod(
                "openshift-gitops",
                "openshift-gitops-argocd-application-controller",
                ARGO,
                "openshift-gitops-argocd-application-controller");
    }

    private void gitOps() {
        Actor argo = argo();
        // it keeps an eye on all kinds there are, also on secrets
        for (String kind : List.of(
                "secrets",
                "configmaps",
                "deployments",
                "services",
                "routes",
                "rolebindings",
                "clusterrolebindings",
                "clusterroles",
                "cronjobs",
                "networkpolicies",
                "namespaces",
                "customresourcedefinitions",
                "alertingrules")) {
            cluster.watches(argo, kind, "");
        }
        cluster.agenda.every(Duration.ofMinutes(3), () -> {
            for (Workload application : APPLICATIONS) {
                cluster.does(argo.does("patch", "applications")
                        .in("openshift-gitops")
                        .named(application.name())
                        .sending(Map.of(
                                "status",
                                Map.of("reconciledAt", cluster.agenda.now().toString()))));
            }
        });
        Actor server = cluster.pod(
                "openshift-gitops",
                "openshift-gitops-argocd-server",
                "argocd-server/v0.0.0 (linux/amd64) kubernetes/$Format",
                "openshift-gitops-argocd-server");
        cluster.watches(server, "applications", "openshift-gitops");
        cluster.watches(server, "secrets", "openshift-gitops");
        cluster.agenda.every(
                Duration.ofMinutes(15),
                () -> cluster.does(server.does("list", "secrets")
                        .in("openshift-gitops")
                        .with(Cluster.selecting("argocd.argoproj.io/secret-type=repository"))));
        cluster.agenda.atWork(14, () -> sync(cluster.agenda.pick(APPLICATIONS)));
        // the rules of this very catalogue, and other things of the platform's team
        cluster.agenda.atWork(2, this::syncPlatform);
    }

    /** What Git says of an application is applied. */
    private void sync(Workload application) {
        Actor argo = argo();
        String namespace = application.namespace();
        List<Runnable> steps = new ArrayList<>();
        for (String kind : List.of(
                "serviceaccounts",
                "configmaps",
                "services",
                "deployments",
                "routes",
                "networkpolicies",
                "cronjobs",
                "rolebindings",
                "horizontalpodautoscalers")) {
            steps.add(() -> cluster.does(argo.does("get", kind).in(namespace).named(application.name())));
            steps.add(() -> cluster.does(
                    isWorkload(kind)
                            ? Controllers.noted(apply(argo, kind, application), application)
                            : apply(argo, kind, application)));
        }
        steps.add(() -> cluster.tells(argo, "openshift-gitops", application.name(), true));
        cluster.agenda.inTurn(Duration.ofMillis(300), steps);
        cluster.agenda.after(Duration.ofSeconds(5), () -> controllers.rollOut(application));
    }

    private static boolean isWorkload(String kind) {
        return kind.equals("deployments") || kind.equals("cronjobs");
    }

    private static Request apply(Actor actor, String kind, Workload application) {
        Map<String, Object> spec = switch (kind) {
            case "deployments" -> Map.of("spec", Bodies.of("replicas", 2, "template", application.template()));
            case "services" ->
                Map.of("spec", Bodies.of("type", "ClusterIP", "ports", List.of(Bodies.of("port", 8080))));
            case "rolebindings" ->
                Bodies.of(
                        "roleRef",
                                Bodies.of(
                                        "apiGroup", "rbac.authorization.k8s.io", "kind", "ClusterRole", "name", "view"),
                        "subjects",
                                List.of(Bodies.of(
                                        "apiGroup",
                                        "rbac.authorization.k8s.io",
                                        "kind",
                                        "Group",
                                        "name",
                                        "shop-developers")));
            case "configmaps" ->
                Map.of("data", Bodies.of("config.yaml", "log: info\nurl: https://example.com/?a=1&b=<2>\n"));
            default -> Map.of();
        };
        return actor.does("patch", kind)
                .in(application.namespace())
                .named(application.name())
                .with("fieldManager=argocd-controller&force=true")
                .sending(Bodies.object(Kind.of(kind), application.namespace(), application.name(), spec));
    }

    private void syncPlatform() {
        Actor argo = argo();
        List<Runnable> steps = new ArrayList<>();
        for (String rule : List.of("access", "rbac", "workload")) {
            steps.add(() -> cluster.does(argo.does("patch", "alertingrules")
                    .in("openshift-logging")
                    .named(rule)
                    .with("fieldManager=argocd-controller")));
        }
        steps.add(() ->
                cluster.does(argo.does("patch", "resourcequotas").in("shop").named("compute")));
        steps.add(() -> cluster.does(argo.does("patch", "clusterroles")
                .named("shop-reader")
                .sending(Bodies.object(
                        Kind.of("clusterroles"),
                        "",
                        "shop-reader",
                        Map.of(
                                "rules",
                                List.of(Bodies.of(
                                        "apiGroups",
                                        List.of(""),
                                        "resources",
                                        List.of("configmaps", "pods"),
                                        "verbs",
                                        List.of("get", "list", "watch"))))))));
        cluster.agenda.inTurn(Duration.ofSeconds(1), steps);
    }

    /** A push to Git starts a pipeline: builds, an image, and a deployment by {@code oc} with a service account. */
    private void pipelines() {
        Actor tekton = cluster.pod(
                "openshift-pipelines",
                "tekton-pipelines-controller",
                "openshift-pipelines/v0.0.0 (linux/amd64) kubernetes/$Format",
                "tekton-pipelines-controller-cluster-access");
        Actor listener = cluster.pod(
                "shop-ci",
                "pipeline",
                "eventlistenersink/v0.0.0 (linux/amd64) kubernetes/$Format",
                "tekton-triggers-eventlistener-roles");
        cluster.leads(tekton, "openshift-pipelines", "tekton-pipelines-controller.pipelinerun", Duration.ofMinutes(1));
        cluster.watches(tekton, "pipelineruns", "");
        cluster.watches(tekton, "taskruns", "");
        Actor deployer = cluster.pod("shop-ci", "pipeline", "oc/4.20.0 (linux/amd64) kubernetes/4a2bc4b", "edit");
        cluster.agenda.atWork(16, () -> {
            String run = "cart-" + cluster.suffix();
            cluster.does(listener.does("create", "pipelineruns")
                    .in("shop-ci")
                    .named(run)
                    .withGeneratedName());
            Duration wait = Duration.ofSeconds(3);
            for (String task : List.of("fetch", "build", "scan")) {
                Workload pod = Workload.job(
                        "shop-ci", run + "-" + task, "registry.redhat.io/openshift-pipelines/buildah:1.19", "pipeline");
                cluster.agenda.after(wait, () -> {
                    cluster.does(tekton.does("create", "taskruns").in("shop-ci").named(pod.name()));
                    controllers.createPod(pod, tekton, cluster.agenda.pick(cluster.workers));
                });
                cluster.agenda.after(wait.plusSeconds(50), () -> {
                    cluster.does(tekton.does("update", "taskruns")
                            .in("shop-ci")
                            .named(pod.name())
                            .sub("status"));
                    cluster.does(tekton.does("update", "pipelineruns")
                            .in("shop-ci")
                            .named(run)
                            .sub("status"));
                });
                wait = wait.plusSeconds(60);
            }
            cluster.agenda.after(wait, () -> deploy(deployer, run));
        });
        // a pod of its own to test with, as a user of Jenkins has it
        cluster.agenda.atWork(8, () -> {
            Workload pod = Workload.job(
                    "shop-ci",
                    "smoke-" + cluster.suffix(),
                    "image-registry.openshift-image-registry.svc:5000/shop-ci/smoke:latest",
                    "pipeline");
            String name = controllers.createPod(pod, deployer, cluster.agenda.pick(cluster.workers));
            cluster.agenda.after(
                    Duration.ofSeconds(40),
                    () -> cluster.does(deployer.does("get", "pods")
                            .in("shop-ci")
                            .named(name)
                            .sub("log")
                            .with("follow=true")
                            .lasting(Duration.ofSeconds(20))));
            cluster.agenda.after(
                    Duration.ofSeconds(70),
                    () -> controllers.deletePod(deployer, pod, name, cluster.agenda.pick(cluster.workers)));
        });
        // Git's webhook of an old build config, without credentials
        Actor git = Actor.anonymous("GitHub-Hookshot/8e1f2a3", "10.20.8.14");
        cluster.agenda.atWork(
                5,
                () -> cluster.does(git.does("create", "buildconfigs")
                        .in("shop-ci")
                        .named("catalog")
                        .sub("webhooks")
                        .answered(200)));
    }

    private void deploy(Actor deployer, String run) {
        Workload cart = APPLICATIONS.get(0);
        cluster.agenda.inTurn(
                Duration.ofSeconds(1),
                List.of(
                        () -> cluster.does(
                                deployer.does("get", "deployments").in("shop").named("cart")),
                        () -> cluster.does(Controllers.noted(apply(deployer, "deployments", cart), cart)),
                        () -> cluster.does(deployer.does("create", "imagestreammappings")
                                .in("shop-ci")
                                .named(run)),
                        () -> cluster.does(deployer.does("watch", "deployments")
                                .in("shop")
                                .named("cart")
                                .with("fieldSelector=metadata.name%3Dcart&watch=true")
                                .lasting(Duration.ofSeconds(70)))));
        cluster.agenda.after(Duration.ofSeconds(2), () -> controllers.rollOut(cart));
    }

    private void cronJobs() {
        Actor crons = cluster.controller("cronjob-controller");
        cron(crons, "openshift-operator-lifecycle-manager", "collect-profiles", Duration.ofMinutes(15));
        cron(crons, "billing", "close-books", Duration.ofMinutes(30));
        cron(crons, "search", "reindex", Duration.ofHours(1));
        // and deletes the first pods of those that failed
        cluster.agenda.every(
                Duration.ofMinutes(30),
                () -> cluster.does(cluster.controller("ttl-after-finished-controller")
                        .does("delete", "jobs")
                        .in("billing")
                        .named("close-books-" + cluster.suffix())));
    }

    private void cron(Actor crons, String namespace, String name, Duration period) {
        cluster.agenda.every(period, () -> {
            String job = name + "-" + (29_389_440 + cluster.agenda.now().getEpochSecond() / 60 % 100_000);
            controllers.runJob(
                    Workload.job(namespace, job, "quay.io/example/" + name + ":1.4", "default"),
                    crons,
                    Duration.ofSeconds(30));
            cluster.does(
                    crons.does("update", "cronjobs").in(namespace).named(name).sub("status"));
        });
    }

    /** A Subscription has a new version: OLM brings all that the operator needs. */
    private void operatorLifecycle() {
        Actor olm = cluster.pod(
                "openshift-operator-lifecycle-manager",
                "olm-operator-serviceaccount",
                Operators.agent("catalog"),
                "system:controller:operator-lifecycle-manager");
        cluster.agenda.every(Duration.ofMinutes(10), () -> {
            cluster.does(olm.does("get", "catalogsources")
                    .in("openshift-marketplace")
                    .named("redhat-operators"));
            cluster.does(olm.does("update", "subscriptions")
                    .in("openshift-operators")
                    .named("openshift-pipelines-operator-rh")
                    .sub("status"));
            cluster.does(
                    olm.does("list", "secrets").in("openshift-operators").with(Cluster.selecting("olm.managed=true")));
            cluster.does(olm.does("list", "clusterroles").with(Cluster.selecting("olm.owner=openshift-pipelines")));
        });
        cluster.agenda.daily(1, () -> {
            String namespace = "openshift-netobserv-operator";
            List<Runnable> steps = new ArrayList<>();
            steps.add(() -> cluster.does(olm.does("create", "installplans")
                    .in(namespace)
                    .named("install-" + cluster.suffix())
                    .withGeneratedName()));
            steps.add(() -> cluster.does(olm.does("update", "installplans")
                    .in(namespace)
                    .named("install-7h2kd")
                    .sub("status")));
            for (String crd : List.of("flowcollectors", "flowmetrics")) {
                steps.add(() -> cluster.does(
                        olm.does("update", "customresourcedefinitions").named(crd + ".flows.netobserv.io")));
            }
            for (String kind : List.of(
                    "serviceaccounts",
                    "services",
                    "secrets",
                    "configmaps",
                    "roles",
                    "rolebindings",
                    "clusterroles",
                    "clusterrolebindings")) {
                boolean isOfCluster = kind.startsWith("cluster");
                Request create = olm.does("create", kind)
                        .named("netobserv-controller-manager")
                        .sending(olmBody(kind, namespace));
                steps.add(() -> cluster.does(isOfCluster ? create : create.in(namespace)));
            }
            Workload manager = Workload.deployment(
                    namespace,
                    "netobserv-controller-manager",
                    "registry.redhat.io/network-observability/operator@sha256:" + "5e5e".repeat(16));
            steps.add(() -> cluster.does(olm.does("create", "deployments")
                    .in(namespace)
                    .named(manager.name())
                    .sending(Bodies.object(
                            Kind.of("deployments"),
                            namespace,
                            manager.name(),
                            Map.of("spec", Bodies.of("replicas", 1, "template", manager.template()))))));
            steps.add(() -> controllers.rollOut(manager));
            for (String kind : List.of("validatingwebhookconfigurations", "mutatingwebhookconfigurations")) {
                steps.add(() -> cluster.does(olm.does("create", kind)
                        .named("netobserv.io-" + cluster.suffix())
                        .withGeneratedName()));
            }
            steps.add(() -> cluster.does(olm.does("update", "clusterserviceversions")
                    .in(namespace)
                    .named("netobserv.v1.10.0")
                    .sub("status")));
            steps.add(() -> cluster.does(
                    olm.does("delete", "clusterserviceversions").in(namespace).named("netobserv.v1.9.3")));
            cluster.agenda.inTurn(Duration.ofSeconds(2), steps);
        });
    }

    private static Map<String, Object> olmBody(String kind, String namespace) {
        Map<String, Object> rest = switch (kind) {
            case "roles", "clusterroles" ->
                Map.of(
                        "rules",
                        List.of(
                                Bodies.of(
                                        "verbs",
                                        List.of("*"),
                                        "apiGroups",
                                        List.of("flows.netobserv.io"),
                                        "resources",
                                        List.of("*")),
                                Bodies.of(
                                        "verbs",
                                        List.of("get", "list", "watch"),
                                        "apiGroups",
                                        List.of(""),
                                        "resources",
                                        List.of("secrets", "configmaps", "namespaces")),
                                Bodies.of(
                                        "verbs",
                                        List.of("create"),
                                        "apiGroups",
                                        List.of("authentication.k8s.io"),
                                        "resources",
                                        List.of("tokenreviews"))));
            case "rolebindings", "clusterrolebindings" ->
                Bodies.of(
                        "subjects",
                                List.of(Bodies.of(
                                        "kind",
                                        "ServiceAccount",
                                        "name",
                                        "netobserv-controller-manager",
                                        "namespace",
                                        namespace)),
                        "roleRef",
                                Bodies.of(
                                        "apiGroup",
                                        "rbac.authorization.k8s.io",
                                        "kind",
                                        kind.startsWith("cluster") ? "ClusterRole" : "Role",
                                        "name",
                                        "netobserv-controller-manager"));
            case "services" ->
                Map.of(
                        "spec",
                        Bodies.of("type", "ClusterIP", "ports", List.of(Bodies.of("name", "https", "port", 443))));
            default -> Map.of();
        };
        return Bodies.object(
                Kind.of(kind), kind.startsWith("cluster") ? "" : namespace, "netobserv-controller-manager", rest);
    }

    /** Groups come from a directory, by a job of the platform's team that runs {@code oc adm groups sync}. */
    private void syncGroups() {
        Actor syncer = cluster.pod(
                "ldap-sync", "ldap-group-syncer", "oc/4.20.0 (linux/amd64) kubernetes/4a2bc4b", "ldap-group-syncer");
        cluster.agenda.every(Duration.ofHours(4), () -> {
            for (String group : List.of("shop-developers", "billing-developers", "platform-admins")) {
                cluster.does(syncer.does("get", "groups").named(group));
                cluster.does(syncer.does("update", "groups")
                        .named(group)
                        .sending(Bodies.object(
                                Kind.of("groups"), "", group, Map.of("users", List.of("bob", "carol", "dave")))));
            }
        });
    }

    /** A merge request has a namespace of its own for an hour, which Argo CD makes from Git. */
    private void previews() {
        Actor argo = argo();
        Actor namespaces = cluster.controller("namespace-controller");
        cluster.agenda.atWork(3, () -> {
            String namespace = "shop-preview-" + (100 + cluster.agenda.below(900));
            Workload cart = Workload.deployment(
                    namespace, "cart", "image-registry.openshift-image-registry.svc:5000/shop-ci/cart:preview");
            List<Runnable> steps = new ArrayList<>(newNamespace(cluster, argo, namespace));
            for (String kind : List.of("configmaps", "services", "deployments", "routes")) {
                steps.add(() -> cluster.does(
                        isWorkload(kind)
                                ? Controllers.noted(apply(argo, kind, cart).answered(201), cart)
                                : apply(argo, kind, cart).answered(201)));
            }
            steps.add(() -> controllers.rollOut(cart));
            cluster.agenda.inTurn(Duration.ofSeconds(2), steps);
            cluster.agenda.after(Duration.ofHours(1), () -> {
                cluster.does(argo.does("delete", "namespaces").in(namespace).named(namespace));
                List<Runnable> ends = new ArrayList<>();
                for (String kind : List.of(
                        "pods",
                        "replicasets",
                        "deployments",
                        "services",
                        "endpoints",
                        "endpointslices",
                        "configmaps",
                        "secrets",
                        "serviceaccounts",
                        "rolebindings",
                        "roles",
                        "events",
                        "networkpolicies",
                        "jobs",
                        "routes",
                        "persistentvolumeclaims")) {
                    ends.add(() -> cluster.does(
                            namespaces.does("deletecollection", kind).in(namespace)));
                    ends.add(() -> cluster.does(namespaces.does("list", kind).in(namespace)));
                }
                ends.add(() -> cluster.does(namespaces
                        .does("update", "namespaces")
                        .in(namespace)
                        .named(namespace)
                        .sub("finalize")));
                cluster.agenda.inTurn(Duration.ofMillis(400), ends);
            });
        });
    }

    /** What follows from a new namespace: labels, accounts, roles for images. */
    static List<Runnable> newNamespace(Cluster cluster, Actor creator, String namespace) {
        Actor allocation = ControlPlane.openShiftController(
                cluster, "namespace-security-allocation-controller", "openshift-infra");
        Actor labels = ControlPlane.openShiftController(
                cluster, "podsecurity-admission-label-syncer-controller", "openshift-infra");
        Actor bindings =
                ControlPlane.openShiftController(cluster, "default-rolebindings-controller", "openshift-infra");
        Actor pulls =
                ControlPlane.openShiftController(cluster, "serviceaccount-pull-secrets-controller", "openshift-infra");
        Actor accounts = cluster.controller("service-account-controller");
        Actor roots = cluster.controller("root-ca-cert-publisher");
        List<Runnable> steps = new ArrayList<>();
        steps.add(() -> cluster.does(creator.does("create", "namespaces")
                .in(namespace)
                .named(namespace)
                .sending(Bodies.object(Kind.of("namespaces"), "", namespace, Map.of()))));
        steps.add(() -> cluster.does(allocation
                .does("patch", "namespaces")
                .in(namespace)
                .named(namespace)
                .sending(Map.of(
                        "metadata",
                        Map.of("annotations", Map.of("openshift.io/sa.scc.uid-range", "1000680000/10000"))))));
        steps.add(() -> cluster.does(labels.does("patch", "namespaces")
                .in(namespace)
                .named(namespace)
                .with("fieldManager=pod-security-admission-label-synchronization-controller")
                .sending(Map.of(
                        "metadata",
                        Map.of(
                                "labels",
                                Bodies.of(
                                        "pod-security.kubernetes.io/audit",
                                        "restricted",
                                        "pod-security.kubernetes.io/warn",
                                        "restricted"))))));
        for (String account : List.of("default", "builder", "deployer")) {
            steps.add(() -> cluster.does((account.equals("default")
                            ? accounts
                            : ControlPlane.openShiftController(cluster, "serviceaccount-controller", "openshift-infra"))
                    .does("create", "serviceaccounts")
                    .in(namespace)
                    .named(account)));
            steps.add(() -> cluster.does(
                    pulls.does("create", "secrets").in(namespace).named(account + "-dockercfg-" + cluster.suffix())));
            steps.add(() -> cluster.does(
                    pulls.does("patch", "serviceaccounts").in(namespace).named(account)));
        }
        for (String role : List.of("system:image-pullers", "system:image-builders", "system:deployers")) {
            steps.add(() -> cluster.does(bindings.does("create", "rolebindings")
                    .in(namespace)
                    .named(role)
                    .sending(Bodies.object(
                            Kind.of("rolebindings"),
                            namespace,
                            role,
                            Bodies.of(
                                    "subjects",
                                            List.of(
                                                    role.endsWith("pullers")
                                                            ? Bodies.of(
                                                                    "kind",
                                                                    "Group",
                                                                    "apiGroup",
                                                                    "rbac.authorization.k8s.io",
                                                                    "name",
                                                                    "system:serviceaccounts:" + namespace)
                                                            : Bodies.of(
                                                                    "kind",
                                                                    "ServiceAccount",
                                                                    "name",
                                                                    role.endsWith("builders") ? "builder" : "deployer",
                                                                    "namespace",
                                                                    namespace)),
                                    "roleRef",
                                            Bodies.of(
                                                    "apiGroup",
                                                    "rbac.authorization.k8s.io",
                                                    "kind",
                                                    "ClusterRole",
                                                    "name",
                                                    role.substring(0, role.length() - 1)))))));
        }
        for (String map : List.of("kube-root-ca.crt", "openshift-service-ca.crt")) {
            steps.add(() -> cluster.does(
                    roots.does("create", "configmaps").in(namespace).named(map)));
        }
        return steps;
    }
}
