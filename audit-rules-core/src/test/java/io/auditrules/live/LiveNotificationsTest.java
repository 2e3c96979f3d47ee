package io.auditrules.live;

import static org.assertj.core.api.Assertions.assertThat;

import io.auditrules.alertmanager.Amtool;
import io.auditrules.alertmanager.Routing;
import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/** What a real ruler once sent is sent to the Alertmanager of this machine, which tells what is simulated. */
class LiveNotificationsTest {
    /** Those with the most to tell: of all, and of those with texts. */
    private static final int CASES = 14;

    private static final int WITH_TEXTS = 10;

    private final InstantSource clock = InstantSource.system();
    private final Http http = new Http();

    @Test
    void alertmanagerTellsWhatIsSimulated() throws IOException, InterruptedException, ExecutionException {
        List<RecordedCase> cases = new ArrayList<>(Replay.most(CASES, each -> !Replay.hasTexts(each)));
        cases.addAll(Replay.most(WITH_TEXTS, Replay::hasTexts));
        ExecutorService threads = Executors.newFixedThreadPool(cases.size());
        try (Switchboard switchboard = Switchboard.open(0, http, clock)) {
            Replay replay = replay(switchboard);
            List<Future<List<Difference>>> running = new ArrayList<>();
            for (int i = 0; i < cases.size(); i++) {
                RecordedCase recorded = cases.get(i);
                String name = "s" + i;
                running.add(threads.submit(() -> replay.play(recorded, name)));
            }
            for (int i = 0; i < cases.size(); i++) {
                assertThat(running.get(i).get())
                        .as(cases.get(i).plan().scenario().scenario().name())
                        .isEmpty();
            }
        } finally {
            threads.shutdownNow();
        }
        assertThat(cases)
                .hasSize(CASES + WITH_TEXTS)
                .allMatch(each -> !each.played().told().isEmpty());
    }

    @Test
    void aTextThatAlertmanagerCannotExpandDiffersInItsWords() throws IOException, InterruptedException {
        RecordedCase recorded = beginning(Replay.most(1, Replay::hasTexts).get(0));
        Routing newer = CaseBuilder.read("""
                route: {receiver: slack, group_wait: 750ms, group_interval: 1m}
                receivers: [{name: slack, slack_configs: [{api_url_file: /slack, text: '{{ mustToDate "2006" "x" }}'}]}]
                """);
        try (Switchboard switchboard = Switchboard.open(0, http, clock)) {
            assertThat(replay(switchboard).play(recorded, newer, "newer"))
                    .anySatisfy(difference -> assertThat(difference.simulated()).contains("{text=(cannot be expanded"))
                    .anySatisfy(difference -> {
                        assertThat(difference.what()).isEqualTo("Alertmanager cannot tell somebody");
                        assertThat(difference.real()).contains("mustToDate");
                    });
        }
    }

    /** Nothing but the first alerts. */
    private static RecordedCase beginning(RecordedCase recorded) {
        Played all = recorded.played();
        Post first = all.posts().get(0);
        Played beginning = new Played(
                all.start(),
                first.at().plusSeconds(4),
                Map.of(),
                List.of(),
                all.alertmanagerStart(),
                List.of(first),
                List.of(),
                List.of());
        return new RecordedCase(recorded.plan(), beginning);
    }

    private Replay replay(Switchboard switchboard) {
        Path program = Amtool.server();
        return new Replay(
                (routing, name) -> AlertmanagerServer.start(
                        program, routing, Switchboard.told(switchboard.address(), name), http, clock),
                switchboard,
                http,
                clock);
    }
}
