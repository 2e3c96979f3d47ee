package io.auditrules.scenario;

import io.auditrules.alert.AlertingRule;
import io.auditrules.alertmanager.Receiver;
import io.auditrules.alertmanager.RouteNode;
import io.auditrules.alertmanager.Routing;
import io.auditrules.alertmanager.TakenRoutes;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * What of the rules and the routing was seen at work.
 *
 * @param rules in their order
 * @param receivers in their order
 * @param routes all branches of the tree, depth first
 */
public record Coverage(List<OfRule> rules, List<OfReceiver> receivers, List<OfRoute> routes) {
    public Coverage {
        rules = List.copyOf(rules);
        receivers = List.copyOf(receivers);
        routes = List.copyOf(routes);
    }

    /**
     * A rule.
     *
     * @param fired in how many scenarios it fired
     * @param nearMisses in how many it was expected to be silent, and was, though something happened and it never failed
     */
    public record OfRule(String alert, int fired, int nearMisses) {
        /** Whether it was seen to fire and seen not to. */
        public boolean isCovered() {
            return fired > 0 && nearMisses > 0;
        }
    }

    /** A receiver, and whether it was told; one without an integration counts where it would have been. */
    public record OfReceiver(String name, boolean isCovered) {}

    /** A branch, and whether an alert took it. */
    public record OfRoute(RouteNode node, boolean isCovered) {}

    static Coverage of(Site site, List<Verdict> verdicts) {
        List<OfRule> rules = site.groups().stream()
                .flatMap(group -> group.rules().stream())
                .map(AlertingRule::alert)
                .filter(alert -> !site.proven().contains(alert))
                .map(alert -> new OfRule(
                        alert,
                        (int) verdicts.stream()
                                .filter(verdict -> fired(verdict, alert))
                                .count(),
                        (int) verdicts.stream()
                                .filter(verdict -> isNearMiss(verdict, alert))
                                .count()))
                .toList();
        List<TakenRoutes> taken = site.routing().stream()
                .flatMap(routing -> verdicts.stream().flatMap(verdict -> taken(routing, verdict)))
                .distinct()
                .toList();
        List<OfReceiver> receivers = site.routing().stream()
                .flatMap(routing -> routing.receivers().stream())
                .map(Receiver::name)
                .map(name -> new OfReceiver(
                        name,
                        verdicts.stream().anyMatch(verdict -> verdict.outcome().reached(name))))
                .toList();
        List<OfRoute> routes = site.routing().stream()
                .flatMap(routing -> routing.tree().all().stream())
                .map(node -> new OfRoute(node, taken.stream().anyMatch(each -> each.passes(node))))
                .toList();
        return new Coverage(rules, receivers, routes);
    }

    private static boolean fired(Verdict verdict, String alert) {
        return verdict.outcome().firings().stream()
                .anyMatch(firing -> firing.alert().equals(alert));
    }

    private static boolean isNearMiss(Verdict verdict, String alert) {
        return verdict.scenario().expectation().silent().contains(alert)
                && !verdict.outcome().entries().isEmpty()
                && !fired(verdict, alert)
                && verdict.outcome().histories().stream()
                        .filter(history -> history.rule().alert().equals(alert))
                        .flatMap(history -> history.evaluations().stream())
                        .allMatch(evaluation -> evaluation.health().isOk());
    }

    private static Stream<TakenRoutes> taken(Routing routing, Verdict verdict) {
        return verdict.outcome().firings().stream()
                .map(firing -> Map.copyOf(firing.first().labels().asMap()))
                .distinct()
                .map(routing::routesFor);
    }

    /** How many of the rules are covered, in percent, rounded down. */
    public int percentOfRules() {
        return percent(rules.stream().map(OfRule::isCovered).toList());
    }

    /** How many of the receivers are covered, in percent, rounded down. */
    public int percentOfReceivers() {
        return percent(receivers.stream().map(OfReceiver::isCovered).toList());
    }

    /** How many of the branches are covered, in percent, rounded down. */
    public int percentOfRoutes() {
        return percent(routes.stream().map(OfRoute::isCovered).toList());
    }

    private static int percent(List<Boolean> covered) {
        return covered.isEmpty()
                ? 100
                : (int) (100L * covered.stream().filter(each -> each).count() / covered.size());
    }
}
