package io.auditrules.check;

import io.auditrules.alertmanager.Receiver;
import io.auditrules.alertmanager.Route;
import io.auditrules.alertmanager.Routing;
import io.auditrules.diagnostic.Place;
import io.auditrules.diagnostic.Places;
import io.auditrules.diagnostic.Problem;
import io.auditrules.yaml.YamlScalar;
import java.util.List;
import java.util.Optional;

/**
 * Routing where it stands.
 *
 * @param form what it is
 * @param places of its routes, receivers, matchers and so on
 * @param place where it begins
 * @param isWhole false if a matcher or a time could not be read: nothing is known then of which alerts take which routes
 * @param namespace of the object, where it is one and says so
 * @param utf8Only matchers that Alertmanager up to 0.26 does not read
 */
public record PlacedRouting(
        Form form,
        Routing routing,
        Places places,
        Place place,
        boolean isWhole,
        Optional<YamlScalar> namespace,
        List<Problem> utf8Only) {

    public PlacedRouting {
        utf8Only = List.copyOf(utf8Only);
    }

    /** In which form Alertmanager is given its routing. */
    public enum Form {
        /** The whole configuration. */
        CONFIGURATION,
        /** An object from which the Prometheus Operator adds to a configuration. */
        ALERTMANAGER_CONFIG
    }

    /** A whole configuration of which everything could be read. */
    public static PlacedRouting of(Routing routing, Places places, Place place) {
        return new PlacedRouting(Form.CONFIGURATION, routing, places, place, true, Optional.empty(), List.of());
    }

    /** Where a part of it stands: this very one, or this very text. */
    public Place placeOf(Object part) {
        return places.of(part, place);
    }

    /** Where a route begins, or what is left of it where it was put together with others: a matcher, or its receiver. */
    public Place placeOf(Route route) {
        Place receiver = route.receiver().map(this::placeOf).orElse(place);
        Place matcher = route.matchers().stream().findFirst().map(this::placeOf).orElse(receiver);
        return places.of(route, matcher);
    }

    /** The receiver of a name; empty if there is none of that name. */
    public Optional<Receiver> receiver(String name) {
        return routing.receivers().stream()
                .filter(receiver -> receiver.name().equals(name))
                .findFirst();
    }
}
