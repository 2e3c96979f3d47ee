package io.auditrules.notification;

import static io.auditrules.notification.Scenario.TimedAlert.labelled;

import io.auditrules.alertmanager.InhibitRule;
import io.auditrules.alertmanager.Receiver;
import io.auditrules.alertmanager.Route;
import io.auditrules.alertmanager.Routing;
import io.auditrules.alertmanager.Settings;
import io.auditrules.alertmanager.TimeInterval;
import io.auditrules.alertmanager.TimePeriod;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/** Scenarios for each rule by which Alertmanager decides whom it tells. */
final class HandWritten {
    private final Recorder recorder;
    private final Path folder;

    HandWritten(Recorder recorder, Path folder) {
        this.recorder = recorder;
        this.folder = folder;
    }

    List<Scenario> all() {
        return List.of(
                grouping(),
                groupWaitCutShort(),
                endsWithoutPost(),
                firesAgain(),
                sendResolved(),
                inhibition(),
                timeIntervals(),
                mutedEnd(),
                repeat(),
                sharedLog(),
                merging(),
                nobody());
    }

    private Scenario grouping() {
        Routing routing = routing(
                        "grouping",
                        root -> root.groupBy("a", "b")
                                .routes(
                                        Route.to("all")
                                                .groupBy("...")
                                                .continues()
                                                .build(),
                                        Route.to("one")
                                                .groupBy(List.of())
                                                .continues()
                                                .build(),
                                        Route.to("a")
                                                .groupBy("a")
                                                .groupWait("300ms")
                                                .build()))
                .build();
        return Scenario.of("grouping", routing)
                .post(0, labelled("alertname", "A", "a", "1", "b", ""), labelled("alertname", "B", "a", "1", "b", "2"))
                .post(1, labelled("alertname", "C", "a", "2"), labelled("x", "1"))
                .post(
                        4,
                        labelled("alertname", "D", "a", "1", "job", "j"),
                        labelled("alertname", "D", "a", "1", "instance", "i"))
                .post(5, labelled("alertname", "E", "a", "1", "job", "i", "c", "3", "d", "4"))
                .lasting(9.5);
    }

    private Scenario groupWaitCutShort() {
        Routing routing = routing("short", root -> root.groupBy("alertname").groupWait("4s300ms"))
                .build();
        return Scenario.of("short", routing)
                .post(0, labelled("alertname", "A").since(-5))
                .post(0, labelled("alertname", "B"))
                .post(1, labelled("alertname", "B", "a", "1").since(-10))
                .post(2.5, labelled("alertname", "A", "a", "1").since(-10))
                .lasting(6.5);
    }

    private Scenario endsWithoutPost() {
        Routing routing = routing("ends", root -> root.groupBy("alertname"))
                .global(Settings.with("resolve_timeout", "3s500ms"))
                .build();
        return Scenario.of("ends", routing)
                .post(
                        0,
                        labelled("alertname", "A"),
                        labelled("alertname", "B").until(4.7),
                        labelled("alertname", "C").until(0.5))
                .post(2, labelled("alertname", "D"), labelled("alertname", "E").since(1))
                .post(3, labelled("alertname", "E").since(1).until(2.8))
                .lasting(9.5);
    }

    /** Within 30 s its group keeps its rhythm, then it is a new one. */
    private Scenario firesAgain() {
        Routing routing = routing("again", root -> root.groupBy("alertname").groupWait("3s600ms"))
                .build();
        return Scenario.of("again", routing)
                .post(0, labelled("alertname", "A").until(4.4))
                .post(9, labelled("alertname", "A").until(11))
                .post(35, labelled("alertname", "A").until(100))
                .lasting(41);
    }

