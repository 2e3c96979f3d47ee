package io.auditrules.check.routing;

import io.auditrules.alertmanager.RouteNode;
import io.auditrules.alertmanager.Routing;
import java.util.ArrayList;
import java.util.List;

/** The routes on which the alerts of a rule can end up, as far as their labels are known. */
final class Ends {
    private final AuditAlert alert;
    private final List<RouteNode> ends = new ArrayList<>();

    private Ends(AuditAlert alert) {
        this.alert = alert;
    }

    /** All of them, in the order of the tree; one alone is where all of the alerts end up. */
    static List<RouteNode> of(AuditAlert alert, Routing routing) {
        Ends ends = new Ends(alert);
        ends.walk(routing.tree());
        return ends.ends;
    }

    private void walk(RouteNode node) {
        boolean isSurelyTakenBelow = false;
        for (RouteNode child : node.children()) {
            if (alert.mayFulfil(child.route().matchers())) {
                walk(child);
                if (alert.surelyFulfils(child.route().matchers())) {
                    isSurelyTakenBelow = true;
                    if (!child.route().continues()) {
                        break;
                    }
                }
            }
        }
        if (!isSurelyTakenBelow) {
            ends.add(node);
        }
    }
}
