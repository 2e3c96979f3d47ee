package io.auditrules.check.routing;

import io.auditrules.alertmanager.Matcher;
import io.auditrules.alertmanager.Route;
import io.auditrules.check.About;
import io.auditrules.check.Check;
import io.auditrules.check.Findings;
import io.auditrules.check.PlacedRouting;
import io.auditrules.check.Scene;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** A route that no alert can take. */
final class Unreachable implements Check {
    private static final About ABOUT = About.of("routing/unreachable");

    @Override
    public About about() {
        return ABOUT;
    }

    @Override
    public void check(Scene scene, Findings findings) {
        for (PlacedRouting routing : scene.routings()) {
            if (routing.isWhole()) {
                Route root = routing.routing().root();
                children(routing, root, new Conditions(root.matchers()), List.of(), findings);
            }
        }
    }

    /** @param takenBefore what is taken before the parent is asked */
    private static void children(
            PlacedRouting routing, Route parent, Conditions conditions, List<Route> takenBefore, Findings findings) {
        List<Route> before = new ArrayList<>(takenBefore);
        for (Route route : parent.routes()) {
            Conditions all = conditions.and(route.matchers());
            Optional<Matcher> contradiction = all.contradiction();
            Optional<Route> taker =
                    before.stream().filter(other -> all.imply(other.matchers())).findFirst();
            if (contradiction.isPresent()) {
                findings.add(
                        ABOUT,
                        routing.places().of(contradiction.get(), routing.placeOf(route)),
                        "no alert fulfils " + contradiction.get()
                                + " and the matchers before it, here and in the routes around it",
                        "delete the route, or the matcher that is wrong");
            } else if (taker.isPresent()) {
                findings.add(
                        ABOUT,
                        routing.placeOf(route),
                        "all that it could take is taken before by " + words(taker.get())
                                + ", which has no \"continue\"",
                        "put it before that one, or write \"continue: true\" there");
            } else {
                children(routing, route, all, before, findings);
            }
            if (!route.continues()) {
                before.add(route);
            }
        }
    }

    private static String words(Route route) {
        return route.matchers().isEmpty()
                ? "a route without matchers"
                : "the route for "
                        + route.matchers().stream().map(Matcher::toString).collect(Collectors.joining(", "));
    }
}