    private Scenario sendResolved() {
        Routing routing = Routing.root(root(Route.to("both").groupBy("g")).build())
                .receivers(Receiver.named("both")
                        .webhook(hook("resolved", "both", 0))
                        .webhook(hook("resolved", "both", 1).and("send_resolved", false))
                        .slack(slack("both", 0))
                        .slack(slack("both", 1).and("send_resolved", true))
                        .build())
                .build();
        return Scenario.of("resolved", routing)
                .post(
                        0,
                        labelled("alertname", "A", "g", "1").until(2.6),
                        labelled("alertname", "B", "g", "1").until(8.4))
                .post(0, labelled("alertname", "C", "g", "2").until(2.6))
                .post(4, labelled("alertname", "D", "g", "1").until(8.4))
                .lasting(10.5);
    }

    private Scenario inhibition() {
        Routing routing = routing("inhibition", root -> root.groupBy("alertname"))
                .inhibit(
                        InhibitRule.when("severity = \"critical\"")
                                .mutes("severity = \"warning\"")
                                .equal("node", "absent"),
                        InhibitRule.when("alertname =~ \"Self.*\"").mutes("alertname =~ \".*Two\""))
                .build();
        return Scenario.of("inhibition", routing)
                .post(
                        0,
                        labelled("alertname", "A", "severity", "critical", "node", "1")
                                .until(4.8),
                        labelled("alertname", "B", "severity", "warning", "node", "1")
                                .until(20),
                        labelled("alertname", "C", "severity", "warning", "node", "2")
                                .until(20),
                        labelled("alertname", "D", "severity", "warning").until(20),
                        labelled("alertname", "SelfTwo").until(20))
                .post(
                        3,
                        labelled("alertname", "SelfOne").until(20),
                        labelled("alertname", "SelfTwo", "a", "1").until(20))
                .post(4, labelled("alertname", "OneTwo").until(20))
                .post(6, labelled("alertname", "D", "severity", "critical").until(20))
                .post(8, labelled("alertname", "D", "severity", "warning").until(7.9))
                .lasting(11.5);
    }

    private Scenario timeIntervals() {
        Routing routing = routing(
                        "times",
                        root -> root.groupBy("alertname")
                                .routes(
                                        Route.to("r1")
                                                .mutedDuring("never")
                                                .continues()
                                                .build(),
                                        Route.to("r2")
                                                .mutedDuring("never", "always")
                                                .continues()
                                                .build(),
                                        Route.to("r3")
                                                .activeDuring("never")
                                                .continues()
                                                .build(),
                                        Route.to("r4")
                                                .activeDuring("never", "always")
                                                .continues()
                                                .build(),
                                        Route.to("r5")
                                                .activeDuring("always")
                                                .mutedDuring("always")
                                                .routes(Route.to("r6")
                                                        .matching("alertname=\"B\"")
                                                        .build())
                                                .build()))
                .timeIntervals(
                        TimeInterval.named(
                                "always",
                                TimePeriod.always().daysOfMonth("1:-1").times("00:00", "24:00")),
                        TimeInterval.named("never", TimePeriod.always().years("1999")))
                .build();
        return Scenario.of("times", routing)
                .post(0, labelled("alertname", "A"), labelled("alertname", "B"))
                .lasting(5.5);
    }

    /** An alert that ends while it is inhibited leaves without a word. */
    private Scenario mutedEnd() {
        Routing routing = routing("end", root -> root.groupBy("g"))
                .inhibit(InhibitRule.when("alertname = \"S\"").mutes("alertname = \"A\""))
                .build();
        return Scenario.of("end", routing)
                .post(0, labelled("alertname", "A", "g", "1").until(3.7))
                .post(2, labelled("alertname", "S", "g", "2").until(6.3))
                .post(8, labelled("alertname", "A", "g", "1").until(20))
                .post(9, labelled("alertname", "B", "g", "1").until(20))
                .lasting(13.5);
    }

    private Scenario repeat() {
        Routing routing = routing(
                        "repeat",
                        root -> root.groupBy("alertname").groupInterval("1s").repeatInterval("3s500ms"))
                .build();
        return Scenario.of("repeat", routing)
                .post(0, labelled("alertname", "A").until(60))
                .post(5, labelled("alertname", "A", "a", "1").until(60))
                .lasting(12);
    }

