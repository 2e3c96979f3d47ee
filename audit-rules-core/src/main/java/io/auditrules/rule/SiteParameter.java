package io.auditrules.rule;

import io.auditrules.diagnostic.IllegalValueException;
import io.auditrules.diagnostic.Suggestion;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * What a site may say of itself, so that detections take it as expected. The defaults are what OpenShift and managed
 * clusters are made of. None of them is {@code system:*}: that would hide {@code system:anonymous}, {@code system:admin}
 * and every stolen service account.
 */
public enum SiteParameter {
    /** Narrow the exceptions that use it to system namespaces: these users create the pods of everybody. */
    PLATFORM_USERS(
            "platformUsers",
            "users that are part of the platform; expected in system namespaces",
            Kind.USER,
            "system:apiserver",
            "system:kube-controller-manager",
            "system:kube-scheduler",
            "system:kube-proxy",
            "system:node:*",
            "system:serviceaccount:kube-system:*",
            "system:serviceaccount:openshift-*:*",
            "system:openshift-*",
            "eks:*",
            "aksService",
            "masterclient"),
    SYSTEM_NAMESPACES(
            "systemNamespaces",
            "namespaces of the platform",
            Kind.GLOB,
            "kube-system",
            "kube-public",
            "kube-node-lease",
            "openshift",
            "openshift-*",
            "gke-system",
            "gke-managed-*",
            "gke-gmp-system",
            "gmp-system"),
    TRUSTED_USERS("trustedUsers", "users whose doings are no news", Kind.USER),
    /** Those that Kubernetes distributions and OpenShift are installed with. */
    BREAK_GLASS_USERS(
            "breakGlassUsers",
            "administrators that are for emergencies only",
            Kind.USER,
            "kubernetes-admin",
            "kubernetes-super-admin",
            "admin",
            "minikube-user",
            "kube:admin",
            "system:admin",
            "cluster-admin"),
    TRUSTED_REGISTRIES(
            "trustedRegistries",
            "where images may come from",
            Kind.IMAGE,
            "quay.io/openshift-release-dev/*",
            "registry.redhat.io/*",
            "registry.access.redhat.com/*",
            "image-registry.openshift-image-registry.svc:5000/*"),
    CROWN_JEWEL_SECRETS(
            "crownJewelSecrets",
            "names of secrets that open the whole cluster",
            Kind.GLOB,
            "kubeadmin",
            "central-htpasswd",
            "bootstrap-token-*",
            "*-signer*",
            "etcd-*",
            "node-kubeconfigs",
            "pull-secret",
            "aws-creds"),
    CROWN_JEWEL_NAMESPACES(
            "crownJewelNamespaces",
            "namespaces all of whose secrets do",
            Kind.GLOB,
            "kube-system",
            "openshift-config",
            "openshift-kube-apiserver*",
            "openshift-etcd"),
    /** RFC 1918, loopback, link-local, carrier-grade NAT (RFC 6598) and IPv6 unique local addresses. */
    PRIVATE_NETWORKS(
            "privateNetworks",
            "networks that requests may come from",
            Kind.NETWORK,
            "10.0.0.0/8",
            "172.16.0.0/12",
            "192.168.0.0/16",
            "127.0.0.0/8",
            "169.254.0.0/16",
            "100.64.0.0/10",
            "::1",
            "fe80::/10",
            "fc00::/7"),
    THREAT_NETWORKS("threatNetworks", "networks that no request may come from", Kind.NETWORK),
    KNOWN_NODES("knownNodes", "names of nodes that may join", Kind.GLOB),
    /** Their mirror pods are named for the node: {@code etcd-master-0}. */
    STATIC_PODS(
            "staticPods",
            "mirror pods of the control plane",
            Kind.GLOB,
            "etcd-*",
            "kube-apiserver-*",
            "kube-controller-manager-*",
            "kube-scheduler-*",
            "openshift-kube-scheduler-*",
            "kube-rbac-proxy-crio-*",
            "kube-proxy-*",
            "apiserver-watcher-*",
            "coredns-*",
            "haproxy-*",
            "keepalived-*"),
    DEPLOYERS(
            "deployers",
            "users that deploy for others: GitOps controllers, pipelines",
            Kind.USER,
            "system:serviceaccount:openshift-gitops:openshift-gitops-argocd-application-controller",
            "system:serviceaccount:argocd:argocd-application-controller",
            "system:serviceaccount:flux-system:kustomize-controller",
            "system:serviceaccount:flux-system:helm-controller"),
    IMPERSONATORS(
            "impersonators",
            "users that act in the name of others",
            Kind.USER,
            "system:openshift-*",
            "system:serviceaccount:openshift-apiserver:*",
            "system:serviceaccount:openshift-operator-lifecycle-manager:*",
            "system:serviceaccount:openshift-insights:operator",
            "system:serviceaccount:argocd:argocd-application-controller",
            "system:serviceaccount:flux-system:kustomize-controller",
            "system:serviceaccount:flux-system:helm-controller",
            "eks:*");

