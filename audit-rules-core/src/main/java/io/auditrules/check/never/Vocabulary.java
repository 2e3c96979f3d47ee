package io.auditrules.check.never;

import io.auditrules.check.EventLines;
import io.auditrules.rule.Field;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * What values a field of an audit event can have (kubernetes/apiserver: pkg/endpoints/request/requestinfo.go,
 * pkg/apis/audit/v1/types.go, pkg/endpoints/filters/authorization.go).
 *
 * @param values all of them; empty where there are more than can be listed
 * @param fault why a value is none of them, and what to write instead; empty if it is one, or may be
 */
record Vocabulary(Set<String> values, Function<String, Optional<Fault>> fault) {

    /**
     * Why a value never occurs.
     *
     * @param what such as {@code is a group, and no user}
     * @param advice what to write
     */
    record Fault(String what, String advice) {}

    private static final List<String> VERBS =
            List.of("get", "list", "watch", "create", "update", "patch", "delete", "deletecollection", "proxy");
    private static final List<String> METHODS =
            List.of("get", "post", "put", "patch", "delete", "head", "options", "connect", "trace");
    private static final Set<String> VERBS_OF_ROLES =
            Set.of("impersonate", "bind", "escalate", "use", "approve", "sign", "attest", "*");
    private static final Map<String, String> VERBS_MEANT = Map.ofEntries(
            Map.entry("replace", "kubectl replace is an update: write \"update\""),
            Map.entry("apply", "kubectl apply is a create or a patch: write =~\"create|patch\""),
            Map.entry("edit", "kubectl edit is a patch: write \"patch\""),
            Map.entry("modify", "write =~\"update|patch\""),
            Map.entry("read", "write =~\"get|list|watch\""),
            Map.entry("write", "write =~\"create|update|patch\""),
            Map.entry("remove", "write =~\"delete|deletecollection\""),
            Map.entry("post", "a POST to a resource is a create: write \"create\""),
            Map.entry("put", "a PUT to a resource is an update: write \"update\""),
            Map.entry("exec", subresource("exec")),
            Map.entry("attach", subresource("attach")),
            Map.entry("portforward", subresource("portforward")),
            Map.entry("port-forward", subresource("portforward")),
            Map.entry("scale", subresource("scale")),
            Map.entry("log", subresource("log")),
            Map.entry("logs", subresource("log")));
    private static final List<String> LEVELS = List.of("Metadata", "Request", "RequestResponse");
    /** What collectors write in place of the audit level, or beside it. */
    private static final List<String> LEVELS_OF_LOGS =
            List.of("default", "unknown", "trace", "debug", "info", "warn", "warning", "error", "critical", "fatal");

    private static final Set<String> GROUPS = Set.of(
            "system:unauthenticated",
            "system:authenticated",
            "system:authenticated:oauth",
            "system:masters",
            "system:nodes",
            "system:bootstrappers",
            "system:serviceaccounts",
            "system:cluster-admins",
            "system:cluster-readers",
            "system:monitoring");
    private static final Map<String, String> RESOURCES_MEANT = resourcesMeant();

    private static final Vocabulary VERB = verb(Stream.concat(VERBS.stream(), METHODS.stream()));
    private static final Vocabulary VERB_OF_RESOURCE = verb(VERBS.stream());
    private static final Vocabulary STAGE = listed(
            List.of("ResponseStarted", "ResponseComplete", "Panic", "RequestReceived"),
            "is no stage of an event",
            "write ResponseStarted or ResponseComplete");
    private static final Vocabulary STAGE_OF_OPENSHIFT = stageOfOpenShift();
    private static final Vocabulary CODE = listed(
            IntStream.range(100, 600).mapToObj(Integer::toString).toList(),
            "is no HTTP status",
            "write a status of three digits, such as \"403\", or the first digit and dots: =~\"4..\"");
    private static final Vocabulary DECISION =
            listed(List.of("allow", "forbid"), "is no decision of the authorizer", "write \"allow\" or \"forbid\"");
    private static final Vocabulary LEVEL = listed(
            Stream.concat(LEVELS.stream(), LEVELS_OF_LOGS.stream()).toList(),
            "is no audit level",
            "write Metadata, Request or RequestResponse");
    private static final Vocabulary RESOURCE = new Vocabulary(Set.of(), resource(false));
    private static final Vocabulary RESOURCE_OF_GROUP = new Vocabulary(Set.of(), resource(true));
    private static final Vocabulary SUBRESOURCE = new Vocabulary(Set.of(), Vocabulary::subresourceFault);
    private static final Vocabulary USER = new Vocabulary(Set.of(), Vocabulary::userFault);

    private static String subresource(String name) {
        return "it is a subresource: write objectRef_subresource=\"" + name + "\" and verb=~\"create|get\"";
    }

    private static Map<String, String> resourcesMeant() {
        Map<String, String> meant = new HashMap<>();
        for (String plural : ("pods secrets configmaps serviceaccounts namespaces nodes services deployments daemonsets"
                        + " statefulsets replicasets jobs cronjobs roles rolebindings clusterroles clusterrolebindings"
                        + " persistentvolumes persistentvolumeclaims customresourcedefinitions"
                        + " validatingwebhookconfigurations mutatingwebhookconfigurations certificatesigningrequests"
                        + " securitycontextconstraints routes projects oauthclients")
                .split(" ", -1)) {
            meant.put(plural.substring(0, plural.length() - 1), plural);
        }
        meant.put("ingress", "ingresses");
        meant.put("networkpolicy", "networkpolicies");
        String[] names = ("po pods svc services deploy deployments ds daemonsets sts statefulsets cm configmaps"
                        + " sa serviceaccounts ns namespaces pv persistentvolumes pvc persistentvolumeclaims"
                        + " crd customresourcedefinitions crds customresourcedefinitions csr certificatesigningrequests"
                        + " netpol networkpolicies scc securitycontextconstraints")
                .split(" ", -1);
        for (int i = 0; i < names.length; i += 2) {
            meant.put(names[i], names[i + 1]);
        }
        return meant;
    }

