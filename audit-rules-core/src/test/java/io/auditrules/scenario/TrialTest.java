package io.auditrules.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.auditrules.alert.Alert;
import io.auditrules.alert.AlertingGroup;
import io.auditrules.alert.AlertingRule;
import io.auditrules.alert.Evaluation;
import io.auditrules.alert.RulerSettings;
import io.auditrules.alertmanager.Receiver;
import io.auditrules.alertmanager.Route;
import io.auditrules.alertmanager.Routing;
import io.auditrules.alertmanager.Settings;
import io.auditrules.diagnostic.IllegalValueException;
import io.auditrules.diagnostic.Source;
import io.auditrules.event.Entry;
import io.auditrules.event.Labels;
import io.auditrules.event.Log;
import io.auditrules.logql.LogQl;
import io.auditrules.rule.Field;
import io.auditrules.scenario.Expectation.ExpectedAlert;
import io.auditrules.scenario.Expectation.Moment;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

class TrialTest {
    private static final Instant START = Scenario.DEFAULT_START;
    private static final Labels AUDIT = Labels.of("log_type", "audit");
    private static final AuditEvent SHELL =
            AuditEvent.of(Field.USER, "eve").and(Field.SUBRESOURCE, "exec").and(Field.NAME, "web");
    private static final AlertingRule EXEC = rule(
            "PodExec",
            "sum by (user_username) (count_over_time({log_type=\"audit\"} | json | __error__=\"\""
                    + " | stage=\"ResponseStarted\" [5m])) > 0",
            Duration.ZERO);
    private static final AlertingRule ANY =
            rule("Any", "sum(count_over_time({log_type=\"audit\"} [5m])) > 0", Duration.ofMinutes(2));

    @Test
    void writesBothStagesOfARequestInOrderOfTime() {
        Outcome outcome = play(Scenario.named("s")
                .happens(minutes(2), SHELL.lasting(minutes(5)))
                .happens(minutes(3), SHELL.and(Field.STAGE, "Panic"))
                .build());

        assertThat(outcome.entries()).extracting(Entry::time).containsExactly(after(2), after(3), after(7));
        assertThat(outcome.entries()).extracting(Entry::stream).containsOnly(AUDIT);
    }

    @Test
    void breaksLinesOffAfterSoManyBytes() {
        Outcome outcome = play(happening(new Happening(
                new Happening.Line("äöü and more"),
                Duration.ZERO,
                Happening.Repetition.NONE,
                Optional.empty(),
                OptionalInt.of(4))));

        assertThat(outcome.entries()).extracting(Entry::line).containsExactly("äö");
    }

    @Test
    void writesIntoOtherStreams() {
        Labels other = Labels.of("app", "web");
        Outcome outcome = play(happening(new Happening(
                new Happening.Request(SHELL, Body.AUDIT),
                Duration.ZERO,
                Happening.Repetition.NONE,
                Optional.of(other),
                OptionalInt.empty())));

        assertThat(outcome.entries()).extracting(Entry::stream).containsOnly(other);
        assertThat(outcome.firings()).isEmpty();
    }

    @Test
    void discardsLinesThatAreLongerThanLokiTakes() {
        Scenario scenario = Scenario.named("s")
                .happens(line("x".repeat(1000)))
                .happens(line("ä".repeat(501)))
                .happens(line("x".repeat(1001)))
                .build();

        Outcome outcome = new Trial(site(1000, ANY)).play(scenario);

        assertThat(outcome.entries()).hasSize(1);
        assertThat(outcome.discarded()).hasSize(2);
    }

    @Test
    void repeatsWhatHappensAndVariesFields() {
        Happening shells = Happening.of(minutes(1), SHELL.and(Field.STAGE, "ResponseStarted"))
                .repeated(3, Duration.ofSeconds(10), Field.NAME, Field.USER);

        Outcome outcome =
                play(Scenario.named("s").about("PodExec").happens(shells).build());

        assertThat(outcome.entries())
                .extracting(Entry::time)
                .containsExactly(START.plusSeconds(60), START.plusSeconds(70), START.plusSeconds(80));
        assertThat(outcome.entries().get(2).line()).contains("\"name\":\"web-3\"", "\"username\":\"eve-3\"");
        assertThat(outcome.firings())
                .extracting(firing -> firing.first().labels().get("user_username"))
                .containsExactly("eve-1", "eve-2", "eve-3");
    }