    /** What the values of a parameter are. */
    public enum Kind {
        /** Names in which {@code *} stands for any text. */
        GLOB("globs"),
        /** The same of users, none of which may stand for everybody. */
        USER("globs of users"),
        /** Globs of images with their registry: {@code registry.example.com/team/*}. */
        IMAGE("globs of images"),
        /** Addresses, or networks in CIDR notation. */
        NETWORK("networks");

        private final String plural;

        Kind(String plural) {
            this.plural = plural;
        }

        @Override
        public String toString() {
            return plural;
        }
    }

    private static final String ANYBODY = "system:anonymous";

    private final String text;
    private final String description;
    private final Kind kind;

    @SuppressWarnings("ImmutableEnumChecker") // Of a list that cannot be changed.
    private final List<String> defaults;

    SiteParameter(String text, String description, Kind kind, String... defaults) {
        this.text = text;
        this.description = description;
        this.kind = kind;
        this.defaults = List.of(defaults);
    }

    /**
     * Reads the form that definitions use.
     *
     * @throws IllegalValueException for any other text
     */
    public static SiteParameter of(String text) {
        return Arrays.stream(values())
                .filter(parameter -> parameter.text.equals(text))
                .findFirst()
                .orElseThrow(() -> new IllegalValueException(
                        "\"" + text + "\" is not a parameter of a site", Suggestion.of(text, names())));
    }

    /** All, as definitions write them. */
    public static List<String> names() {
        return Arrays.stream(values()).map(SiteParameter::toString).toList();
    }

    /** What it means, in half a sentence. */
    public String description() {
        return description;
    }

    /** What its values are. */
    public Kind kind() {
        return kind;
    }

    /** What it is unless a site says something else. */
    public List<String> defaults() {
        return defaults;
    }

    /**
     * Refuses what cannot be.
     *
     * @throws IllegalValueException if the text is not a value of this parameter
     */
    public void check(String value) {
        switch (kind) {
            case GLOB -> checkGlob(value);
            case USER -> checkUser(value);
            case IMAGE -> checkImage(value);
            case NETWORK -> new ValuePattern.Network(value);
        }
    }

    private void checkGlob(String value) {
        if (value.isBlank()) {
            throw new IllegalValueException(
                    "an empty text is no value of \"" + text + "\"", "write a name, or a glob such as team-*");
        }
        if (value.replace("*", "").isEmpty()) {
            throw new IllegalValueException(
                    "\"" + value + "\" as value of \"" + text + "\" stands for all that there are",
                    "name those that you mean");
        }
    }

    private void checkUser(String value) {
        checkGlob(value);
        if (value.contains("*") && fits(value, ANYBODY)) {
            throw new IllegalValueException(
                    "\"" + value + "\" takes in " + ANYBODY + ", which is anybody", "name those that you mean");
        }
    }

    private static boolean fits(String glob, String text) {
        String regex = Arrays.stream(glob.split("\\*", -1)).map(Pattern::quote).collect(Collectors.joining(".*"));
        return Pattern.matches(regex, text);
    }

    /** A star in the host would be an invitation: {@code registry.example.com*} fits {@code registry.example.com.evil/x}. */
    private void checkImage(String value) {
        int slash = value.indexOf('/');
        if (slash <= 0 || value.substring(0, slash).contains("*") || value.endsWith("/")) {
            throw new IllegalValueException(
                    "\"" + value + "\" is not a glob of images with their registry",
                    "write the registry in full, a slash and what lies there: registry.example.com/*");
        }
    }

    /** As definitions write it. */
    @Override
    public String toString() {
        return text;
    }
}
