package io.auditrules.live;

import static org.assertj.core.api.Assertions.assertThat;

import io.auditrules.diagnostic.Problem;
import io.auditrules.diagnostic.Problems;
import io.auditrules.json.JsonWriter;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An Alertmanager that somebody else has started plays one scenario after the other, if it can be used for that. */
class RunningAlertmanagerTest {
    private static final String ALONE = "--cluster.listen-address=";
    private static final String URL = "--web.external-url=" + AlertmanagerPeer.EXTERNAL_URL;
    /** It forgets alerts that have ended at once, and not after half an hour. */
    private static final String FORGETS = "--alerts.gc-interval=1s";

    private final InstantSource clock = InstantSource.system();
    private final Http http = new Http();
    private final Problems problems = new Problems();

    @TempDir
    Path folder;

    private Optional<RunningAlertmanager> use(Peer.Running peer, Switchboard switchboard) throws InterruptedException {
        return RunningAlertmanager.at(peer, switchboard.address(), switchboard, "try", http, clock, problems);
    }

    private List<Problem> refusalOf(Peer.Running peer) throws InterruptedException {
        try (Switchboard switchboard = Switchboard.open(0, http, clock)) {
            assertThat(use(peer, switchboard)).isEmpty();
        }
        return problems.list();
    }

    @Test
    void ourPageShowsHowTheFileBegins() {
        assertThat(Path.of("../docs/live.md"))
                .content()
                .contains(RunningAlertmanager.HEADER + "\n" + StartedAlertmanager.NOTHING)
                .contains(ALONE, URL, FORGETS);
    }

    private static void post(Peer.Running peer, String path, Map<String, Object> one, boolean asList)
            throws IOException, InterruptedException {
        Object body = asList ? List.of(one) : one;
        String json = JsonWriter.write(body, JsonWriter.Escapes.NEEDED);
        new Http().post(peer.address().resolve(path), "", json).text("Alertmanager");
    }

    /** Groups, repetition, alerts that end, webhooks, messages to Slack; the first twice, so that its alerts come again. */
    @Test
    void scenariosPlayedOneAfterTheOtherComeAsSimulated() throws Exception {
        List<RecordedCase> cases = new ArrayList<>(Replay.most(2, each -> isShort(each) && !Replay.hasTexts(each)));
        cases.addAll(Replay.most(1, each -> isShort(each) && Replay.hasTexts(each)));
        cases.add(cases.get(0));
        assertThat(cases).allMatch(each -> !each.played().told().isEmpty());
        // One that has ended alerts for half an hour would tell them with those that fire now: it must forget their
        // groups.
        List<RecordedCase> toOneThatRemembers = List.of(cases.get(0), cases.get(0));
        ExecutorService threads = Executors.newFixedThreadPool(2);
        try {
            Future<?> forgetful = threads.submit(() -> play(cases, "forgets", ALONE, URL, FORGETS));
            Future<?> other = threads.submit(() -> play(toOneThatRemembers, "remembers", ALONE, URL));
            forgetful.get();
            other.get();
        } finally {
            threads.shutdownNow();
        }
    }

    private static boolean isShort(RecordedCase recorded) {
        Instant first = recorded.played().posts().get(0).at();
        return Duration.between(first, recorded.played().end()).toSeconds() < 20;
    }

    private @Nullable Void play(List<RecordedCase> cases, String name, String... flags) throws Exception {
        Path own = Files.createDirectory(folder.resolve(name));
        try (StartedAlertmanager started = StartedAlertmanager.start(own, flags);
                Switchboard switchboard = Switchboard.open(0, http, clock)) {
            RunningAlertmanager running = use(started.peer(), switchboard).orElseThrow();
            Replay replay = new Replay(running, switchboard, http, clock);
            for (int i = 0; i < cases.size(); i++) {
                assertThat(replay.play(cases.get(i), "s" + i))
                        .as(
                                "%s: %s",
                                name, cases.get(i).plan().scenario().scenario().name())
                        .isEmpty();
            }
            // and then it tells nobody
            assertThat(started.peer().configuration().orElseThrow()).content().isEqualTo("""
                    # audit-rules may write this file.
                    route:
                      receiver: nobody
                    receivers:
                      - name: nobody
                    """);
        }
        return null;
    }