    @Test
    void keepsTheTimesOfARecordingFromOneLineToTheNext() {
        assertThat(play(happening(recording(Optional.empty()))).entries())
                .extracting(Entry::time)
                .containsExactly(after(1), START.plusSeconds(67), after(3));
    }

    @Test
    void playsARecordingAtAnEvenPace() {
        assertThat(play(happening(recording(Optional.of(Duration.ofSeconds(1)))))
                        .entries())
                .extracting(Entry::time)
                .containsExactly(START.plusSeconds(60), START.plusSeconds(61), START.plusSeconds(62));
    }

    @Test
    void keepsStreamsAndStructuredMetadataOfARecording() {
        List<Entry> entries = play(happening(recording(Optional.empty()))).entries();

        assertThat(entries).extracting(Entry::stream).containsOnly(Labels.of("app", "recorded"));
        assertThat(entries).extracting(Entry::structuredMetadata).containsOnly(Labels.of("trace", "t"));
    }

    @Test
    void goesOnUntilAllAlertsAreResolvedAndToldOf() {
        Outcome outcome = play(Scenario.named("s").happens(minutes(10), SHELL).build());

        assertThat(outcome.firings())
                .hasSize(2)
                .allSatisfy(firing -> assertThat(firing.until()).isPresent());
        assertThat(outcome.notifications()).last().satisfies(last -> {
            assertThat(last.status()).hasToString("RESOLVED");
            assertThat(last.alerts()).hasSize(2);
        });
    }

    @Test
    void goesOnUntilTheLastMomentThatIsLookedAt() {
        Moment late =
                new Moment(Duration.ofHours(2), Optional.empty(), Optional.of(List.of()), Optional.empty(), Map.of());

        assertThat(play(Scenario.named("s").happens(minutes(1), SHELL).at(late).build())
                        .end())
                .isEqualTo(START.plus(Duration.ofHours(2)));
    }

    @Test
    void goesOnUntilWhatHappenedBeforeAGapIsResolvedAfterIt() {
        Outcome outcome = play(Scenario.named("s")
                .happens(minutes(1), SHELL)
                .missing(minutes(2), Duration.ofHours(1))
                .build());

        assertThat(outcome.firings())
                .first()
                .satisfies(firing -> assertThat(firing.until()).contains(START.plus(Duration.ofHours(1))));
    }

    @Test
    void runsForAsLongAsIsSaid() {
        Outcome outcome = play(Scenario.named("s")
                .running(minutes(3))
                .happens(minutes(1), SHELL)
                .build());

        assertThat(outcome.end()).isEqualTo(after(3));
        assertThat(outcome.histories().get(0).evaluations())
                .extracting(Evaluation::at)
                .containsExactly(START, after(1), after(2), after(3));
        assertThat(outcome.firings()).extracting(Outcome.Firing::until).containsOnly(Optional.empty());
    }

    @Test
    void evaluatesNothingInAGap() {
        Outcome outcome = play(Scenario.named("s")
                .running(minutes(6))
                .missing(minutes(1), minutes(4))
                .build());

        assertThat(outcome.histories().get(0).evaluations())
                .extracting(Evaluation::at)
                .containsExactly(START, after(1), after(4), after(5), after(6));
    }

    @Test
    void looksAtTheRulesThatTheScenarioIsAboutOnly() {
        Outcome outcome =
                play(Scenario.named("s").about("Any").happens(minutes(1), SHELL).build());

        assertThat(outcome.histories())
                .extracting(history -> history.rule().alert())
                .containsExactly("Any");
    }

    @Test
    void tellsWhenAnAlertWasPendingFiringAndResolved() {
        Outcome.Firing firing = play(Scenario.named("s")
                        .about("Any")
                        .happens(minutes(1), SHELL)
                        .build())
                .firings()
                .get(0);

        assertThat(firing.pendingFrom()).isEqualTo(after(1));
        assertThat(firing.from()).isEqualTo(after(3));
        // the second stage is written a second after the first
        assertThat(firing.until()).contains(after(7));
        assertThat(firing.first().state()).isEqualTo(Alert.State.FIRING);
    }