    /**
     * Routes with the same matchers and receiver share what was told. Two that tell at the same time both tell, as each
     * looks before the other is answered; a receiver that answers at once would leave that to chance.
     */
    private Scenario sharedLog() {
        recorder.answerLate("shared");
        Routing routing = routing(
                        "shared",
                        root -> root.groupBy("alertname")
                                .routes(
                                        Route.to("same")
                                                .matching("alertname=\"A\"")
                                                .continues()
                                                .build(),
                                        Route.to("same")
                                                .matching("alertname=\"A\"")
                                                .continues()
                                                .build(),
                                        Route.to("late")
                                                .matching("alertname=\"A\"")
                                                .continues()
                                                .build(),
                                        Route.to("late")
                                                .matching("alertname=\"A\"")
                                                .groupWait("2s600ms")
                                                .build()))
                .build();
        return Scenario.of("shared", routing)
                .post(0, labelled("alertname", "A").until(5))
                .lasting(8.5);
    }

    private Scenario merging() {
        Routing routing = routing("merging", root -> root.groupBy("alertname").groupInterval("1s"))
                .global(Settings.with("resolve_timeout", "2s800ms"))
                .build();
        return Scenario.of("merging", routing)
                // A later end stands against a shorter one, and against none.
                .post(0, labelled("alertname", "A").since(-0.5).until(6.8))
                .post(0, labelled("alertname", "B").since(-0.5).until(6.8))
                .post(0, labelled("alertname", "C"))
                .post(0, labelled("alertname", "D").since(-0.5).until(6.8))
                .post(2, labelled("alertname", "A").since(-0.5).until(3.8))
                .post(2, labelled("alertname", "B"))
                .post(2, labelled("alertname", "C").since(-3))
                .post(2, labelled("alertname", "D").since(-2).until(1.8))
                .post(5, labelled("alertname", "D").since(4.5).until(8.8))
                .lasting(11.5);
    }

    private Scenario nobody() {
        Routing routing = Routing.root(root(Route.to("r1"))
                        .routes(
                                Route.to("none").continues().build(),
                                Route.inheriting().build())
                        .build())
                .receivers(
                        Receiver.named("none").build(),
                        Receiver.named("r1").webhook(hook("nobody", "r1", 0)).build())
                .build();
        return Scenario.of("nobody", routing)
                .post(0, labelled("alertname", "A"))
                .lasting(3.5);
    }

    /** Webhooks for all receivers that the routes name. */
    private Routing.Builder routing(String scenario, UnaryOperator<Route.Builder> routes) {
        Route root = routes.apply(root(Route.to("root"))).build();
        Routing.Builder routing = Routing.root(root);
        Stream.concat(Stream.of(root), root.routes().stream())
                .flatMap(route -> Stream.concat(Stream.of(route), route.routes().stream()))
                .flatMap(route -> route.receiver().stream())
                .distinct()
                .forEach(name -> routing.receivers(
                        Receiver.named(name).webhook(hook(scenario, name, 0)).build()));
        return routing;
    }

    private static Route.Builder root(Route.Builder route) {
        return route.groupWait("1s300ms").groupInterval("2s").repeatInterval("1h");
    }

    private Settings hook(String scenario, String receiver, int index) {
        return Settings.with("url", recorder.address(scenario) + "/" + receiver + "/webhook_configs/" + index);
    }

    private Settings slack(String receiver, int index) {
        String address = recorder.address("resolved") + "/" + receiver + "/slack_configs/" + index;
        try {
            Path file = Files.writeString(folder.resolve("slack-" + index), address);
            return Settings.with("api_url_file", file.toString())
                    .and("channel", "#audit")
                    .and("title", Told.SLACK_TITLE)
                    .and("text", Told.SLACK_TEXT);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
