package io.auditrules.check.routing;

import io.auditrules.alertmanager.Route;
import io.auditrules.alertmanager.RouteNode;
import io.auditrules.check.About;
import io.auditrules.check.Check;
import io.auditrules.check.Findings;
import io.auditrules.check.PlacedRouting;
import io.auditrules.check.PlacedRouting.Form;
import io.auditrules.check.Scene;
import io.auditrules.diagnostic.Place;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Alerts of different rules that make one group. */
final class GroupsUnrelated implements Check {
    private static final About ABOUT = About.of("routing/groups-unrelated");
    private static final String ALL_LABELS = "...";

    @Override
    public About about() {
        return ABOUT;
    }

    @Override
    public void check(Scene scene, Findings findings) {
        List<AuditAlert> alerts = AuditAlert.all(scene);
        for (PlacedRouting routing : scene.routings()) {
            if (routing.form() == Form.CONFIGURATION && routing.isWhole()) {
                Map<RouteNode, List<AuditAlert>> byEnd = new LinkedHashMap<>();
                for (AuditAlert alert : alerts) {
                    List<RouteNode> ends = Ends.of(alert, routing.routing());
                    if (ends.size() == 1) {
                        byEnd.computeIfAbsent(ends.get(0), key -> new ArrayList<>())
                                .add(alert);
                    }
                }
                byEnd.forEach((node, there) -> check(node, there, routing, findings));
            }
        }
    }

    private static void check(RouteNode node, List<AuditAlert> alerts, PlacedRouting routing, Findings findings) {
        boolean isSilent =
                routing.receiver(node.receiver()).filter(TellsNobody::isSilent).isPresent();
        if (isSilent || node.groupBy().contains(ALL_LABELS)) {
            return;
        }
        Map<List<Object>, List<AuditAlert>> groups = new LinkedHashMap<>();
        for (AuditAlert alert : alerts) {
            if (node.groupBy().stream().noneMatch(alert::varies)) {
                List<Object> values =
                        node.groupBy().stream().<Object>map(alert::value).toList();
                groups.computeIfAbsent(values, key -> new ArrayList<>()).add(alert);
            }
        }
        groups.values().stream()
                .filter(group -> group.stream().map(AuditAlert::name).distinct().count() > 1)
                .findFirst()
                .ifPresent(group -> findings.add(ABOUT, place(node, routing), words(node, group)));
    }

    private static String words(RouteNode node, List<AuditAlert> group) {
        String labels =
                node.groupBy().stream().map(label -> "\"" + label + "\"").collect(Collectors.joining(", "));
        return labels.isEmpty()
                ? "without group_by, " + Examples.of(group) + " are one group"
                : Examples.of(group) + " are one group, since " + labels
                        + (node.groupBy().size() == 1 ? " is" : " are") + " the same in all of them";
    }

    /** Where the labels stand; the route itself, or the one that decides for it. */
    private static Place place(RouteNode node, PlacedRouting routing) {
        RouteNode current = routing.routing().tree();
        Place place = placeHere(current.route(), routing, routing.placeOf(current.route()));
        for (int step : node.path()) {
            current = current.children().get(step);
            place = placeHere(current.route(), routing, place);
        }
        return place;
    }

    private static Place placeHere(Route route, PlacedRouting routing, Place otherwise) {
        return route.groupBy()
                .map(names -> names.isEmpty() ? otherwise : routing.places().of(names.get(0), routing.placeOf(route)))
                .orElse(otherwise);
    }
}