    @Test
    void failsAloneWhereItCannotBePlayed() {
        Site site = site(1000, rule("Broken", "vector(1)", Duration.ZERO, "{{ .Nope"), EXEC);
        List<PlacedScenario> scenarios = List.of(
                placed(Scenario.named("broken").build()),
                placed(Scenario.named("well").about("PodExec").build()));

        TestRun run = TestRun.of(site, scenarios, List.of(), InstantSource.fixed(START));

        assertThat(run.isPassed()).isFalse();
        assertThat(run.failed())
                .extracting(verdict -> verdict.scenario().name())
                .containsExactly("broken");
        assertThat(run.failed().get(0).mismatches().get(0).message()).startsWith("cannot be played: ");
    }

    @Test
    void refusesARunThatIsLongerThanAnybodyMeans() {
        Scenario scenario = Scenario.named("s").running(Duration.ofDays(3650)).build();

        assertThatThrownBy(() -> play(scenario))
                .isInstanceOf(IllegalValueException.class)
                .hasMessageContaining("more than 1000000 evaluations");
    }

    @Test
    void comesToTheSameEachTime() {
        Scenario scenario = Scenario.named("s")
                .happens(Happening.of(minutes(1), SHELL).repeated(200, Duration.ofSeconds(3), Field.USER))
                .build();

        assertThat(play(scenario)).usingRecursiveComparison().isEqualTo(play(scenario));
    }

    @Test
    void refusesExpectationsThatCannotFail() {
        assertThatThrownBy(() ->
                        Scenario.named("s").about("Any").staysSilent("PodExec").build())
                .hasMessageContaining("looks only at Any");
        assertThatThrownBy(() -> Scenario.named("s")
                        .fires(ExpectedAlert.of("Any"))
                        .staysSilent("Any")
                        .build())
                .hasMessageContaining("expected to fire and to stay silent");
    }

    private static Scenario happening(Happening happening) {
        return Scenario.named("s").happens(happening).build();
    }

    private static Happening line(String text) {
        return new Happening(
                new Happening.Line(text),
                Duration.ZERO,
                Happening.Repetition.NONE,
                Optional.empty(),
                OptionalInt.empty());
    }

    private static Happening recording(Optional<Duration> every) {
        Instant then = Instant.parse("2022-12-22T11:43:16Z");
        Labels stream = Labels.of("app", "recorded");
        Labels metadata = Labels.of("trace", "t");
        Log log = Log.of(List.of(
                new Entry(then, stream, metadata, "a"),
                new Entry(then.plusSeconds(7), stream, metadata, "b"),
                new Entry(then.plusSeconds(120), stream, metadata, "c")));
        return new Happening(
                new Happening.Recording(log, every),
                minutes(1),
                Happening.Repetition.NONE,
                Optional.empty(),
                OptionalInt.empty());
    }

    private static Outcome play(Scenario scenario) {
        return new Trial(site(262_144, EXEC, ANY)).play(scenario);
    }

    private static Site site(int maxLineSize, AlertingRule... rules) {
        Routing routing = Routing.root(
                        Route.to("hook").groupWait("30s").groupInterval("5m").build())
                .receivers(Receiver.named("hook")
                        .webhook(Settings.with("url", "http://127.0.0.1:9/"))
                        .build())
                .build();
        return new Site(
                List.of(new AlertingGroup("g", minutes(1), 0, List.of(rules))),
                RulerSettings.DEFAULT,
                AUDIT,
                maxLineSize,
                Optional.of(routing));
    }

    private static AlertingRule rule(String alert, String expr, Duration pending) {
        return rule(alert, expr, pending, "s");
    }

    private static AlertingRule rule(String alert, String expr, Duration pending, String summary) {
        return new AlertingRule(
                alert, LogQl.parseMetric(new Source(alert, expr)), pending, Map.of(), Map.of("summary", summary));
    }

    private static PlacedScenario placed(Scenario scenario) {
        return new PlacedScenario(scenario, new Source("java", "").place());
    }

    private static Duration minutes(int minutes) {
        return Duration.ofMinutes(minutes);
    }

    private static Instant after(int minutes) {
        return START.plus(minutes(minutes));
    }
}
