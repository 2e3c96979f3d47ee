package io.auditrules.catalogue.cluster;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A few people at work. */
final class People {
    private static final String OC = "oc/4.20.0 (linux/amd64) kubernetes/4a2bc4b";
    private static final String HELM = "Helm/3.19.0";
    private static final String CONSOLE = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0";
    /** What {@code oc get all} asks for. */
    private static final List<String> ALL = List.of(
            "pods",
            "replicationcontrollers",
            "services",
            "daemonsets",
            "deployments",
            "replicasets",
            "statefulsets",
            "horizontalpodautoscalers",
            "cronjobs",
            "jobs",
            "deploymentconfigs",
            "buildconfigs",
            "builds",
            "imagestreams",
            "routes");

    private final Cluster cluster;
    private final Controllers controllers;

    People(Cluster cluster, Controllers controllers) {
        this.cluster = cluster;
        this.controllers = controllers;
    }

    void live() {
        administrate(person("alice", "platform-admins", "10.20.0.55", "cluster-admin"));
        develop(person("bob", "shop-developers", "10.20.0.41", "admin"), Automation.APPLICATIONS.get(0));
        develop(person("carol", "shop-developers", "10.20.0.55", "admin"), Automation.APPLICATIONS.get(1));
        develop(person("dave", "billing-developers", "10.20.0.48", "admin"), Automation.APPLICATIONS.get(2));
        // somebody who is a member of every group that the directory has ever had
        cluster.agenda.atWork(2, () -> {
            List<String> groups = new ArrayList<>();
            for (int i = 0; i < 6_000; i++) {
                groups.add("cn=mailing-list-" + i + ",ou=groups,dc=example,dc=com");
            }
            cluster.does(Actor.person("erin", groups, OC, "10.20.0.77", "")
                    .does("get", "users")
                    .named("~"));
        });
    }

    private static Actor person(String name, String group, String address, String role) {
        return Actor.person(
                name,
                List.of(group, "system:authenticated:oauth", "system:authenticated"),
                OC,
                address,
                "RBAC: allowed by "
                        + (role.equals("admin")
                                ? "RoleBinding \"admin/shop\""
                                : "ClusterRoleBinding \"platform-admins\"")
                        + " of ClusterRole \"" + role + "\" to Group \"" + group + "\"");
    }

    private void administrate(Actor alice) {
        whoAmI(alice);
        cluster.agenda.atWork(15, () -> {
            for (String kind : List.of("clusterversions", "clusteroperators", "nodes", "machineconfigpools")) {
                cluster.does(alice.does("list", kind).with(Cluster.pages()));
            }
        });
        cluster.agenda.atWork(12, () -> {
            cluster.does(alice.does("list", "pods").with(Cluster.pages()));
            cluster.does(alice.does("list", "events").in("openshift-ingress").with(Cluster.pages()));
            cluster.does(alice.does("get", "pods").in("openshift-ingress").named("router-default-5c9f8d7b6-x2k4p"));
            cluster.does(alice.does("get", "pods")
                    .in("openshift-ingress")
                    .named("router-default-5c9f8d7b6-x2k4p")
                    .sub("log")
                    .with("container=router&follow=true&tailLines=100")
                    .lasting(Duration.ofSeconds(45)));
        });
        cluster.agenda.atWork(6, () -> cluster.does(alice.does("list", "podmetrics")));
        cluster.agenda.atWork(10, () -> browse(alice, "openshift-monitoring"));
        cluster.agenda.atWork(
                2, () -> cluster.does(alice.does("list", "installplans").with(Cluster.pages())));
        cluster.agenda.atWork(
                2,
                () -> cluster.does(alice.does("get", "machinesets")
                        .in("openshift-machine-api")
                        .named("ocp-wroker")
                        .notFound()));
    }

