package io.auditrules.live;

import io.auditrules.alert.Alert;
import io.auditrules.alert.Evaluation;
import io.auditrules.alert.RuleHistory;
import io.auditrules.alertmanager.Routing;
import io.auditrules.event.Labels;
import io.auditrules.notification.Alertmanager;
import io.auditrules.notification.Notification;
import io.auditrules.notification.NotifiedAlert;
import io.auditrules.notification.PostedAlert;
import io.auditrules.scenario.NotificationTexts;
import io.auditrules.scenario.Outcome;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Compares what was simulated with what real peers made of it: the ruler's half on the same ticks, Alertmanager's half on
 * the posts that the real ruler sent, as they arrived. So a difference shows in the half where it arises.
 */
final class Comparison {
    /** How much later than it is due something may come. */
    private static final Duration LATE = Duration.ofMillis(1500);
    /** How much sooner, for clocks are read at both ends of a request. */
    private static final Duration EARLY = Duration.ofMillis(50);

    /** What comes so close together comes in either order. */
    private static final Duration AT_ONCE = Duration.ofMillis(150);

    private final Played played;
    private final List<Difference> differences = new ArrayList<>();
    private int evaluations;
    private int posts;
    private int notifications;

    private Comparison(Played played) {
        this.played = played;
    }

    static Comparison of(Played played, Outcome simulated, Optional<Routing> routing) {
        Comparison comparison = new Comparison(played);
        for (int i = 0; i < simulated.histories().size(); i++) {
            comparison.histories(
                    simulated.histories().get(i), played.histories().get(i));
        }
        comparison.posts(simulated.histories());
        routing.ifPresent(comparison::notifications);
        return comparison;
    }

    /** Compares Alertmanager's half alone. */
    static Comparison ofAlertmanager(Played played, Routing routing) {
        Comparison comparison = new Comparison(played);
        comparison.notifications(routing);
        return comparison;
    }

    List<Difference> differences() {
        return differences;
    }

    int evaluations() {
        return evaluations;
    }

    int posts() {
        return posts;
    }

    int notifications() {
        return notifications;
    }

    // The ruler

    private void histories(RuleHistory simulated, RuleHistory real) {
        Map<Instant, Evaluation> byTime = new HashMap<>();
        simulated.evaluations().forEach(evaluation -> byTime.put(evaluation.at(), evaluation));
        for (Evaluation evaluation : real.evaluations()) {
            Evaluation ours = byTime.get(evaluation.at());
            if (ours == null) {
                throw new IllegalStateException("not simulated: " + evaluation.at());
            }
            evaluations++;
            String at = simulated.rule().alert() + " at " + after(evaluation.at());
            if (ours.health().kind() != evaluation.health().kind()) {
                differ(
                        at + ": health",
                        ours.health().toString(),
                        evaluation.health().toString());
            }
            alerts(at, ours.alerts(), evaluation.alerts());
        }
    }

    private void alerts(String at, List<Alert> simulated, List<Alert> real) {
        Map<Labels, String> ours = new TreeMap<>();
        simulated.stream()
                .filter(alert -> alert.state() != Alert.State.RESOLVED)
                .forEach(alert -> ours.put(alert.labels(), text(alert)));
        Map<Labels, String> theirs = new TreeMap<>();
        real.forEach(alert -> theirs.put(alert.labels(), text(alert)));
        Map<Labels, String> all = new TreeMap<>(ours);
        all.putAll(theirs);
        for (Labels labels : all.keySet()) {
            String one = ours.getOrDefault(labels, "");
            String other = theirs.getOrDefault(labels, "");
            if (!one.equals(other)) {
                differ(at + ": alert " + labels, one, other);
            }
        }
    }

    private String text(Alert alert) {
        return alert.state() + " since " + after(alert.activeAt()) + ", value " + alert.value() + ", "
                + new TreeMap<>(alert.annotations());
    }

    private void posts(List<RuleHistory> histories) {
        List<Sent> ours = new ArrayList<>();
        Map<String, Instant> last = new HashMap<>();
        for (RuleHistory history : histories) {
            for (Evaluation evaluation : history.evaluations()) {
                evaluation.posted().forEach(alert -> ours.add(new Sent(evaluation.at(), text(alert))));
                last.merge(history.rule().alert(), evaluation.at(), (a, b) -> a.isAfter(b) ? a : b);
            }
        }
        List<Sent> theirs = new ArrayList<>();
        for (Post post : played.posts()) {
            for (PostedAlert alert : post.alerts()) {
                Instant end = last.getOrDefault(alert.labels().getOrDefault("alertname", ""), played.end());
                if (!post.at().isAfter(end.plus(LATE))) {
                    theirs.add(new Sent(post.at(), text(alert)));
                }
            }
        }
        posts += ours.size();
        differences.addAll(match("post", ours, theirs, Instant.MAX));
    }

