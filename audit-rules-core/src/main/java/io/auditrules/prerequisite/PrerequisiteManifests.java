package io.auditrules.prerequisite;

import io.auditrules.manifest.Manifest;
import io.auditrules.rule.AuditProfile;
import io.auditrules.rule.Platform;
import io.auditrules.rule.Prerequisites;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Objects for OpenShift so that what is needed is recorded, forwarded and evaluated. Those of them that a cluster has one
 * of, and that others write to as well, hold only what is needed here: they are for {@code oc apply --server-side}, which
 * leaves the rest alone, and not for the kustomization that applies the rules.
 *
 * <p>Field names and what they do: openshift/api, config/v1 APIServer; openshift/cluster-logging-operator, logging/v1 (5.8
 * and 5.9) and observability/v1 (6.0 to 6.5) ClusterLogForwarder; grafana/loki, operator, loki/v1 LokiStack.
 */
public final class PrerequisiteManifests {
    private static final String FOLDER = "prerequisites/";
    private static final String FILTER = "audit-rules";
    private static final String OUTPUT = "loki";

    private final Platform platform;
    private final Prerequisites asked;
    private final Needs needs;

    /** @param needs of all rules in use */
    public PrerequisiteManifests(Platform platform, Prerequisites asked, Needs needs) {
        this.platform = platform;
        this.asked = asked;
        this.needs = needs;
    }

    /** Whether a filter was asked for that could drop nothing. */
    public boolean isFilterUseless() {
        return asked.filter() && filter().isEmpty();
    }

    /** All objects, each in a file of its own. */
    public List<Manifest> manifests() {
        List<Manifest> manifests = new ArrayList<>();
        manifests.add(manifest("apiserver", apiServer()));
        manifests.add(manifest("lokistack", lokiStack()));
        switch (asked.logging()) {
            case V5 -> manifests.add(manifest("clusterlogforwarder", forwarder5()));
            case V6 -> {
                manifests.add(manifest("clusterlogforwarder", forwarder6()));
                manifests.add(manifest(
                        "serviceaccount",
                        object("v1", "ServiceAccount", asked.serviceAccount(), Optional.of(platform.namespace()))));
                manifests.add(manifest("clusterrolebinding-collect", binding("collect-audit-logs")));
                manifests.add(manifest("clusterrolebinding-write", binding("cluster-logging-write-audit-logs")));
            }
        }
        return manifests;
    }

    private static Manifest manifest(String name, Map<String, Object> document) {
        return new Manifest(FOLDER + name + ".yaml", document, true);
    }

    private static Map<String, Object> object(String apiVersion, String kind, String name, Optional<String> namespace) {
        Map<String, Object> metadata = new LinkedHashMap<>();
        metadata.put("name", name);
        namespace.ifPresent(one -> metadata.put("namespace", one));
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("apiVersion", apiVersion);
        document.put("kind", kind);
        document.put("metadata", metadata);
        return document;
    }

    /** The least profile that suffices; never less than the one that the site is said to have. */
    private Map<String, Object> apiServer() {
        AuditProfile least = needs.leastProfile();
        List<AuditProfile> fromLeastToMost =
                List.of(AuditProfile.DEFAULT, AuditProfile.WRITE_REQUEST_BODIES, AuditProfile.ALL_REQUEST_BODIES);
        AuditProfile profile = platform.audit()
                .profile()
                .filter(stated -> fromLeastToMost.indexOf(stated) > fromLeastToMost.indexOf(least))
                .orElse(least);
        Map<String, Object> document = object("config.openshift.io/v1", "APIServer", "cluster", Optional.empty());
        document.put("spec", Map.of("audit", Map.of("profile", profile.toString())));
        return document;
    }

    /** Without labels to select by, all objects are selected; without a selector, none would be. */
    private Map<String, Object> lokiStack() {
        Map<String, Object> selector =
                platform.labels().isEmpty() ? Map.of() : Map.of("matchLabels", platform.labels());
        Map<String, Object> rules = new LinkedHashMap<>();
        rules.put("enabled", true);
        rules.put("selector", selector);
        Map<String, Object> document =
                object("loki.grafana.com/v1", "LokiStack", asked.lokiStack(), Optional.of(platform.namespace()));
        document.put("spec", Map.of("rules", rules));
        return document;
    }

