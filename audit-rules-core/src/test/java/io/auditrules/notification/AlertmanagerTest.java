package io.auditrules.notification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.auditrules.alertmanager.InhibitRule;
import io.auditrules.alertmanager.Receiver;
import io.auditrules.alertmanager.Route;
import io.auditrules.alertmanager.Routing;
import io.auditrules.alertmanager.Settings;
import io.auditrules.alertmanager.TimeInterval;
import io.auditrules.alertmanager.TimePeriod;
import io.auditrules.diagnostic.IllegalValueException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** What is told when, each rule on its own; that the rules are Alertmanager's own is LiveAlertmanagerTest's matter. */
class AlertmanagerTest {
    private static final Instant START = Instant.parse("2026-03-02T08:00:00Z");
    private static final Settings HOOK = Settings.with("url", "http://127.0.0.1:9/");

    private final Route.Builder root = Route.to("hook")
            .groupBy("alertname")
            .groupWait("30s")
            .groupInterval("5m")
            .repeatInterval("4h");

    @Test
    void tellsANewGroupAfterGroupWait() {
        Alertmanager alertmanager = start(routing());

        post(alertmanager, 60, firing("A"));
        alertmanager.advanceTo(at(89));

        assertThat(told(alertmanager)).isEmpty();
        assertThat(alertmanager.withheld())
                .singleElement()
                .satisfies(withheld -> assertThat(withheld.cause()).isEqualTo(new Cause.Waiting(at(90))));

        alertmanager.advanceTo(at(90));

        assertThat(told(alertmanager)).containsExactly("90 hook FIRST A");
        assertThat(alertmanager.withheld()).isEmpty();
    }

    @Test
    void tellsAtOnceWhatFiresForLongerThanGroupWait() {
        Alertmanager alertmanager = start(routing());

        post(alertmanager, 60, firing("A").since(at(29)));

        assertThat(told(alertmanager)).containsExactly("60 hook FIRST A");
    }

    @Test
    void tellsWhatIsNewInAGroupAfterGroupInterval() {
        Alertmanager alertmanager = start(routing());

        post(alertmanager, 0, firing("A", "pod", "1"), firing("A", "pod", "2"));
        post(alertmanager, 40, firing("A", "pod", "3"));
        alertmanager.advanceTo(at(400));

        assertThat(told(alertmanager)).containsExactly("30 hook FIRST A A", "330 hook NEW_ALERTS a a A");
    }

    @Test
    void tellsAgainAtTheFirstLookAfterRepeatInterval() {
        Alertmanager alertmanager = start(routing());

        post(alertmanager, 0, firing("A").until(at(100_000)));
        alertmanager.advanceTo(at(30_000));

        assertThat(told(alertmanager)).containsExactly("30 hook FIRST A", "14730 hook REPEAT A", "29430 hook REPEAT A");
    }

    @Test
    void alertsEndWhenNobodyPostsThemAgain() {
        Alertmanager alertmanager = start(routing());

        post(alertmanager, 0, firing("A"));
        alertmanager.advanceTo(at(10_000));

        assertThat(told(alertmanager)).containsExactly("30 hook FIRST A", "330 hook ALL_RESOLVED a");
        assertThat(alertmanager.notifications().get(1).alerts().get(0).endsAt()).isEqualTo(at(300));
    }

    @Test
    void alertThatEndsWhileItsGroupWaitsIsNotTold() {
        Alertmanager alertmanager = start(routing());

        post(alertmanager, 0, firing("A"));
        post(alertmanager, 10, firing("A").since(at(0)).until(at(10)));
        alertmanager.advanceTo(at(1_000));

        assertThat(told(alertmanager)).isEmpty();
        assertThat(causes(alertmanager)).containsExactly(new Cause.EndedUntold("webhook_configs[0]"));
    }

    @Test
    void slackIsNotToldOfTheEndUnlessItSaysSo() {
        Alertmanager alertmanager = start(Routing.root(root.receiver("slack").build())
                .receivers(Receiver.named("slack")
                        .slack(slack())
                        .slack(slack().and("send_resolved", true))
                        .build())
                .build());

        post(alertmanager, 0, firing("A"));
        alertmanager.advanceTo(at(1_000));

        assertThat(told(alertmanager))
                .containsExactly("30 slack FIRST A", "30 slack FIRST A", "330 slack ALL_RESOLVED a");
        assertThat(alertmanager.notifications().get(2).integration()).isEqualTo("slack_configs[1]");
        assertThat(causes(alertmanager)).containsExactly(new Cause.ResolvedNotSent("slack_configs[0]"));
    }

