package io.auditrules.check.routing;

import io.auditrules.alertmanager.Receiver;
import io.auditrules.alertmanager.RouteNode;
import io.auditrules.check.About;
import io.auditrules.check.Check;
import io.auditrules.check.Findings;
import io.auditrules.check.PlacedRouting;
import io.auditrules.check.Scene;
import java.util.Set;
import java.util.stream.Collectors;

/** A receiver that no route leads to. */
final class UnusedReceiver implements Check {
    private static final About ABOUT = About.of("routing/unused-receiver");

    @Override
    public About about() {
        return ABOUT;
    }

    @Override
    public void check(Scene scene, Findings findings) {
        for (PlacedRouting routing : scene.routings()) {
            Set<String> used = routing.routing().tree().all().stream()
                    .map(RouteNode::receiver)
                    .collect(Collectors.toSet());
            for (Receiver receiver : routing.routing().receivers()) {
                if (!used.contains(receiver.name())) {
                    findings.add(
                            ABOUT,
                            routing.placeOf(receiver),
                            "no route names the receiver \"" + receiver.name() + "\"");
                }
            }
        }
    }
}
