package io.auditrules.scenario;

import io.auditrules.alert.Alert;
import io.auditrules.alert.Evaluation;
import io.auditrules.alert.RuleHistory;
import io.auditrules.event.Entry;
import io.auditrules.event.Labels;
import io.auditrules.notification.Cause;
import io.auditrules.notification.Notification;
import io.auditrules.notification.Withheld;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What came of a scenario.
 *
 * @param end the last time that was looked at
 * @param entries what stood in the log, by time
 * @param discarded lines that were too long for Loki
 * @param histories of the rules, in their order
 * @param firings all that fired, in the order of rules, times and labels
 * @param notifications what receivers were told
 * @param withheld what they were not told of
 */
public record Outcome(
        Instant start,
        Instant end,
        List<Entry> entries,
        List<Entry> discarded,
        List<RuleHistory> histories,
        List<Firing> firings,
        List<Notification> notifications,
        List<Withheld> withheld) {
    public Outcome {
        entries = List.copyOf(entries);
        discarded = List.copyOf(discarded);
        histories = List.copyOf(histories);
        firings = List.copyOf(firings);
        notifications = List.copyOf(notifications);
        withheld = List.copyOf(withheld);
    }

    /**
     * An alert that fired without a break.
     *
     * @param alert the rule
     * @param pendingFrom since when it was pending
     * @param first as it stood when it began to fire
     * @param until when it was resolved; empty if it never was
     */
    public record Firing(String alert, Instant pendingFrom, Alert first, Optional<Instant> until) {
        /** When it began to fire. */
        public Instant from() {
            return first.firedAt().orElseThrow();
        }

        /** All that fired, in the order of rules, times and labels. */
        @SuppressWarnings("ReferenceEquality") // most evaluations have the list of the one before
        static List<Firing> of(List<RuleHistory> histories) {
            List<Firing> firings = new ArrayList<>();
            for (RuleHistory history : histories) {
                Map<Key, Firing> known = new LinkedHashMap<>();
                List<Alert> before = List.of();
                for (Evaluation evaluation : history.evaluations()) {
                    if (evaluation.alerts() != before) {
                        evaluation.alerts().forEach(alert -> add(history, alert, known));
                        before = evaluation.alerts();
                    }
                }
                firings.addAll(known.values());
            }
            return firings;
        }

        private record Key(Instant from, Labels labels) {}

        private static void add(RuleHistory history, Alert alert, Map<Key, Firing> known) {
            alert.firedAt().ifPresent(from -> {
                Key key = new Key(from, alert.labels());
                Firing firing = known.get(key);
                known.put(
                        key,
                        firing == null
                                ? new Firing(history.rule().alert(), alert.activeAt(), alert, alert.resolvedAt())
                                : new Firing(firing.alert(), firing.pendingFrom(), firing.first(), alert.resolvedAt()));
            });
        }
    }

    /** How the rules stood after the last evaluation until a time. */
    public Map<String, Evaluation> at(Instant time) {
        Map<String, Evaluation> last = new LinkedHashMap<>();
        for (RuleHistory history : histories) {
            for (Evaluation evaluation : history.evaluations()) {
                if (!evaluation.at().isAfter(time)) {
                    last.put(history.rule().alert(), evaluation);
                }
            }
        }
        return last;
    }

    /** Whether a receiver was told of anything, or would have been if it had an integration. */
    boolean reached(String receiver) {
        return notifications.stream()
                        .anyMatch(notification -> notification.receiver().equals(receiver))
                || withheld.stream()
                        .anyMatch(each ->
                                each.receiver().equals(receiver) && each.cause() instanceof Cause.NoIntegration);
    }

    /** The labels of an alert as people tell it: without its name. */
    public static Labels withoutName(Labels labels) {
        return labels.drop(List.of("alertname"));
    }
}
