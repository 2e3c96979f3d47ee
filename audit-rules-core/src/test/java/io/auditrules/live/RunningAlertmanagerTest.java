package io.auditrules.live;

import static org.assertj.core.api.Assertions.assertThat;

import io.auditrules.diagnostic.Problem;
import io.auditrules.diagnostic.Problems;
import io.auditrules.json.JsonWriter;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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

    /** Scenarios of webhooks and Slack, with groups, repetition, inhibition and alerts that end; some with the same alerts. */
    @Test
    void scenariosPlayedOneAfterTheOtherComeAsSimulated() throws IOException, InterruptedException {
        List<RecordedCase> cases = new ArrayList<>(Replay.most(Integer.getInteger("cases", 4), each -> !Replay.hasTexts(each)));
        cases.addAll(Replay.most(Integer.getInteger("cases", 2), Replay::hasTexts));
        // and the first once more, of which everything was told before
        cases.add(cases.get(0));
        String[] flags = Boolean.getBoolean("nogc") ? new String[] {ALONE, URL} : new String[] {ALONE, URL, FORGETS};
        try (StartedAlertmanager started = StartedAlertmanager.start(folder, flags);
                Switchboard switchboard = Switchboard.open(0, http, clock)) {
            RunningAlertmanager running = use(started.peer(), switchboard).orElseThrow();
            Replay replay = new Replay(running, switchboard, http, clock);
            for (int i = 0; i < cases.size(); i++) {
                List<Difference> d = replay.play(cases.get(i), "s" + i);
                System.out.println(clock.instant() + " " + cases.get(i).plan().scenario().scenario().name() + " " + cases.get(i).played().told().size() + " " + d);
                if (!Boolean.getBoolean("all")) assertThat(d)
                        .as(cases.get(i).plan().scenario().scenario().name())
                        .isEmpty();
            }
            assertThat(started.peer().configuration().orElseThrow()).content().contains("nobody");
        }
    }
}