    private void develop(Actor person, Workload mine) {
        whoAmI(person);
        String namespace = mine.namespace();
        cluster.agenda.atWork(
                14,
                () -> cluster.agenda.inTurn(
                        Duration.ofMillis(90),
                        ALL.stream()
                                .<Runnable>map(kind -> () -> cluster.does(
                                        person.does("list", kind).in(namespace).with(Cluster.pages())))
                                .toList()));
        cluster.agenda.atWork(20, () -> {
            cluster.does(person.does("list", "pods").in(namespace).with(Cluster.pages()));
            String pod = cluster.agenda.pick(controllers.pods(mine));
            cluster.agenda.after(Duration.ofSeconds(5), () -> {
                cluster.does(person.does("get", "pods").in(namespace).named(pod));
                cluster.does(person.does("get", "pods")
                        .in(namespace)
                        .named(pod)
                        .sub("log")
                        .with("container=" + mine.name() + "&follow=true")
                        .lasting(cluster.agenda.upTo(Duration.ofMinutes(8))));
            });
        });
        cluster.agenda.atWork(
                8,
                () -> cluster.does(person.does("watch", "pods")
                        .in(namespace)
                        .with("resourceVersion=" + cluster.log.nextVersion() + "&watch=true")
                        .lasting(cluster.agenda.upTo(Duration.ofMinutes(4)))));
        cluster.agenda.atWork(8, () -> browse(person, namespace));
        cluster.agenda.atWork(2, () -> restart(person, mine));
        cluster.agenda.atWork(2, () -> apply(person, mine));
        cluster.agenda.atWork(1, () -> upgradeByHelm(person.with(HELM), namespace));
        cluster.agenda.atWork(1, () -> scale(person, mine));
        cluster.agenda.atWork(1, () -> controllers.replacePod(mine, person));
        // what one may not, what there is not, and what somebody else has just changed
        cluster.agenda.atWork(
                2,
                () -> cluster.does(
                        person.does("list", "nodes").with(Cluster.pages()).forbidden()));
        cluster.agenda.atWork(
                1,
                () -> cluster.does(person.does("list", "pods")
                        .in("default")
                        .with(Cluster.pages())
                        .forbidden()));
        cluster.agenda.atWork(
                3,
                () -> cluster.does(person.does("get", "deployments")
                        .in(namespace)
                        .named("crat")
                        .notFound()));
        cluster.agenda.atWork(
                1,
                () -> cluster.does(person.does("update", "configmaps")
                        .in(namespace)
                        .named(mine.name() + "-config")
                        .conflict()));
        cluster.agenda.atWork(
                1,
                () -> cluster.does(person.does("create", "configmaps")
                        .in(namespace)
                        .named("trial")
                        .sending(Bodies.object(
                                Kind.of("configmaps"),
                                namespace,
                                "trial",
                                Map.of("data", Bodies.of("mode", "a<b && c>d"))))));
        cluster.agenda.atWork(1, () -> cluster.does(person.does("create", "selfsubjectaccessreviews")));
        if (person.name().equals("bob")) {
            cluster.agenda.atWork(1, () -> newProject(person, "bob-trial"));
            cluster.agenda.atWork(
                    1,
                    () -> cluster.does(
                            person.does("get", "secrets").in(namespace).named("cart-db")));
        }
    }

    private void whoAmI(Actor person) {
        cluster.agenda.atWork(6, () -> {
            cluster.does(person.does("get", "users").named("~"));
            cluster.does(person.does("list", "projects").with(Cluster.pages()));
        });
    }

    /** The console asks with the token of whoever looks at it: what may I, what is there, and goes on looking. */
    private void browse(Actor person, String namespace) {
        Actor browser = person.with(CONSOLE);
        List<Runnable> steps = new ArrayList<>();
        for (int i = 0; i < 12; i++) {
            steps.add(() -> cluster.does(browser.does("create", "selfsubjectaccessreviews")));
        }
        for (String kind : List.of(
                "pods", "deployments", "services", "routes", "events", "configmaps", "resourcequotas", "limitranges")) {
            steps.add(
                    () -> cluster.does(browser.does("list", kind).in(namespace).with("limit=250")));
            steps.add(() -> cluster.does(browser.does("watch", kind)
                    .in(namespace)
                    .with("resourceVersion=" + cluster.log.nextVersion() + "&watch=true")
                    .lasting(Duration.ofSeconds(30 + cluster.agenda.below(200)))));
        }
        cluster.agenda.inTurn(Duration.ofMillis(120), steps);
    }

    private void restart(Actor person, Workload mine) {
        cluster.does(Controllers.noted(person.does("patch", "deployments"), mine)
                .in(mine.namespace())
                .named(mine.name())
                .with("fieldManager=kubectl-rollout")
                .sending(Map.of(
                        "spec",
                        Map.of(
                                "template",
                                Map.of(
                                        "metadata",
                                        Map.of(
                                                "annotations",
                                                Map.of(
                                                        "kubectl.kubernetes.io/restartedAt",
                                                        cluster.agenda.now().toString())))))));
        controllers.rollOut(mine);
    }