    /** Prometheus writes milliseconds into a post. */
    private String text(PostedAlert alert) {
        return Labels.of(alert.labels()) + " from " + millis(alert.startsAt()) + " to " + millis(alert.endsAt()) + " "
                + new TreeMap<>(alert.annotations());
    }

    private String millis(Instant time) {
        return time.equals(PostedAlert.NOT_SAID) ? "-" : after(time.truncatedTo(ChronoUnit.MILLIS));
    }

    // Alertmanager

    private void notifications(Routing routing) {
        List<Told> simulated = simulate(routing, played.posts());
        notifications += simulated.size();
        List<Difference> differing = compare(simulated);
        // What arrives just as a group is looked at is seen then or at the next look, as chance has it.
        for (int i = 0; i < played.posts().size() && !differing.isEmpty(); i++) {
            for (Duration later : List.of(AT_ONCE, AT_ONCE.negated())) {
                if (compare(simulate(routing, moved(i, later))).isEmpty()) {
                    differing = List.of();
                }
            }
        }
        differences.addAll(differing);
        played.complaints().forEach(complaint -> differ("Alertmanager cannot tell somebody", "", complaint));
    }

    private List<Post> moved(int index, Duration later) {
        List<Post> moved = new ArrayList<>(played.posts());
        Post post = moved.get(index);
        moved.set(index, new Post(post.at().plus(later), post.alerts()));
        moved.sort(Comparator.comparing(Post::at));
        return moved;
    }

    private List<Difference> compare(List<Told> simulated) {
        return match(
                "notification",
                sent(simulated),
                sent(played.told()),
                played.end().minus(LATE));
    }

    private List<Sent> sent(List<Told> all) {
        return all.stream().map(told -> new Sent(told.at(), text(told))).toList();
    }

    /** What the simulated Alertmanager tells of what the real ruler sent. */
    private List<Told> simulate(Routing routing, List<Post> received) {
        Alertmanager alertmanager = Alertmanager.of(routing, played.alertmanagerStart());
        for (Post post : received) {
            if (!post.at().isAfter(played.end())) {
                alertmanager.receive(post.at(), post.alerts());
            }
        }
        alertmanager.advanceTo(played.end());
        NotificationTexts texts = new NotificationTexts(routing, AlertmanagerPeer.EXTERNAL_URL);
        return alertmanager.notifications().stream()
                .map(notification -> told(notification, texts))
                .toList();
    }

    private static Told told(Notification notification, NotificationTexts texts) {
        Map<String, String> all = new TreeMap<>();
        NotificationTexts.ofSlack(texts.integration(notification))
                .keySet()
                .forEach(key -> all.put(key, texts.text(notification, key)));
        return Told.of(notification, all);
    }

    private String text(Told told) {
        return told.receiver() + " " + told.integration() + " " + new TreeMap<>(told.groupLabels()) + " "
                + told.alerts().stream().map(this::text).collect(Collectors.joining(", ", "[", "]"))
                + (told.texts().isEmpty() ? "" : " " + new TreeMap<>(told.texts()));
    }

    private String text(NotifiedAlert alert) {
        return alert.status() + " " + Labels.of(alert.labels()) + " from " + millis(alert.startsAt()) + " to "
                + millis(alert.endsAt()) + " " + new TreeMap<>(alert.annotations());
    }

    // Both

    /** Something that was sent, in words. */
    private record Sent(Instant at, String text) {}

    /** Finds for each of ours one of theirs at that time; from a moment on, one that is missing may have come too late. */
    private List<Difference> match(String what, List<Sent> ours, List<Sent> theirs, Instant open) {
        List<Difference> differing = new ArrayList<>();
        List<Sent> left = new ArrayList<>(theirs);
        for (Sent one : ours) {
            Optional<Sent> other = left.stream()
                    .filter(each -> each.text.equals(one.text))
                    .filter(each -> !each.at.isBefore(one.at.minus(EARLY)) && !each.at.isAfter(one.at.plus(LATE)))
                    .findFirst();
            other.ifPresent(left::remove);
            if (other.isEmpty() && one.at.isBefore(open)) {
                String near = left.stream()
                        .filter(each -> Duration.between(one.at, each.at).abs().compareTo(LATE) < 0)
                        .findFirst()
                        .map(each -> "at " + after(each.at) + " " + each.text)
                        .orElse("");
                differing.add(new Difference(what, "at " + after(one.at) + " " + one.text, near));
            }
        }
        left.stream()
                .filter(each -> each.at.isBefore(open))
                .forEach(each -> differing.add(new Difference(what, "", "at " + after(each.at) + " " + each.text)));
        return differing;
    }

    private void differ(String what, String simulated, String real) {
        differences.add(new Difference(what, simulated, real));
    }

    private String after(Instant time) {
        return Duration.between(played.start(), time).toString().substring(2);
    }
}
