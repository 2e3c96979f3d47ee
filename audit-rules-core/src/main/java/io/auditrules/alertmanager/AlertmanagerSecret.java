package io.auditrules.alertmanager;

import io.auditrules.diagnostic.IllegalValueException;
import io.auditrules.diagnostic.Place;
import io.auditrules.diagnostic.Problems;
import io.auditrules.yaml.YamlWriter;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The Secret that holds {@code alertmanager.yaml} in a cluster.
 *
 * @param name of the Secret
 * @param namespace of the Secret
 */
public record AlertmanagerSecret(String name, String namespace) implements RoutingOutput {
    private static final String KEY = "alertmanager.yaml";

    /** The one that OpenShift's platform Alertmanager reads. */
    public static AlertmanagerSecret openshift() {
        return new AlertmanagerSecret("alertmanager-main", "openshift-monitoring");
    }

    @Override
    public Optional<RoutingDocument> write(Routing routing, Place place, Problems problems) {
        try {
            return Optional.of(new RoutingDocument(name + ".yaml", document(routing), true));
        } catch (IllegalValueException e) {
            problems.add(place, e);
            return Optional.empty();
        }
    }

    /** The document, for {@link YamlWriter#write}. */
    Map<String, Object> document(Routing routing) {
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("apiVersion", "v1");
        document.put("kind", "Secret");
        document.put("metadata", KubernetesMetadata.of(name, namespace, Map.of()));
        document.put("type", "Opaque");
        document.put("stringData", Map.of(KEY, YamlWriter.write(AlertmanagerYaml.of(routing))));
        return document;
    }
}
