package io.auditrules.alertmanager;

import io.auditrules.diagnostic.Place;
import io.auditrules.diagnostic.Problems;
import java.util.Optional;

/** A form in which a routing is written. */
public sealed interface RoutingOutput permits AlertmanagerFile, AlertmanagerSecret, AlertmanagerConfig {

    /**
     * The routing in this form.
     *
     * @param place where the routing was written, for what has no place of its own
     * @param problems gets what the form cannot say
     * @return empty if there was a problem
     */
    Optional<RoutingDocument> write(Routing routing, Place place, Problems problems);
}