    @Test
    void receiverWithoutIntegrationTellsNobody() {
        Alertmanager alertmanager = start(Routing.root(root.receiver("null").build())
                .receivers(Receiver.named("null").build())
                .build());

        post(alertmanager, 0, firing("A"));
        alertmanager.advanceTo(at(200));

        assertThat(told(alertmanager)).isEmpty();
        assertThat(causes(alertmanager)).containsExactly(new Cause.NoIntegration());
    }

    @Test
    void alertIsSilentWhileAnotherFires() {
        Alertmanager alertmanager = start(Routing.root(root.build())
                .receivers(hook())
                .inhibit(InhibitRule.when("alertname = \"B\"")
                        .mutes("alertname = \"A\"")
                        .equal("node"))
                .build());

        post(alertmanager, 0, firing("A").until(at(5_000)), firing("B").until(at(600)));
        alertmanager.advanceTo(at(1_000));

        assertThat(told(alertmanager))
                .containsExactly("30 hook FIRST B", "630 hook FIRST A", "630 hook ALL_RESOLVED b");
        assertThat(causes(alertmanager)).containsExactly(new Cause.Inhibited(Map.of("alertname", "B")));
    }

    @Test
    void routeIsSilentDuringMuteTimeIntervals() {
        Alertmanager alertmanager = start(Routing.root(
                        root.routes(Route.inheriting().mutedDuring("morning").build())
                                .build())
                .receivers(hook())
                .timeIntervals(TimeInterval.named(
                        "morning", TimePeriod.always().times("08:30", "09:10").location("Europe/Berlin")))
                .build());

        post(alertmanager, 0, firing("A").until(at(5_000)));
        alertmanager.advanceTo(at(1_000));

        assertThat(told(alertmanager)).containsExactly("630 hook FIRST A");
        assertThat(alertmanager.withheld())
                .singleElement()
                .satisfies(withheld -> assertThat(withheld.at()).isEqualTo(at(30)))
                .satisfies(withheld -> assertThat(withheld.cause()).isEqualTo(new Cause.Muted("morning")));
    }

    @Test
    void routeIsSilentOutsideActiveTimeIntervals() {
        Alertmanager alertmanager = start(Routing.root(
                        root.routes(Route.inheriting().activeDuring("later").build())
                                .build())
                .receivers(hook())
                .timeIntervals(TimeInterval.named("later", TimePeriod.always().times("08:05", "24:00")))
                .build());

        post(alertmanager, 0, firing("A").until(at(5_000)));
        alertmanager.advanceTo(at(1_000));

        assertThat(told(alertmanager)).containsExactly("330 hook FIRST A");
        assertThat(causes(alertmanager)).containsExactly(new Cause.Inactive(List.of("later")));
    }

    @Test
    void everyRouteThatAnAlertTakesTells() {
        Alertmanager alertmanager = start(Routing.root(root.routes(
                                Route.to("hook").continues().build(),
                                Route.to("hook")
                                        .matching("alertname = \"A\"")
                                        .groupWait("10s")
                                        .build())
                        .build())
                .receivers(hook())
                .build());

        post(alertmanager, 0, firing("A"));
        alertmanager.advanceTo(at(100));

        assertThat(alertmanager.notifications())
                .extracting(Notification::at, told -> told.route().path())
                .containsExactly(tuple(at(10), List.of(1)), tuple(at(30), List.of(0)));
    }

    @Test
    void whatStaysWithheldStandsOnce() {
        Alertmanager alertmanager = start(Routing.root(
                        root.routes(Route.inheriting().mutedDuring("today").build())
                                .build())
                .receivers(hook())
                .timeIntervals(TimeInterval.named("today", TimePeriod.always().years("2026")))
                .build());

        post(alertmanager, 0, firing("A").until(at(50_000)));
        post(alertmanager, 1_000, firing("A", "pod", "1").until(at(50_000)));
        alertmanager.advanceTo(at(40_000));

        assertThat(alertmanager.withheld())
                .extracting(Withheld::at, Withheld::cause)
                .containsExactly(tuple(at(30), new Cause.Muted("today")), tuple(at(1_230), new Cause.Muted("today")));
    }

    @Test
    void groupKeepsItsRhythmUntilItIsRemoved() {
        Alertmanager alertmanager = start(routing());

        post(alertmanager, 5, firing("A").until(at(100)), firing("B").until(at(100)));
        // Both groups are empty from 335 s on, and removed at 360 s.
        post(alertmanager, 340, firing("A").until(at(1_000)));
        post(alertmanager, 361, firing("B").until(at(1_000)));
        alertmanager.advanceTo(at(700));

        assertThat(told(alertmanager))
                .containsExactly(
                        "35 hook FIRST A",
                        "35 hook FIRST B",
                        "335 hook ALL_RESOLVED a",
                        "335 hook ALL_RESOLVED b",
                        "391 hook FIRST B",
                        "635 hook FIRST A");
    }

