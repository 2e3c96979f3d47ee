package io.auditrules.check.evaded;

import java.util.List;

/** Resources that rules are written about and that take every verb. */
final class Writable {
    static final List<String> RESOURCES = List.of(
            "pods",
            "deployments",
            "daemonsets",
            "statefulsets",
            "replicasets",
            "jobs",
            "cronjobs",
            "secrets",
            "configmaps",
            "serviceaccounts",
            "roles",
            "rolebindings",
            "clusterroles",
            "clusterrolebindings",
            "networkpolicies",
            "ingresses",
            "services",
            "persistentvolumes",
            "validatingwebhookconfigurations",
            "mutatingwebhookconfigurations",
            "customresourcedefinitions",
            "securitycontextconstraints",
            "machineconfigs",
            "namespaces");

    private Writable() {}
}
