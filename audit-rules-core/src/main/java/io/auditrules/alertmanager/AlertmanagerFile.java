package io.auditrules.alertmanager;

import io.auditrules.diagnostic.Place;
import io.auditrules.diagnostic.Problems;
import java.util.Optional;

/**
 * Alertmanager's own configuration file.
 *
 * @param name of the file
 */
public record AlertmanagerFile(String name) implements RoutingOutput {

    @Override
    public Optional<RoutingDocument> write(Routing routing, Place place, Problems problems) {
        return Optional.of(new RoutingDocument(name, AlertmanagerYaml.of(routing), false));
    }
}