    @Test
    void sameCallsHaveTheSameAnswers() {
        for (int seed = 0; seed < 50; seed++) {
            Scenario scenario = RandomScenario.undecided("same", seed, "http://127.0.0.1:9");

            assertThat(scenario.planned()).isEqualTo(scenario.planned());
        }
    }

    @Test
    void emptyLabelsAreNone() {
        assertThat(firing("A", "pod", "").labels()).containsOnlyKeys("alertname");
    }

    @Test
    void refusesWhatAlertmanagerRefuses() {
        assertThatThrownBy(() -> PostedAlert.firing(Map.of("a", ""))).isInstanceOf(IllegalValueException.class);
        assertThatThrownBy(() -> PostedAlert.firing(Map.of("a-b", "c"))).isInstanceOf(IllegalValueException.class);
        assertThatThrownBy(() -> firing("A").since(at(2)).until(at(1))).isInstanceOf(IllegalValueException.class);
        assertThatThrownBy(() -> post(start(routing()), 0, firing("A").since(at(301))))
                .isInstanceOf(IllegalValueException.class);
    }

    @Test
    void timeDoesNotGoBack() {
        Alertmanager alertmanager = start(routing());
        alertmanager.advanceTo(at(10));

        assertThatThrownBy(() -> alertmanager.advanceTo(at(9))).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void anEndThatIsSentAgainIsWithheldOnce() {
        Alertmanager alertmanager = start(routing());

        post(alertmanager, 0, firing("A").until(at(20)));
        post(alertmanager, 10, firing("A").since(at(0)).until(at(10)));
        for (int second = 60; second < 1000; second += 60) {
            post(alertmanager, second, firing("A").since(at(0)).until(at(10)));
        }
        alertmanager.advanceTo(at(2000));

        assertThat(causes(alertmanager)).containsExactly(new Cause.EndedUntold("webhook_configs[0]"));
    }

    @Test
    void anEndThatWasToldIsNotWithheldWhenItIsSentAgain() {
        Alertmanager alertmanager = start(routing());

        post(alertmanager, 0, firing("A").until(at(60)));
        for (int second = 60; second < 1000; second += 60) {
            post(alertmanager, second, firing("A").since(at(0)).until(at(60)));
        }
        alertmanager.advanceTo(at(2000));

        assertThat(told(alertmanager)).containsExactly("30 hook FIRST A", "330 hook ALL_RESOLVED a");
        assertThat(alertmanager.withheld()).isEmpty();
    }

    private Routing routing() {
        return Routing.root(root.build()).receivers(hook()).build();
    }

    private static Receiver hook() {
        return Receiver.named("hook").webhook(HOOK).build();
    }

    private static Settings slack() {
        return Settings.with("api_url_file", "/secrets/slack").and("channel", "#audit");
    }

    private static Alertmanager start(Routing routing) {
        return Alertmanager.of(routing, START);
    }

    private static Instant at(long second) {
        return START.plusSeconds(second);
    }

    private static void post(Alertmanager alertmanager, long second, PostedAlert... alerts) {
        alertmanager.receive(at(second), List.of(alerts));
    }

    private static PostedAlert firing(String name, String... more) {
        Map<String, String> labels = new TreeMap<>(Map.of("alertname", name));
        for (int i = 0; i < more.length; i += 2) {
            labels.put(more[i], more[i + 1]);
        }
        return PostedAlert.firing(labels);
    }

    private static List<Cause> causes(Alertmanager alertmanager) {
        return alertmanager.withheld().stream().map(Withheld::cause).toList();
    }

    /** Second, receiver, reason and alerts, in small letters those that ended. */
    private static List<String> told(Alertmanager alertmanager) {
        List<String> told = new ArrayList<>();
        for (Notification notification : alertmanager.notifications()) {
            StringBuilder text = new StringBuilder()
                    .append(Duration.between(START, notification.at()).toSeconds())
                    .append(' ')
                    .append(notification.receiver())
                    .append(' ')
                    .append(notification.reason());
            for (NotifiedAlert alert : notification.alerts()) {
                String name = alert.labels().getOrDefault("alertname", "");
                text.append(' ')
                        .append(alert.status() == Status.FIRING ? name : name.toLowerCase(java.util.Locale.ROOT));
            }
            told.add(text.toString());
        }
        return told;
    }
}
