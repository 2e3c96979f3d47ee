package io.auditrules.alertmanager;

import io.auditrules.diagnostic.Suggestion;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What can only be judged of a configuration as a whole: names that are used and names that are defined. */
final class CrossReferences {

    /** Told of everything that does not fit. */
    interface Report {
        /**
         * Tells one thing.
         *
         * @param subject the route, receiver or time interval that is wrong
         * @param key its key that is wrong; may be empty
         * @param value the one of several texts under the key; may be empty
         */
        void add(Object subject, String key, String value, String message, String advice);
    }

    /** A key that an integration needs, and the one under {@code global} that serves as well; others do too. */
    private record Default(String key, String globalKey, List<String> alsoHere, List<String> alsoGlobal) {

        boolean isSaid(Settings here, Settings global) {
            return here.text(key).isPresent()
                    || global.text(globalKey).isPresent()
                    || alsoHere.stream().anyMatch(other -> here.text(other).isPresent())
                    || alsoGlobal.stream().anyMatch(other -> global.text(other).isPresent());
        }
    }

    private static final Map<String, List<Default>> DEFAULTS = Map.of(
            "slack_configs",
            List.of(new Default(
                    "api_url_file",
                    "slack_api_url_file",
                    List.of("api_url", "app_token", "app_token_file"),
                    List.of("slack_api_url", "slack_app_token", "slack_app_token_file"))),
            "opsgenie_configs",
            List.of(new Default(
                    "api_key_file", "opsgenie_api_key_file", List.of("api_key"), List.of("opsgenie_api_key"))),
            "email_configs",
            List.of(
                    new Default("smarthost", "smtp_smarthost", List.of(), List.of()),
                    new Default("from", "smtp_from", List.of(), List.of())),
            "jira_configs",
            List.of(new Default("api_url", "jira_api_url", List.of(), List.of())));

    private final Routing routing;
    private final Report report;
    private final List<String> receivers;
    private final List<String> timeIntervals;

    private CrossReferences(Routing routing, Report report) {
        this.routing = routing;
        this.report = report;
        this.receivers = routing.receivers().stream().map(Receiver::name).toList();
        this.timeIntervals =
                routing.timeIntervals().stream().map(TimeInterval::name).toList();
    }

    static void check(Routing routing, Report report) {
        CrossReferences references = new CrossReferences(routing, report);
        references.names();
        references.root(routing.root());
        references.route(routing.root());
        routing.receivers().forEach(references::defaults);
    }

    private void names() {
        Set<String> seen = new HashSet<>();
        for (Receiver receiver : routing.receivers()) {
            if (!seen.add(receiver.name())) {
                report.add(
                        receiver,
                        "name",
                        "",
                        "the receiver \"" + receiver.name() + "\" is defined twice",
                        "give one of the two another name, or put the integrations of both into one");
            }
        }
        seen.clear();
        for (TimeInterval interval : routing.timeIntervals()) {
            if (!seen.add(interval.name())) {
                report.add(
                        interval,
                        "name",
                        "",
                        "the time interval \"" + interval.name() + "\" is defined twice",
                        "give one of the two another name, or put the times of both into one");
            }
        }
    }

    private void root(Route root) {
        if (root.receiver().isEmpty()) {
            report.add(
                    root,
                    "",
                    "",
                    "the root route has no receiver",
                    "name the one that gets every alert which no other route takes");
        }
        if (!root.matchers().isEmpty()) {
            report.add(
                    root,
                    "matchers",
                    "",
                    "the root route cannot have matchers, because it takes every alert",
                    "put the matchers into a route under \"routes\"");
        }
        if (root.continues()) {
            report.add(root, "continue", "", "the root route cannot have \"continue\"", "delete it: no route follows");
        }
        if (!root.muteTimeIntervals().isEmpty()) {
            report.add(
                    root,
                    "mute_time_intervals",
                    "",
                    "the root route cannot be muted",
                    "put the time intervals into routes under \"routes\"");
        }
        if (!root.activeTimeIntervals().isEmpty()) {
            report.add(
                    root,
                    "active_time_intervals",
                    "",
                    "the root route cannot be active at times only",
                    "put the time intervals into routes under \"routes\"");
        }
    }

    private void route(Route route) {
        route.receiver().filter(name -> !receivers.contains(name)).ifPresent(name -> {
            String advice = receivers.isEmpty() ? "define it under \"receivers\"" : Suggestion.of(name, receivers);
            report.add(route, "receiver", "", "the receiver \"" + name + "\" is not defined", advice);
        });
        intervals(route, "mute_time_intervals", route.muteTimeIntervals());
        intervals(route, "active_time_intervals", route.activeTimeIntervals());
        route.routes().forEach(this::route);
    }

    private void intervals(Route route, String key, List<String> used) {
        for (String name : used) {
            if (!timeIntervals.contains(name)) {
                String advice = timeIntervals.isEmpty()
                        ? "define it under \"time_intervals\""
                        : Suggestion.of(name, timeIntervals);
                report.add(route, key, name, "the time interval \"" + name + "\" is not defined", advice);
            }
        }
    }

    /** What an integration may leave out only because {@code global} says it. */
    private void defaults(Receiver receiver) {
        receiver.integrations().forEach((integration, all) -> {
            for (Settings settings : all) {
                for (Default value : DEFAULTS.getOrDefault(integration, List.of())) {
                    if (!value.isSaid(settings, routing.global())) {
                        report.add(
                                settings,
                                "",
                                "",
                                "\"" + value.key() + "\" is missing in " + integration + " of the receiver \""
                                        + receiver.name() + "\"",
                                "write it here, or \"" + value.globalKey() + "\" under \"global\" for all receivers");
                    }
                }
            }
        });
    }
}
