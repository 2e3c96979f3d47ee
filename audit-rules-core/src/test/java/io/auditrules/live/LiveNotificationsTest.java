package io.auditrules.live;

import static org.assertj.core.api.Assertions.assertThat;

import io.auditrules.alertmanager.Amtool;
import io.auditrules.alertmanager.Routing;
import io.auditrules.json.JsonWriter;
import io.auditrules.notification.PostedAlert;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;

/** What a real ruler once sent is sent to the Alertmanager of this machine, which tells what is simulated. */
class LiveNotificationsTest {
    /** Those with the most to tell: of all, and of those with texts. */
    private static final int CASES = 14;

    private static final int WITH_TEXTS = 10;

    private static final Duration LONGEST = Duration.ofMinutes(1);

    private final InstantSource clock = InstantSource.system();
    private final Http http = new Http();

    @Test
    void alertmanagerTellsWhatIsSimulated() throws IOException, InterruptedException, ExecutionException {
        Path program = Amtool.server();
        List<RecordedCase> cases = new ArrayList<>(most(CASES, each -> !hasTexts(each)));
        cases.addAll(most(WITH_TEXTS, LiveNotificationsTest::hasTexts));
        ExecutorService threads = Executors.newFixedThreadPool(cases.size());
        try (Switchboard switchboard = Switchboard.open(http, clock)) {
            List<Future<List<Difference>>> running = new ArrayList<>();
            for (int i = 0; i < cases.size(); i++) {
                RecordedCase recorded = cases.get(i);
                Routing routing = recorded.plan().site().routing().orElseThrow();
                String name = "s" + i;
                running.add(threads.submit(() -> play(program, recorded, routing, name, switchboard)));
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
        RecordedCase recorded =
                beginning(most(1, LiveNotificationsTest::hasTexts).get(0));
        Routing newer = CaseBuilder.read("""
                route: {receiver: slack, group_wait: 750ms, group_interval: 1m}
                receivers: [{name: slack, slack_configs: [{api_url_file: /slack, text: '{{ mustToDate "2006" "x" }}'}]}]
                """);
        try (Switchboard switchboard = Switchboard.open(http, clock)) {
            assertThat(play(Amtool.server(), recorded, newer, "newer", switchboard))
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

    private static List<RecordedCase> most(int count, Predicate<RecordedCase> which) throws IOException {
        return RecordedCasesTest.recorded().stream()
                .filter(each -> each.plan().site().routing().isPresent())
                .filter(each -> each.plan().length().compareTo(LONGEST) < 0)
                .filter(which)
                .sorted(Comparator.comparing(
                                (RecordedCase each) -> each.played().told().size())
                        .reversed())
                .limit(count)
                .toList();
    }

    private static boolean hasTexts(RecordedCase recorded) {
        return recorded.played().told().stream().anyMatch(told -> !told.texts().isEmpty());
    }

    private List<Difference> play(
            Path program, RecordedCase recorded, Routing routing, String name, Switchboard switchboard)
            throws IOException, InterruptedException {
        Played before = recorded.played();
        Switchboard.Line line = switchboard.line(name);
        try (AlertmanagerServer alertmanager =
                AlertmanagerServer.start(program, routing, switchboard.address(name), http, clock)) {
            line.connect(routing.receivers(), alertmanager.address());
            Instant first = before.posts().stream().map(Post::at).findFirst().orElse(before.start());
            Duration later = Duration.between(first, clock.instant().plusSeconds(1));
            for (Post post : before.posts()) {
                sleepUntil(post.at().plus(later));
                http.post(
                        java.net.URI.create(switchboard.address(name) + "/api/v2/alerts"),
                        "",
                        JsonWriter.write(json(post, later), JsonWriter.Escapes.NEEDED));
            }
            Instant end = before.end().plus(later);
            sleepUntil(end.plusMillis(1500));
            assertThat(line.troubles()).isEmpty();
            Played played = new Played(
                    before.start().plus(later),
                    end,
                    Map.of(),
                    List.of(),
                    alertmanager.start(),
                    line.posts(),
                    line.told(),
                    alertmanager.complaints());
            return Comparison.ofAlertmanager(played, routing).differences();
        }
    }

    private static List<Map<String, Object>> json(Post post, Duration later) {
        return post.alerts().stream().map(alert -> json(alert, later)).toList();
    }

    private static Map<String, Object> json(PostedAlert alert, Duration later) {
        return Map.of(
                "labels",
                alert.labels(),
                "annotations",
                alert.annotations(),
                "startsAt",
                alert.startsAt().plus(later).toString(),
                "endsAt",
                alert.endsAt().plus(later).toString());
    }

    private void sleepUntil(Instant time) throws InterruptedException {
        Duration rest = Duration.between(clock.instant(), time);
        if (!rest.isNegative()) {
            TimeUnit.NANOSECONDS.sleep(rest.toNanos());
        }
    }
}