    /** The fields whose values are known, for lines of which this much is known. */
    static Map<String, Vocabulary> of(EventLines lines) {
        boolean isOfResource = Stream.of("resource", "subresource", "namespace", "name")
                .anyMatch(part -> lines.needs("objectRef." + part));
        Map<String, Vocabulary> fields = new LinkedHashMap<>();
        fields.put("verb", isOfResource ? VERB_OF_RESOURCE : VERB);
        fields.put("stage", lines.isOfOpenShift() ? STAGE_OF_OPENSHIFT : STAGE);
        fields.put("responseStatus.code", CODE);
        fields.put(Field.DECISION.jsonPath(), DECISION);
        fields.put("level", LEVEL);
        fields.put("objectRef.resource", lines.needs("objectRef.apiGroup") ? RESOURCE_OF_GROUP : RESOURCE);
        fields.put("objectRef.subresource", SUBRESOURCE);
        fields.put("user.username", USER);
        return fields;
    }

    private static Vocabulary listed(List<String> values, String what, String advice) {
        Set<String> all = new LinkedHashSet<>(values);
        return new Vocabulary(
                all,
                value -> all.stream().anyMatch(known -> known.contains(value))
                        ? Optional.empty()
                        : Optional.of(new Fault(what, advice)));
    }

    private static Vocabulary verb(Stream<String> values) {
        Set<String> verbs = values.collect(Collectors.toCollection(LinkedHashSet::new));
        return new Vocabulary(
                verbs,
                value -> verbs.stream().anyMatch(known -> known.contains(value))
                        ? Optional.empty()
                        : Optional.of(verbFault(value)));
    }

    private static Fault verbFault(String value) {
        String lower = value.toLowerCase(Locale.ROOT);
        if (VERBS_OF_ROLES.contains(lower)) {
            return new Fault(
                    "is a verb of roles, and never that of a request",
                    lower.equals("impersonate")
                            ? "a request in another's name has its own verb: write impersonatedUser_username!=\"\""
                            : "say which request you mean: its verb is one of " + String.join(", ", VERBS));
        }
        String advice = VERBS_MEANT.containsKey(lower)
                ? VERBS_MEANT.get(lower)
                : VERBS.contains(lower)
                        ? "verbs have small letters: write \"" + lower + "\""
                        : "write one of " + String.join(", ", VERBS);
        return new Fault("is no verb of a request", advice);
    }

    private static Vocabulary stageOfOpenShift() {
        Set<String> recorded = new LinkedHashSet<>(STAGE.values);
        recorded.remove("RequestReceived");
        return new Vocabulary(
                recorded,
                value -> value.equals("RequestReceived")
                        ? Optional.of(new Fault(
                                "is the stage that OpenShift does not record",
                                "write ResponseComplete, or ResponseStarted for exec, attach and portforward"))
                        : STAGE.fault.apply(value));
    }

    private static Function<String, Optional<Fault>> resource(boolean isOfKnownGroup) {
        return value -> {
            int slash = value.indexOf('/');
            String lower = value.toLowerCase(Locale.ROOT);
            if (slash >= 0) {
                return Optional.of(new Fault(
                        "joins a resource and a subresource, which are two fields of an event",
                        "write objectRef_resource=\"" + value.substring(0, slash) + "\" and objectRef_subresource=\""
                                + value.substring(slash + 1) + "\""));
            }
            if (!isOfKnownGroup && RESOURCES_MEANT.containsKey(lower)) {
                return Optional.of(new Fault(
                        "is no name of a resource in a path of the API",
                        "write the plural in small letters: \"" + RESOURCES_MEANT.get(lower) + "\""));
            }
            return lower.equals(value)
                    ? Optional.empty()
                    : Optional.of(new Fault(
                            "has a capital, which no resource has in a path of the API",
                            "write the plural in small letters, such as \"rolebindings\""));
        };
    }

    private static Optional<Fault> subresourceFault(String value) {
        String lower = value.toLowerCase(Locale.ROOT);
        int slash = value.indexOf('/');
        if (slash >= 0) {
            return Optional.of(new Fault(
                    "joins a resource and a subresource, which are two fields of an event",
                    "write \"" + value.substring(slash + 1) + "\""));
        }
        if (lower.equals("logs") || lower.equals("port-forward")) {
            return Optional.of(new Fault(
                    "is what kubectl calls it, and no subresource",
                    "write \"" + (lower.equals("logs") ? "log" : "portforward") + "\""));
        }
        return lower.equals(value)
                ? Optional.empty()
                : Optional.of(new Fault(
                        "has a capital, which no subresource has", "write it in small letters: \"" + lower + "\""));
    }

    private static Optional<Fault> userFault(String value) {
        return GROUPS.contains(value) || value.startsWith("system:serviceaccounts:")
                ? Optional.of(new Fault(
                        "is a group, and no user",
                        "ask the groups: | json groups=\"user.groups\" | groups=~`.*\"" + value + "\".*`"
                                + (value.equals("system:unauthenticated")
                                        ? ", or write \"system:anonymous\", the user of requests without credentials"
                                        : "")))
                : Optional.empty();
    }
}
