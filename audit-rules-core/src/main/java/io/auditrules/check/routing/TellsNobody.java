package io.auditrules.check.routing;

import io.auditrules.alertmanager.Receiver;
import io.auditrules.alertmanager.RouteNode;
import io.auditrules.check.About;
import io.auditrules.check.Check;
import io.auditrules.check.Findings;
import io.auditrules.check.PlacedRouting;
import io.auditrules.check.PlacedRouting.Form;
import io.auditrules.check.Scene;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Alerts that end up at a receiver without any way to tell somebody. */
final class TellsNobody implements Check {
    private static final About ABOUT = About.of("routing/tells-nobody");

    @Override
    public About about() {
        return ABOUT;
    }

    @Override
    public void check(Scene scene, Findings findings) {
        List<AuditAlert> alerts = AuditAlert.all(scene);
        for (PlacedRouting routing : scene.routings()) {
            if (routing.form() == Form.CONFIGURATION && routing.isWhole()) {
                Map<String, List<AuditAlert>> silent = new LinkedHashMap<>();
                for (AuditAlert alert : alerts) {
                    silentEnd(alert, routing)
                            .ifPresent(receiver -> silent.computeIfAbsent(receiver, key -> new ArrayList<>())
                                    .add(alert));
                }
                silent.forEach((receiver, some) -> findings.add(
                        ABOUT,
                        routing.receiver(receiver).map(routing::placeOf).orElse(routing.place()),
                        Examples.of(some) + (some.size() == 1 ? " ends" : " end") + " at the receiver \"" + receiver
                                + "\", which has no integration"));
            }
        }
    }

    /**
     * The receiver where all alerts of a rule end without a word. A route that was made for silence is respected: only the root
     * counts, and for critical alerts every route.
     */
    private static Optional<String> silentEnd(AuditAlert alert, PlacedRouting routing) {
        List<RouteNode> ends = Ends.of(alert, routing.routing());
        boolean isMeant = ends.stream().noneMatch(end -> end.path().isEmpty())
                && !alert.value("severity").equals(Optional.of("critical"));
        boolean isSilent = ends.stream()
                .allMatch(end -> routing.receiver(end.receiver())
                        .filter(TellsNobody::isSilent)
                        .isPresent());
        return isSilent && !isMeant ? Optional.of(ends.get(ends.size() - 1).receiver()) : Optional.empty();
    }

    static boolean isSilent(Receiver receiver) {
        return receiver.integrations().values().stream().allMatch(List::isEmpty);
    }
}
