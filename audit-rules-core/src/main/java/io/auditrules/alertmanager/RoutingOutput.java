package io.auditrules.alertmanager;

import io.auditrules.diagnostic.Problems;

/** A form in which a routing is written. */
public sealed interface RoutingOutput {

    /** The routing in this form; what the form cannot say becomes a problem. */
    RoutingDocument document(Routing routing, Problems problems);

    /**
     * Alertmanager's own file.
     *
     * @param name of the file
     */
    record File(String name) implements RoutingOutput {
        @Override
        public RoutingDocument document(Routing routing, Problems problems) {
            return new RoutingDocument(name, AlertmanagerYaml.of(routing), false);
        }
    }
}