    private Optional<Map<String, Object>> filter() {
        return asked.filter() ? AuditFilter.of(needs) : Optional.empty();
    }

    /** With a forwarder, 5.x forwards nothing by itself any more: what it would have is named beside the audit log. */
    private Map<String, Object> forwarder5() {
        Map<String, Object> spec = new LinkedHashMap<>();
        putFilter(spec);
        Map<String, Object> others = pipeline("logs", "default", false, "application", "infrastructure");
        spec.put("pipelines", List.of(pipeline("audit", "default", true, "audit"), others));
        Map<String, Object> document = object(
                "logging.openshift.io/v1", "ClusterLogForwarder", asked.forwarder(), Optional.of(platform.namespace()));
        document.put("spec", spec);
        return document;
    }

    private Map<String, Object> forwarder6() {
        Map<String, Object> input = new LinkedHashMap<>();
        input.put("name", "api-audit");
        input.put("type", "audit");
        input.put("audit", Map.of("sources", List.of("kubeAPI", "openshiftAPI")));

        Map<String, Object> target = new LinkedHashMap<>();
        target.put("name", asked.lokiStack());
        target.put("namespace", platform.namespace());
        Map<String, Object> stack = new LinkedHashMap<>();
        stack.put("target", target);
        stack.put("authentication", Map.of("token", Map.of("from", "serviceAccount")));
        Map<String, Object> authority = new LinkedHashMap<>();
        authority.put("key", "service-ca.crt");
        authority.put("configMapName", "openshift-service-ca.crt");
        Map<String, Object> output = new LinkedHashMap<>();
        output.put("name", OUTPUT);
        output.put("type", "lokiStack");
        output.put("lokiStack", stack);
        output.put("tls", Map.of("ca", authority));

        Map<String, Object> spec = new LinkedHashMap<>();
        spec.put("serviceAccount", Map.of("name", asked.serviceAccount()));
        spec.put("inputs", List.of(input));
        putFilter(spec);
        spec.put("outputs", List.of(output));
        spec.put("pipelines", List.of(pipeline("audit", OUTPUT, true, "api-audit")));
        Map<String, Object> document = object(
                "observability.openshift.io/v1",
                "ClusterLogForwarder",
                asked.forwarder(),
                Optional.of(platform.namespace()));
        document.put("spec", spec);
        return document;
    }

    private void putFilter(Map<String, Object> spec) {
        filter().ifPresent(rules -> {
            Map<String, Object> filter = new LinkedHashMap<>();
            filter.put("name", FILTER);
            filter.put("type", "kubeAPIAudit");
            filter.put("kubeAPIAudit", rules);
            spec.put("filters", List.of(filter));
        });
    }

    private Map<String, Object> pipeline(String name, String output, boolean isFiltered, String... inputs) {
        Map<String, Object> pipeline = new LinkedHashMap<>();
        pipeline.put("name", name);
        pipeline.put("inputRefs", Stream.of(inputs).toList());
        if (isFiltered && filter().isPresent()) {
            pipeline.put("filterRefs", List.of(FILTER));
        }
        pipeline.put("outputRefs", List.of(output));
        return pipeline;
    }

    private Map<String, Object> binding(String role) {
        Map<String, Object> reference = new LinkedHashMap<>();
        reference.put("apiGroup", "rbac.authorization.k8s.io");
        reference.put("kind", "ClusterRole");
        reference.put("name", role);
        Map<String, Object> subject = new LinkedHashMap<>();
        subject.put("kind", "ServiceAccount");
        subject.put("name", asked.serviceAccount());
        subject.put("namespace", platform.namespace());
        Map<String, Object> document = object(
                "rbac.authorization.k8s.io/v1",
                "ClusterRoleBinding",
                platform.namespace() + "-" + asked.serviceAccount() + "-" + role,
                Optional.empty());
        document.put("roleRef", reference);
        document.put("subjects", List.of(subject));
        return document;
    }
}
