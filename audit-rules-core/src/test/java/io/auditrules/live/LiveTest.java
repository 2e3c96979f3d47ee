package io.auditrules.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.auditrules.alert.AlertingGroup;
import io.auditrules.alert.RulerSettings;
import io.auditrules.diagnostic.IllegalValueException;
import io.auditrules.diagnostic.ProblemsException;
import io.auditrules.diagnostic.Source;
import io.auditrules.scenario.Expectation;
import io.auditrules.scenario.PlacedScenario;
import io.auditrules.scenario.Scenario;
import io.auditrules.scenario.Site;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What users are told when real peers cannot be asked, and how scenarios are made shorter. */
class LiveTest {
    private static final String EXEC = "sum by (user) (count_over_time({log_type=\"audit\"} | json [2h])) > 0";

    private final LiveCase twoHours =
            new LiveCase(site(EXEC), Scenario.named("two hours").build());

    @TempDir
    Path folder;

    private static Site site(String expr) {
        AlertingGroup group = CaseBuilder.named("x")
                .every(60_000)
                .rule("Exec", expr)
                .build()
                .site()
                .groups()
                .get(0);
        return new Site(List.of(group), RulerSettings.DEFAULT, CaseBuilder.AUDIT, 1000, Optional.empty());
    }

    private String script(String command) throws IOException {
        Path program = Files.writeString(folder.resolve("loki"), "#!/bin/sh\n" + command + "\n");
        assertThat(program.toFile().setExecutable(true)).isTrue();
        return program.toString();
    }

    private static PlacedScenario placed(Scenario scenario) {
        return new PlacedScenario(scenario, new Source("scenarios.yaml", "").place());
    }

    private static List<LiveResult> play(LiveCase one, String loki, String alertmanager) {
        LiveSettings settings = LiveSettings.of(Peer.of(loki), Peer.of(alertmanager), InstantSource.system());
        return Live.play(one.site(), List.of(placed(one.scenario())), settings, result -> {});
    }

    @Test
    void aPeerIsAProgramOrAnAddress() {
        assertThat(Peer.of("/usr/bin/loki")).isEqualTo(new Peer.Program(Path.of("/usr/bin/loki")));
        assertThat(Peer.of("http://127.0.0.1:3100"))
                .isEqualTo(new Peer.Running(URI.create("http://127.0.0.1:3100"), Optional.empty()));
    }

    @Test
    void aProgramThatIsNotThereIsTold() {
        assertThatThrownBy(() -> play(twoHours, "/nonexistent/loki", "/bin/true"))
                .isInstanceOf(IllegalValueException.class)
                .hasMessageContaining("Loki cannot be started")
                .hasMessageContaining("/nonexistent/loki");
    }

    @Test
    void aFileThatIsNoProgramIsTold() throws Exception {
        Path text = Files.writeString(folder.resolve("loki"), "not a program");

        assertThatThrownBy(() -> play(twoHours, text.toString(), "/bin/true"))
                .isInstanceOf(IllegalValueException.class)
                .hasMessageContaining("Loki cannot be started");
    }

    @Test
    void aProgramThatEndsIsToldWithWhatItSaid() throws Exception {
        assertThatThrownBy(() -> play(twoHours, script("echo no space left; exit 3"), "/bin/true"))
                .isInstanceOfSatisfying(IllegalValueException.class, e -> {
                    assertThat(e.message()).isEqualTo("Loki ended with exit 3 before it was ready");
                    assertThat(e.advice()).endsWith("no space left");
                });
    }

    @Test
    void aLokiOfAnotherVersionIsTold() throws Exception {
        assertThatThrownBy(() -> play(twoHours, script("echo 'loki, version 3.1.2 (branch: HEAD)'"), "/bin/true"))
                .isInstanceOfSatisfying(IllegalValueException.class, e -> {
                    assertThat(e.message()).isEqualTo("this Loki is 3.1.2, and the rules are for 3.7");
                    assertThat(e.advice()).contains("write \"loki: 3.1.2\"");
                });
    }

    @Test
    void aLokiThatDoesNotSayItsVersionIsTold() throws Exception {
        assertThatThrownBy(() -> play(twoHours, script("echo 'loki, version  (branch: )'"), "/bin/true"))
                .isInstanceOf(IllegalValueException.class)
                .hasMessageContaining("does not say which version it is, but: loki, version  (branch: )");
    }

    @Test
    void anAddressIsOneOfThisMachine() {
        assertThatThrownBy(() -> Peer.of("http://loki.example.org:3100"))
                .hasMessageContaining("\"http://loki.example.org:3100\" is not an address of this machine");
        assertThatThrownBy(() -> Peer.of("http://localhost:3100/loki")).hasMessageContaining("has a path");
        assertThatThrownBy(() -> Peer.of("http://127.0.0.1")).hasMessageContaining("write http://host:port");
    }

