package io.auditrules.alertmanager;

import io.auditrules.diagnostic.Problems;
import java.util.List;
import java.util.Map;

/**
 * A routing and how it is written.
 *
 * @param routing without the routes for single alerts
 * @param outputs at least one
 */
public record RoutingPlan(Routing routing, List<RoutingOutput> outputs) {
    public RoutingPlan {
        outputs = List.copyOf(outputs);
    }

    /** The routing as {@code alertmanager.yaml}. */
    public static RoutingPlan of(Routing routing) {
        return new RoutingPlan(routing, List.of(new RoutingOutput.File("alertmanager.yaml")));
    }

    public List<RoutingDocument> documents(Map<String, List<String>> receiversByAlert, Problems problems) {
        Routing whole = routing.notify(receiversByAlert);
        return outputs.stream().map(output -> output.document(whole, problems)).toList();
    }
}