    private void apply(Actor person, Workload mine) {
        cluster.agenda.inTurn(
                Duration.ofMillis(200),
                List.of(
                        () -> cluster.does(person.does("get", "configmaps")
                                .in(mine.namespace())
                                .named(mine.name() + "-config")),
                        () -> cluster.does(person.does("patch", "configmaps")
                                .in(mine.namespace())
                                .named(mine.name() + "-config")
                                .with("fieldManager=kubectl-client-side-apply")),
                        () -> cluster.does(person.does("get", "deployments")
                                .in(mine.namespace())
                                .named(mine.name())),
                        () -> cluster.does(Controllers.noted(person.does("patch", "deployments"), mine)
                                .in(mine.namespace())
                                .named(mine.name())
                                .with("fieldManager=kubectl-client-side-apply")
                                .sending(Map.of("spec", Bodies.of("template", mine.template())))),
                        () -> controllers.rollOut(mine)));
    }

    private void scale(Actor person, Workload mine) {
        cluster.does(person.does("patch", "deployments")
                .in(mine.namespace())
                .named(mine.name())
                .sub("scale")
                .sending(Map.of("spec", Map.of("replicas", 3))));
        controllers.scale(mine, cluster.controller("deployment-controller"));
        controllers.createPod(mine, "replicaset-controller", cluster.agenda.pick(cluster.workers));
    }

    /** Helm keeps its releases in secrets: it lists them, writes a new one, and marks the one before. */
    private void upgradeByHelm(Actor person, String namespace) {
        String release = "sh.helm.release.v1.redis.v";
        List<Runnable> steps = new ArrayList<>();
        steps.add(() -> cluster.does(
                person.does("list", "secrets").in(namespace).with("labelSelector=name%3Dredis%2Cowner%3Dhelm")));
        steps.add(() -> cluster.does(person.does("get", "secrets").in(namespace).named(release + 6)));
        steps.add(() ->
                cluster.does(person.does("create", "secrets").in(namespace).named(release + 7)));
        for (String kind : List.of("serviceaccounts", "configmaps", "services", "statefulsets")) {
            steps.add(() -> cluster.does(person.does("get", kind).in(namespace).named("redis")));
            steps.add(() -> cluster.does(
                    person.does("patch", kind).in(namespace).named("redis").with("fieldManager=helm")));
        }
        steps.add(() ->
                cluster.does(person.does("update", "secrets").in(namespace).named(release + 6)));
        steps.add(() ->
                cluster.does(person.does("update", "secrets").in(namespace).named(release + 7)));
        steps.add(() ->
                cluster.does(person.does("delete", "secrets").in(namespace).named("sh.helm.release.v1.redis.v1")));
        cluster.agenda.inTurn(Duration.ofMillis(300), steps);
    }

    /** {@code oc new-project}: what the person asks for, the openshift-apiserver does. */
    private void newProject(Actor person, String namespace) {
        Actor server = cluster.pod(
                "openshift-apiserver",
                "openshift-apiserver-sa",
                Operators.agent("openshift-apiserver"),
                "cluster-admin");
        cluster.does(person.does("create", "projectrequests").named(namespace));
        List<Runnable> steps = new ArrayList<>(Automation.newNamespace(cluster, server, namespace));
        steps.add(() -> cluster.does(server.does("create", "rolebindings")
                .in(namespace)
                .named("admin")
                .sending(Bodies.object(
                        Kind.of("rolebindings"),
                        namespace,
                        "admin",
                        Bodies.of(
                                "subjects",
                                        List.of(Bodies.of(
                                                "kind",
                                                "User",
                                                "apiGroup",
                                                "rbac.authorization.k8s.io",
                                                "name",
                                                person.name())),
                                "roleRef",
                                        Bodies.of(
                                                "apiGroup",
                                                "rbac.authorization.k8s.io",
                                                "kind",
                                                "ClusterRole",
                                                "name",
                                                "admin"))))));
        cluster.agenda.inTurn(Duration.ofMillis(80), steps);
    }
}
