package io.auditrules.alertmanager;

import io.auditrules.diagnostic.Place;
import io.auditrules.diagnostic.Places;
import io.auditrules.diagnostic.Problems;
import io.auditrules.diagnostic.Source;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A routing and how it is written.
 *
 * <pre>{@code
 * RoutingPlan plan = RoutingPlan.of(routing)
 *         .mergedInto(existing, Placement.beforeCritical())
 *         .writtenAs(AlertmanagerSecret.openshift());
 * }</pre>
 */
public final class RoutingPlan {
    private final Routing routing;
    private final List<RoutingOutput> outputs;
    private final @Nullable Source existing;
    private final Placement placement;

    private RoutingPlan(Routing routing, List<RoutingOutput> outputs, @Nullable Source existing, Placement placement) {
        this.routing = routing;
        this.outputs = List.copyOf(outputs);
        this.existing = existing;
        this.placement = placement;
    }

    /** The routing alone, as {@code alertmanager.yaml}. */
    public static RoutingPlan of(Routing routing) {
        return new RoutingPlan(routing, List.of(new AlertmanagerFile("alertmanager.yaml")), null, Placement.first());
    }

    /** The same routing in these forms and no others. */
    public RoutingPlan writtenAs(RoutingOutput... outputs) {
        return new RoutingPlan(routing, List.of(outputs), existing, placement);
    }

    /** The same routing as a part of an {@code alertmanager.yaml} that someone else keeps. */
    public RoutingPlan mergedInto(Source existing, Placement placement) {
        return new RoutingPlan(routing, outputs, existing, placement);
    }

    /** The configuration that someone else keeps, if the routing becomes a part of one. */
    public Optional<Source> existing() {
        return Optional.ofNullable(existing);
    }

    /** What was planned, without the routes for single alerts. */
    public Routing routing() {
        return routing;
    }

    /**
     * The routing in all its forms.
     *
     * @param receiversByAlert adds a route for each alert, see {@link Routing#notify}
     * @param place where the routing was written, for what has no place of its own
     * @param problems gets what cannot be merged or written
     * @param notes gets what is left out or written another way
     */
    public List<RoutingDocument> documents(
            Map<String, List<String>> receiversByAlert, Place place, Problems problems, Problems notes) {
        return whole(receiversByAlert, problems, notes).stream()
                .flatMap(merged -> outputs.stream().flatMap(output -> output.write(merged, place, problems).stream()))
                .toList();
    }

    /**
     * The routing as Alertmanager has it in the end: with the routes for single alerts, and as a part of what someone else
     * keeps.
     *
     * @param receiversByAlert adds a route for each alert, see {@link Routing#notify}
     * @param problems gets what cannot be merged
     * @param notes gets what is left out or written another way
     * @return empty if there was a problem
     */
    public Optional<Routing> whole(Map<String, List<String>> receiversByAlert, Problems problems, Problems notes) {
        return whole(receiversByAlert, new Places(), problems, notes);
    }

    /**
     * The same, for who wants to know where it stands.
     *
     * @param places gets where the routes, receivers and so on stand that someone else keeps
     */
    public Optional<Routing> whole(
            Map<String, List<String>> receiversByAlert, Places places, Problems problems, Problems notes) {
        Routing ours = routing.notify(receiversByAlert);
        return existing == null
                ? Optional.of(ours)
                : RoutingMerge.into(existing, ours, placement, places, problems, notes);
    }
}