    @Test
    void bothThatDoNotAnswerAreTold() throws Exception {
        Path config = Files.writeString(folder.resolve("am.yaml"), RunningAlertmanager.HEADER + "\n");
        Peer loki = Peer.running("http://127.0.0.1:" + StartedAlertmanager.freePort());
        Peer alertmanager = Peer.running("http://127.0.0.1:" + StartedAlertmanager.freePort())
                .reading(config);
        LiveSettings settings = LiveSettings.of(loki, alertmanager, InstantSource.system())
                .calledBackAt("http://127.0.0.1:" + StartedAlertmanager.freePort());
        List<PlacedScenario> scenarios = List.of(placed(twoHours.scenario()));

        assertThatThrownBy(() -> Live.play(twoHours.site(), scenarios, settings, result -> {}))
                .isInstanceOf(ProblemsException.class)
                .hasMessageContaining("no Loki answers")
                .hasMessageContaining("no Alertmanager answers");
    }

    @Test
    void aPortThatIsTakenIsTold() throws Exception {
        Peer running = Peer.running("http://127.0.0.1:3100");
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            LiveSettings settings = LiveSettings.of(running, running, InstantSource.system())
                    .calledBackAt("http://127.0.0.1:" + taken.getLocalPort());
            List<PlacedScenario> scenarios = List.of(placed(twoHours.scenario()));

            assertThatThrownBy(() -> Live.play(twoHours.site(), scenarios, settings, result -> {}))
                    .hasMessageContaining("cannot listen on 127.0.0.1:" + taken.getLocalPort());
        }
    }

    @Test
    void aScenarioThatTakesTooLongIsNotPlayedAndSaysSo() {
        LiveCase rate = new LiveCase(site(EXEC.replace("count_over_time", "rate")), twoHours.scenario());

        assertThat(play(rate, "/nonexistent", "/nonexistent")).singleElement().satisfies(result -> {
            assertThat(result.isPlayed()).isFalse();
            assertThat(result.agrees()).isFalse();
            assertThat(result.notPlayed()).startsWith("it takes 2h2m, and at most 10m are allowed");
        });
    }

    @Test
    void missedEvaluationsAreNotPlayed() {
        Scenario missed = Scenario.named("missed")
                .missing(Duration.ofMinutes(1), Duration.ofMinutes(5))
                .build();

        assertThat(play(new LiveCase(twoHours.site(), missed), "/nonexistent", "/nonexistent"))
                .singleElement()
                .satisfies(result -> assertThat(result.notPlayed()).startsWith("the ruler misses evaluations"));
    }

    @Test
    void aTimeIntervalThatBeginsMeanwhileIsNotPlayed() {
        String yaml = """
                route: {receiver: r, routes: [{receiver: r, matchers: ['a=b'], mute_time_intervals: [late]}]}
                receivers: [{name: r}]
                time_intervals: [{name: late, time_intervals: [{times: [{start_time: '10:00', end_time: '24:00'}]}]}]
                """;
        Site muted = new Site(
                twoHours.site().groups(),
                RulerSettings.DEFAULT,
                CaseBuilder.AUDIT,
                1000,
                Optional.of(CaseBuilder.read(yaml)));

        assertThat(play(new LiveCase(muted, twoHours.scenario()), "/nonexistent", "/nonexistent"))
                .singleElement()
                .satisfies(result -> assertThat(result.notPlayed()).startsWith("a time interval of the routing"));
    }

    @Test
    void allDurationsAreDividedByOneNumber() {
        Plan plan = Plan.of(twoHours.site(), placed(twoHours.scenario()), Duration.ofMinutes(10));

        assertThat(plan.factor()).isEqualTo(25);
        assertThat(plan.length()).isEqualTo(Duration.ofMinutes(122).dividedBy(25));
        assertThat(plan.site().ruler().resendDelay()).isEqualTo(Duration.ofMillis(2400));
        AlertingGroup group = plan.site().groups().get(0);
        assertThat(group.interval()).isEqualTo(Duration.ofMillis(2400));
        assertThat(group.rules().get(0).expr()).hasToString(EXEC.replace("2h", "4m48s"));
    }

    @Test
    void momentsOfTheSlowerClockDoNotMatterToWhatIsCompared() {
        Scenario lateLook = Scenario.named("x")
                .at(new Expectation.Moment(
                        Duration.ofHours(2), Optional.empty(), Optional.of(List.of()), Optional.empty(), Map.of()))
                .build();
        Plan plan = Plan.of(twoHours.site(), placed(lateLook), Duration.ofMinutes(10));
        Instant start = Instant.parse("2026-11-24T10:00:00Z");
        Instant end = start.plus(plan.length());

        Played nothing = new Played(start, end, Map.of(), List.of(), Instant.EPOCH, List.of(), List.of(), List.of());

        assertThat(plan.length()).isLessThan(Duration.ofHours(2));
        assertThat(plan.simulate(nothing).end()).isEqualTo(end);
    }

    @Test
    void whatCountsInSecondsIsNotShortened() {
        List<AlertingGroup> groups =
                site(EXEC.replace("count_over_time", "rate")).groups();

        assertThat(Shortening.most(twoHours.site(), groups).factor()).isEqualTo(1);
    }

    @Test
    void timesOfARunAreCountedFromItsStart() {
        Instant start = Instant.parse("2026-11-24T10:00:00Z");
        LiveCase one =
                CaseBuilder.named("x").rule("Exec", EXEC).line(3000, "{}").build();

        Plan plan = Plan.of(one.site(), placed(one.scenario()), Duration.ofMinutes(10));

        assertThat(plan.entriesAt(start))
                .singleElement()
                .satisfies(entry -> assertThat(entry.time()).isEqualTo(start.plusMillis(3000 / plan.factor())));
    }
}
