package io.auditrules.catalogue.cluster;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Who asks.
 *
 * @param name empty for somebody whom the API server does not know
 * @param user the audit event's {@code user}
 * @param agent the client's {@code userAgent}
 * @param reason why the authorizer allows what it asks
 */
record Actor(String name, Map<String, Object> user, String agent, String address, String reason) {
    private static final String KUBERNETES = "/v1.33.5 (linux/amd64) kubernetes/4a2bc4b";

    Actor {
        user = Collections.unmodifiableMap(new LinkedHashMap<>(user));
    }

    private static Map<String, Object> user(String name, List<String> groups, Map<String, Object> extra) {
        Map<String, Object> user = new LinkedHashMap<>();
        user.put("username", name);
        user.put("groups", groups);
        if (!extra.isEmpty()) {
            user.put("extra", extra);
        }
        return user;
    }

    private static Actor of(String name, List<String> groups, String agent, String address, String reason) {
        return new Actor(name, user(name, groups, certificate(name)), agent, address, reason);
    }

    private static Map<String, Object> certificate(String name) {
        return Map.of(
                "authentication.kubernetes.io/credential-id",
                List.of(String.format("X509SHA256=%064x", name.hashCode() & 0xffffffffL)));
    }

    /** The kubelet of a node. */
    static Actor kubelet(String node, String address) {
        return of(
                "system:node:" + node,
                List.of("system:nodes", "system:authenticated"),
                "kubelet" + KUBERNETES,
                address,
                "");
    }

    /** An agent of the network on a node, which has a certificate of its own. */
    static Actor nodeAgent(String kind, String node, String address) {
        String binding = kind.equals("multus") ? "multus-group" : "openshift-ovn-kubernetes-node-identity-limited";
        return of(
                "system:" + kind + ":" + node,
                List.of(kind.equals("multus") ? "system:multus" : "system:ovn-nodes", "system:authenticated"),
                kind.equals("multus") ? "multus-daemon/v0.0.0 (linux/amd64) kubernetes/$Format" : node + "/ovnkube",
                address,
                "RBAC: allowed by ClusterRoleBinding \"" + binding + "\" of ClusterRole \"" + binding + "\" to Group \""
                        + (kind.equals("multus") ? "system:multus" : "system:ovn-nodes") + "\"");
    }

    /** A part of the control plane, with a client certificate. */
    static Actor component(String name, String agent, String address) {
        return of(
                "system:" + name,
                List.of("system:authenticated"),
                agent + KUBERNETES,
                address,
                "RBAC: allowed by ClusterRoleBinding \"system:" + name + "\" of ClusterRole \"system:" + name
                        + "\" to User \"system:" + name + "\"");
    }

    /** The kube-apiserver itself. */
    static Actor apiServer() {
        return new Actor(
                "system:apiserver",
                user("system:apiserver", List.of("system:authenticated", "system:masters"), Map.of()),
                "kube-apiserver" + KUBERNETES,
                "::1",
                "");
    }

    /** A controller of the kube-controller-manager, which acts with a service account of its own. */
    static Actor controller(String name, String address) {
        String account = "system:serviceaccount:kube-system:" + name;
        return new Actor(
                account,
                serviceAccount("kube-system", name, Map.of()),
                "kube-controller-manager" + KUBERNETES + "/" + account,
                address,
                "RBAC: allowed by ClusterRoleBinding \"system:controller:" + name
                        + "\" of ClusterRole \"system:controller:" + name + "\" to ServiceAccount \"" + name
                        + "/kube-system\"");
    }

    /** A pod with a service account. */
    static Actor pod(String namespace, String account, String agent, String node, String address, String role) {
        String pod = account + "-" + Integer.toHexString(account.hashCode()) + "-x7d2q";
        Map<String, Object> extra = new LinkedHashMap<>();
        extra.put(
                "authentication.kubernetes.io/credential-id",
                List.of(String.format("JTI=%08x-5b1c-4d7e-9a63-0f2d4c6b8a10", pod.hashCode())));
        extra.put("authentication.kubernetes.io/node-name", List.of(node));
        extra.put("authentication.kubernetes.io/node-uid", List.of(uid(node)));
        extra.put("authentication.kubernetes.io/pod-name", List.of(pod));
        extra.put("authentication.kubernetes.io/pod-uid", List.of(uid(pod)));
        return new Actor(
                "system:serviceaccount:" + namespace + ":" + account,
                serviceAccount(namespace, account, extra),
                agent,
                address,
                "RBAC: allowed by ClusterRoleBinding \"" + account + "\" of ClusterRole \"" + role
                        + "\" to ServiceAccount \"" + account + "/" + namespace + "\"");
    }

    private static Map<String, Object> serviceAccount(String namespace, String account, Map<String, Object> extra) {
        String name = "system:serviceaccount:" + namespace + ":" + account;
        Map<String, Object> user = new LinkedHashMap<>();
        user.put("username", name);
        user.put("uid", uid(name));
        user.put(
                "groups",
                List.of("system:serviceaccounts", "system:serviceaccounts:" + namespace, "system:authenticated"));
        if (!extra.isEmpty()) {
            user.put("extra", extra);
        }
        return user;
    }

    private static String uid(String name) {
        return String.format("%08x-3f0e-4c52-8d1b-%012x", name.hashCode(), 7919L * name.hashCode() & 0xffffffffffffL);
    }

    /** A person who has logged in. */
    static Actor person(String name, List<String> groups, String agent, String address, String reason) {
        Map<String, Object> user = new LinkedHashMap<>();
        user.put("username", name);
        user.put("uid", uid(name));
        user.put("groups", groups);
        user.put("extra", Map.of("scopes.authorization.openshift.io", List.of("user:full")));
        return new Actor(name, user, agent, address, reason);
    }

    /** Somebody without credentials. */
    static Actor anonymous(String agent, String address) {
        return new Actor(
                "system:anonymous",
                user("system:anonymous", List.of("system:unauthenticated"), Map.of()),
                agent,
                address,
                "RBAC: allowed by ClusterRoleBinding \"system:public-info-viewer\" of ClusterRole \"system:public-info-viewer\" to"
                        + " Group \"system:unauthenticated\"");
    }

    /** Somebody with credentials that do not hold. */
    static Actor stranger(String agent, String address) {
        return new Actor("", Map.of(), agent, address, "");
    }

    /** The same one with another client. */
    Actor with(String otherAgent) {
        return new Actor(name, user, otherAgent, address, reason);
    }

    /** The namespace of a service account. */
    String namespace() {
        return name.split(":", -1)[2];
    }

    /** A request about objects. */
    Request does(String verb, String resource) {
        return new Request(this, verb, Kind.of(resource));
    }

    /** A request of something else. */
    Request fetches(String verb, String uri) {
        return new Request(this, verb, uri);
    }
}
