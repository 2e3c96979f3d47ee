package io.auditrules.live;

import static org.assertj.core.api.Assertions.assertThat;

import io.auditrules.alertmanager.Routing;
import io.auditrules.json.JsonWriter;
import io.auditrules.notification.PostedAlert;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/** Sends to an Alertmanager what a real ruler once sent, in the same rhythm, and compares whom it tells with the simulation. */
record Replay(Alertmanagers alertmanagers, Switchboard switchboard, Http http, InstantSource clock) {
    private static final Duration LONGEST = Duration.ofMinutes(1);

    /** The recorded cases of less than a minute that had the most to tell. */
    static List<RecordedCase> most(int count, Predicate<RecordedCase> which) throws IOException {
        return RecordedCasesTest.recorded().stream()
                .filter(each -> each.plan().site().routing().isPresent())
                .filter(each -> !each.played().posts().isEmpty())
                .filter(each -> each.plan().length().compareTo(LONGEST) < 0)
                .filter(which)
                .sorted(Comparator.comparing(
                                (RecordedCase each) -> each.played().told().size())
                        .reversed())
                .limit(count)
                .toList();
    }

    static boolean hasTexts(RecordedCase recorded) {
        return recorded.played().told().stream().anyMatch(told -> !told.texts().isEmpty());
    }

    /** Where both differ with the routing of the case. */
    List<Difference> play(RecordedCase recorded, String name) throws IOException, InterruptedException {
        return play(recorded, recorded.plan().site().routing().orElseThrow(), name);
    }

    List<Difference> play(RecordedCase recorded, Routing routing, String name)
            throws IOException, InterruptedException {
        Played before = recorded.played();
        Switchboard.Line line = switchboard.line(name);
        try (AlertmanagerPeer alertmanager = alertmanagers.engage(routing, name)) {
            line.connect(routing.receivers(), alertmanager.address());
            Instant first = before.posts().stream().map(Post::at).findFirst().orElse(before.start());
            Duration later = Duration.between(first, clock.instant().plusSeconds(1));
            for (Post post : before.posts()) {
                sleepUntil(post.at().plus(later));
                http.post(
                        switchboard.address().resolve("/api/v2/alerts"),
                        name,
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
