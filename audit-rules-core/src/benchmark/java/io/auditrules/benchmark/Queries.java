package io.auditrules.benchmark;

import java.util.List;

/** What is asked of the log. */
final class Queries {
    /** Shells in pods, the lines. */
    static final String LINES = "{log_type=\"audit\"} |~ \"/exec?\" | json | objectRef_subresource=\"exec\"";

    /** The same as an alert, as people write it by hand. */
    static final String ALERT = "sum by (objectRef_namespace, objectRef_name, user_username) (count_over_time("
            + LINES
            + " [2h])) > 0";

    /** A filter that rejects every line. */
    static final String NOTHING = "{log_type=\"audit\"} |= \"zzzz-nothing\"";

    private static final List<String> RESOURCES = List.of(
            "exec", "attach", "portforward", "proxy", "ephemeralcontainers", "token", "rolebindings", "clusterrolebindings",
            "clusterroles", "roles", "serviceaccounts", "secrets", "nodes", "namespaces", "daemonsets", "cronjobs", "jobs",
            "validatingwebhookconfigurations", "mutatingwebhookconfigurations", "persistentvolumes", "networkpolicies",
            "certificatesigningrequests", "impersonate", "oauthclients", "securitycontextconstraints", "machineconfigs",
            "clusteroperators", "subscriptions", "identities", "groups", "users", "pods", "configmaps", "ingresses", "routes",
            "services", "endpointslices", "leases", "customresourcedefinitions", "apiservices", "priorityclasses",
            "storageclasses", "runtimeclasses", "resourcequotas", "limitranges", "podsecuritypolicies", "tokenreviews",
            "selfsubjectaccessreviews", "scale", "eviction");

    private Queries() {}

    /** Fifty rules, each about another resource. */
    static List<String> fifty() {
        return RESOURCES.stream()
                .map(resource -> "sum by (user_username, objectRef_namespace) (count_over_time({log_type=\"audit\"} |= `\""
                        + resource
                        + "\"` | json user_username=\"user.username\", objectRef_namespace=\"objectRef.namespace\","
                        + " resource=\"objectRef.resource\", subresource=\"objectRef.subresource\", verb=\"verb\","
                        + " stage=\"stage\" | __error__=\"\" | resource=\""
                        + resource
                        + "\" or subresource=\""
                        + resource
                        + "\" | verb=~\"create|delete|deletecollection\" | stage=\"ResponseComplete\" [5m])) > 0")
                .toList();
    }
}
