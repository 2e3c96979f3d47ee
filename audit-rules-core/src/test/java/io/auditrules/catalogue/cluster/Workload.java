package io.auditrules.catalogue.cluster;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Something that has pods.
 *
 * @param owner what the pods belong to: ReplicaSet, DaemonSet, Job, …
 * @param account the service account of the pods
 */
record Workload(String owner, String namespace, String name, String image, String account, Powers powers) {

    /**
     * What its pods may do on their node.
     *
     * @param scc the SecurityContextConstraints that admit them
     */
    record Powers(
            String scc,
            boolean isPrivileged,
            boolean hasHostNetwork,
            boolean hasHostPid,
            List<String> hostPaths,
            List<String> capabilities) {
        /** Nothing. */
        static final Powers NONE = new Powers("restricted-v2", false, false, false, List.of(), List.of());

        /** All. */
        static Powers all(String... hostPaths) {
            return new Powers("privileged", true, true, true, List.of(hostPaths), List.of());
        }

        /** Some of the node's files, and root to read them. */
        static Powers files(String scc, String... hostPaths) {
            return new Powers(scc, false, false, false, List.of(hostPaths), List.of());
        }

        static Powers network(String scc, List<String> capabilities, String... hostPaths) {
            return new Powers(scc, false, true, false, List.of(hostPaths), capabilities);
        }
    }

    static Workload deployment(String namespace, String name, String image) {
        return new Workload("ReplicaSet", namespace, name, image, "default", Powers.NONE);
    }

    static Workload daemonSet(String namespace, String name, Powers powers) {
        return new Workload(
                "DaemonSet",
                namespace,
                name,
                "quay.io/openshift-release-dev/ocp-v4.0-art-dev@sha256:" + "9c1e".repeat(16),
                name,
                powers);
    }

    static Workload job(String namespace, String name, String image, String account) {
        return new Workload("Job", namespace, name, image, account, Powers.NONE);
    }

    /** Whether it belongs to the platform. */
    boolean isOfPlatform() {
        return namespace.startsWith("openshift-") || namespace.startsWith("kube-");
    }

    /** What the template of its pods says, as its author wrote it. */
    Map<String, Object> template() {
        return Bodies.of("metadata", Map.of("labels", labels()), "spec", spec(false));
    }

    Map<String, Object> labels() {
        return Bodies.of("app.kubernetes.io/name", name, "app.kubernetes.io/instance", name);
    }

    /** A pod as a controller sends it, and what admission makes of it. */
    Map<String, Object> pod(Map<String, Object> metadata, boolean isAdmitted) {
        return Bodies.object(Kind.of("pods"), metadata, Bodies.of("spec", spec(isAdmitted), "status", Map.of()));
    }

    private Map<String, Object> spec(boolean isAdmitted) {
        Map<String, Object> spec = new LinkedHashMap<>();
        List<Object> volumes = new ArrayList<>();
        List<Object> mounts = new ArrayList<>();
        for (String path : powers.hostPaths()) {
            String volume = path.equals("/") ? "rootfs" : path.substring(1).replaceAll("[/.]", "-");
            volumes.add(Bodies.of("name", volume, "hostPath", Bodies.of("path", path, "type", "")));
            mounts.add(Bodies.of("name", volume, "mountPath", "/host" + path));
        }
        volumes.add(Bodies.of("name", "config", "configMap", Bodies.of("name", name + "-config", "defaultMode", 420)));
        mounts.add(Bodies.of("name", "config", "readOnly", true, "mountPath", "/etc/" + name));
        spec.put("volumes", volumes);
        spec.put("containers", List.of(container(mounts, isAdmitted)));
        spec.put("restartPolicy", owner.equals("Job") ? "Never" : "Always");
        spec.put("terminationGracePeriodSeconds", 30);
        spec.put("dnsPolicy", "ClusterFirst");
        spec.put("nodeSelector", Map.of("kubernetes.io/os", "linux"));
        spec.put("serviceAccountName", account);
        spec.put("serviceAccount", account);
        if (powers.hasHostNetwork()) {
            spec.put("hostNetwork", true);
        }
        if (powers.hasHostPid()) {
            spec.put("hostPID", true);
        }
        spec.put(
                "securityContext",
                isAdmitted && powers.equals(Powers.NONE)
                        ? Bodies.of(
                                "seLinuxOptions", Map.of("level", "s0:c26,c20"),
                                "fsGroup", 1_000_680_000L,
                                "seccompProfile", Map.of("type", "RuntimeDefault"))
                        : Map.of());
        spec.put("schedulerName", "default-scheduler");
        if (owner.equals("DaemonSet")) {
            spec.put("tolerations", List.of(Bodies.of("operator", "Exists")));
            spec.put("priorityClassName", "system-node-critical");
        }
        return spec;
    }

    private Map<String, Object> container(List<Object> mounts, boolean isAdmitted) {
        Map<String, Object> security = new LinkedHashMap<>();
        if (powers.isPrivileged()) {
            security.put("privileged", true);
        } else if (!powers.capabilities().isEmpty()) {
            security.put("capabilities", Map.of("add", powers.capabilities()));
        } else if (!powers.equals(Powers.NONE)) {
            security.put("runAsUser", 0);
        } else if (isAdmitted) {
            security.put("capabilities", Map.of("drop", List.of("ALL")));
            security.put("runAsUser", 1_000_680_000L);
            security.put("runAsNonRoot", true);
            security.put("allowPrivilegeEscalation", false);
        }
        Map<String, Object> container = Bodies.of(
                "name", name,
                "image", image,
                "args", List.of("--config=/etc/" + name + "/config.yaml", "--log-level=info"),
                "ports", List.of(Bodies.of("name", "http", "containerPort", 8080, "protocol", "TCP")),
                "env",
                        List.of(Bodies.of(
                                "name",
                                "POD_NAME",
                                "valueFrom",
                                Map.of("fieldRef", Bodies.of("apiVersion", "v1", "fieldPath", "metadata.name")))),
                "resources", Map.of("requests", Bodies.of("cpu", "10m", "memory", "64Mi")),
                "volumeMounts", mounts);
        container.put("terminationMessagePath", "/dev/termination-log");
        container.put("imagePullPolicy", "IfNotPresent");
        if (!security.isEmpty()) {
            container.put("securityContext", security);
        }
        return container;
    }

    /** What Pod Security admission notes about its template; OpenShift audits {@code restricted} in namespaces of users. */
    String violations() {
        String container = "container \"" + name + "\"";
        return "would violate PodSecurity \"restricted:latest\": allowPrivilegeEscalation != false (" + container
                + " must set securityContext.allowPrivilegeEscalation=false), unrestricted capabilities (" + container
                + " must set securityContext.capabilities.drop=[\"ALL\"]), runAsNonRoot != true (pod or " + container
                + " must set securityContext.runAsNonRoot=true), seccompProfile (pod or " + container
                + " must set securityContext.seccompProfile.type to \"RuntimeDefault\" or \"Localhost\")";
    }
}
