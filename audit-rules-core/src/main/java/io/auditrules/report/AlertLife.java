package io.auditrules.report;

import io.auditrules.alert.Alert;
import io.auditrules.alert.Evaluation;
import io.auditrules.alert.RuleHistory;
import io.auditrules.event.Labels;
import io.auditrules.scenario.Outcome;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * An alert from where its series was first seen to its end, whether it fired or was only pending.
 *
 * @param labels with {@code alertname}
 * @param annotations as they stood when it began to fire; of one that did not, when it was last seen; the value too
 * @param activeAt since when it was pending, or fired
 * @param firedAt when it began to fire; empty if it never did
 * @param end when it was resolved, or no more pending; empty if it never was
 */
record AlertLife(
        String alert,
        Labels labels,
        Map<String, String> annotations,
        double value,
        Instant activeAt,
        Optional<Instant> firedAt,
        Optional<Instant> end) {

    /** One alert may live several times. */
    private record Key(Labels labels, Instant activeAt) {}

    /** All alerts of all rules, those of one rule by time and labels. */
    static List<AlertLife> of(Outcome outcome) {
        return outcome.histories().stream()
                .flatMap(history -> of(history).stream())
                .toList();
    }

    /** All alerts of a rule, by time and labels. */
    static List<AlertLife> of(RuleHistory history) {
        Map<Key, AlertLife> running = new LinkedHashMap<>();
        List<AlertLife> ended = new ArrayList<>();
        for (Evaluation evaluation : history.evaluations()) {
            Map<Key, AlertLife> next = new LinkedHashMap<>();
            for (Alert alert : evaluation.alerts()) {
                Key key = new Key(alert.labels(), alert.activeAt());
                AlertLife before = running.remove(key);
                if (alert.state() != Alert.State.RESOLVED) {
                    next.put(key, life(history.rule().alert(), alert, before));
                } else if (before != null) {
                    ended.add(before.endingAt(alert.resolvedAt().orElse(evaluation.at())));
                }
            }
            running.values().forEach(gone -> ended.add(gone.endingAt(evaluation.at())));
            running = next;
        }
        ended.addAll(running.values());
        ended.sort(Comparator.comparing(AlertLife::activeAt).thenComparing(AlertLife::labels));
        return Collections.unmodifiableList(ended);
    }

    private static AlertLife life(String rule, Alert alert, @Nullable AlertLife before) {
        if (before != null && before.firedAt.isPresent()) {
            return before;
        }
        return new AlertLife(
                rule,
                alert.labels(),
                alert.annotations(),
                alert.value(),
                alert.activeAt(),
                alert.firedAt(),
                Optional.empty());
    }

    private AlertLife endingAt(Instant time) {
        return new AlertLife(alert, labels, annotations, value, activeAt, firedAt, Optional.of(time));
    }

    /** The labels as people tell it: without its name. */
    Labels labelsWithoutName() {
        return Outcome.withoutName(labels);
    }

    /** Whether it was pending before it fired. */
    boolean wasPending() {
        return firedAt.map(activeAt::isBefore).orElse(true);
    }
}
