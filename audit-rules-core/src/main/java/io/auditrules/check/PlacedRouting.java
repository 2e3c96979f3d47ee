package io.auditrules.check;

import io.auditrules.alertmanager.Routing;
import io.auditrules.diagnostic.Place;
import io.auditrules.diagnostic.Places;

/**
 * Routing where it stands.
 *
 * @param places of its routes, receivers, matchers and so on
 * @param place where it begins
 */
public record PlacedRouting(Routing routing, Places places, Place place) {

    /** Where a part of it stands. */
    public Place placeOf(Object part) {
        return places.of(part, place);
    }
}
