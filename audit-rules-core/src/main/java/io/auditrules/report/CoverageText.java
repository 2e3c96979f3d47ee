package io.auditrules.report;

import io.auditrules.alertmanager.RouteNode;
import io.auditrules.diagnostic.Visible;
import io.auditrules.scenario.Coverage;
import java.util.ArrayList;
import java.util.List;

/** Coverage in words. */
final class CoverageText {
    private CoverageText() {}

    /** What no scenario shows, a line each: first rules, then receivers, then routes; empty if nothing is missing. */
    static List<String> missing(Coverage coverage) {
        List<String> missing = new ArrayList<>();
        coverage.rules().stream()
                .filter(rule -> !rule.isCovered())
                .forEach(rule -> missing.add("rule " + Visible.line(rule.alert()) + ": " + lack(rule)));
        coverage.receivers().stream()
                .filter(receiver -> !receiver.isCovered())
                .forEach(
                        receiver -> missing.add("receiver " + Visible.line(receiver.name()) + ": no alert reached it"));
        coverage.routes().stream()
                .filter(route -> !route.isCovered())
                .forEach(route -> missing.add("route " + route(route.node()) + ": no alert took it"));
        return missing;
    }

    /** How much is covered, in one line. */
    static String summary(Coverage coverage) {
        List<String> parts = new ArrayList<>();
        Ratio.of(coverage).forEach(ratio -> parts.add(ratio.toString()));
        return String.join(", ", parts);
    }

    /** What a rule lacks; empty if it is covered. */
    static String lack(Coverage.OfRule rule) {
        List<String> missing = new ArrayList<>();
        if (rule.fired() == 0) {
            missing.add("fires in no scenario");
        }
        if (rule.nearMisses() == 0) {
            missing.add("has no near miss (a scenario in which it must stay silent, and does)");
        }
        return String.join("; ", missing);
    }

    /** The matchers from the root down, and whom it leads to. */
    static String route(RouteNode node) {
        return Visible.line(matchers(node) + " to " + node.receiver());
    }

    /** The matchers from the root down. */
    static String matchers(RouteNode node) {
        return node.path().isEmpty() ? "default-route" : node.key().replaceFirst("^\\{}/", "");
    }

    /** How many of something are covered. */
    record Ratio(String what, int covered, int all, int percent) {
        /** Those of which there is at least one. */
        static List<Ratio> of(Coverage coverage) {
            List<Ratio> ratios = new ArrayList<>();
            add(
                    ratios,
                    "rules",
                    coverage.rules().stream().map(Coverage.OfRule::isCovered).toList(),
                    coverage.percentOfRules());
            add(
                    ratios,
                    "receivers",
                    coverage.receivers().stream()
                            .map(Coverage.OfReceiver::isCovered)
                            .toList(),
                    coverage.percentOfReceivers());
            add(
                    ratios,
                    "routes",
                    coverage.routes().stream().map(Coverage.OfRoute::isCovered).toList(),
                    coverage.percentOfRoutes());
            return ratios;
        }

        private static void add(List<Ratio> ratios, String what, List<Boolean> each, int percent) {
            if (!each.isEmpty()) {
                int covered = (int) each.stream().filter(covers -> covers).count();
                ratios.add(new Ratio(what, covered, each.size(), percent));
            }
        }

        @Override
        public String toString() {
            return covered + " of " + all + " " + what + " (" + percent + " %)";
        }
    }
}
