package io.auditrules.check.routing;

import io.auditrules.alertmanager.Matcher;
import io.auditrules.alertmanager.RouteNode;
import io.auditrules.alertmanager.Routing;
import io.auditrules.check.About;
import io.auditrules.check.Check;
import io.auditrules.check.Findings;
import io.auditrules.check.PlacedRouting;
import io.auditrules.check.PlacedRouting.Form;
import io.auditrules.check.Scene;
import java.util.List;
import java.util.Optional;

/** Alerts of the audit log that no route of an Alertmanager takes which is the whole cluster's. */
final class OnlyDefault implements Check {
    private static final About ABOUT = About.of("routing/only-default");
    /** The alert that always fires, of every Prometheus that watches a cluster. */
    private static final Matcher WATCHDOG = Matcher.equal("alertname", "Watchdog");

    @Override
    public About about() {
        return ABOUT;
    }

    @Override
    public void check(Scene scene, Findings findings) {
        List<AuditAlert> alerts = AuditAlert.all(scene);
        for (PlacedRouting routing : scene.routings()) {
            if (routing.form() == Form.CONFIGURATION && routing.isWhole() && isOfCluster(routing.routing())) {
                check(routing, alerts, findings);
            }
        }
    }

    private static void check(PlacedRouting routing, List<AuditAlert> alerts, Findings findings) {
        RouteNode root = routing.routing().tree();
        boolean isSilent =
                routing.receiver(root.receiver()).filter(TellsNobody::isSilent).isPresent();
        boolean isForAudit = alerts.stream()
                .flatMap(alert -> Ends.of(alert, routing.routing()).stream())
                .anyMatch(end -> !end.path().isEmpty() && end.receiver().equals(root.receiver()));
        List<AuditAlert> left = alerts.stream()
                .filter(alert -> Ends.of(alert, routing.routing()).equals(List.of(root)))
                .toList();
        if (!left.isEmpty() && !isSilent && !isForAudit) {
            Optional<String> receiver = root.route().receiver();
            findings.add(
                    ABOUT,
                    receiver.map(routing::placeOf).orElse(routing.place()),
                    "no route takes " + Examples.of(left) + ", so that \"" + root.receiver() + "\" gets "
                            + (left.size() == 1 ? "it" : "them"));
        }
    }

    private static boolean isOfCluster(Routing routing) {
        return routing.tree().all().stream()
                .flatMap(node -> node.route().matchers().stream())
                .anyMatch(WATCHDOG::equals);
    }
}
