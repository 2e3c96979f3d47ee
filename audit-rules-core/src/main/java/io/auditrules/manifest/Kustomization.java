package io.auditrules.manifest;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The {@code kustomization.yaml} that lists what was written, for {@code kubectl apply -k} and GitOps controllers. */
public final class Kustomization {
    private Kustomization() {}

    /** The list of those manifests that are Kubernetes objects, sorted by path; empty if none is. */
    public static Optional<Manifest> of(List<Manifest> manifests) {
        List<String> resources = manifests.stream()
                .filter(Manifest::isObject)
                .map(Manifest::path)
                .sorted()
                .toList();
        if (resources.isEmpty()) {
            return Optional.empty();
        }
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("apiVersion", "kustomize.config.k8s.io/v1beta1");
        document.put("kind", "Kustomization");
        document.put("resources", resources);
        return Optional.of(new Manifest("kustomization.yaml", document, true));
    }
}