    @Test
    void allThatIsInTheWayIsToldAtOnce() throws IOException, InterruptedException {
        try (StartedAlertmanager started = StartedAlertmanager.start(folder, ALONE)) {
            Path other = Files.writeString(folder.resolve("mine.yaml"), StartedAlertmanager.NOTHING);
            Instant now = clock.instant();
            post(started.peer(), "/api/v2/alerts", Map.of("labels", Map.of("alertname", "Mine")), true);
            Map<String, Object> matcher = Map.of("name", "a", "value", "b", "isRegex", false);
            post(
                    started.peer(),
                    "/api/v2/silences",
                    Map.of(
                            "matchers",
                            List.of(matcher),
                            "startsAt",
                            now.toString(),
                            "endsAt",
                            now.plusSeconds(600).toString(),
                            "createdBy",
                            "me",
                            "comment",
                            "quiet"),
                    false);

            List<Problem> refusal = refusalOf(started.peer().reading(other));

            assertThat(refusal)
                    .extracting(Problem::message)
                    .containsExactlyInAnyOrder(
                            "this file may not be written: it does not begin with the line \"# audit-rules may write this"
                                    + " file.\"",
                            "this Alertmanager has silences: 1",
                            "this Alertmanager has alerts of others, such as {alertname=Mine}");
            assertThat(other).content().isEqualTo(StartedAlertmanager.NOTHING);
        }
    }

    @Test
    void aFileThatItDoesNotReadIsTold() throws IOException, InterruptedException {
        Path other = Files.writeString(folder.resolve("other.yaml"), RunningAlertmanager.HEADER + "\n");
        try (StartedAlertmanager started = StartedAlertmanager.start(folder, ALONE, URL)) {
            assertThat(refusalOf(started.peer().reading(other))).singleElement().satisfies(problem -> {
                assertThat(problem.message()).startsWith("this Alertmanager does not read " + other);
                assertThat(problem.advice()).contains("--config.file");
            });
        }
    }

    @Test
    void anotherExternalUrlIsToldWithTheFlag() throws IOException, InterruptedException {
        try (StartedAlertmanager started = StartedAlertmanager.start(folder, ALONE)) {
            assertThat(refusalOf(started.peer())).singleElement().satisfies(problem -> {
                assertThat(problem.message()).contains("into texts, where http://alertmanager is simulated");
                assertThat(problem.advice()).isEqualTo("start it with --web.external-url=http://alertmanager");
            });
        }
    }

    @Test
    void oneThatDoesNotReachUsIsTold() throws IOException, InterruptedException {
        URI nowhere = URI.create("http://127.0.0.1:" + StartedAlertmanager.freePort());
        try (StartedAlertmanager started = StartedAlertmanager.start(folder, ALONE, URL);
                Switchboard switchboard = Switchboard.open(0, http, clock)) {
            RunningAlertmanager.at(started.peer(), nowhere, switchboard, "try", http, clock, problems);

            assertThat(problems.list())
                    .extracting(Problem::message)
                    .containsExactly("what this Alertmanager tells does not come to " + nowhere);
        }
    }

    @Test
    void oneThatDoesNotAnswerIsToldAndAFileThatIsNotThere() throws IOException, InterruptedException {
        Peer.Running nowhere = Peer.running("http://127.0.0.1:" + StartedAlertmanager.freePort());

        assertThat(refusalOf(nowhere.reading(folder.resolve("none.yaml"))))
                .extracting(Problem::message)
                .anySatisfy(message -> assertThat(message).startsWith("no Alertmanager answers"))
                .anySatisfy(message -> assertThat(message).startsWith("this file cannot be read"));
    }

    @Test
    void theFileMustBeNamed() throws IOException, InterruptedException {
        Peer.Running nowhere = Peer.running("http://127.0.0.1:" + StartedAlertmanager.freePort());

        assertThat(refusalOf(nowhere))
                .extracting(Problem::message)
                .contains("it is not said which file this Alertmanager reads");
    }
}
