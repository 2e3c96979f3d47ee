package io.auditrules.scenario;

import io.auditrules.alert.Health;
import io.auditrules.diagnostic.IllegalValueException;
import java.time.Duration;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * What must hold in a scenario.
 *
 * @param isExhaustive whether an alert that fires, or a receiver that is told, and is not named fails the scenario
 * @param alerts that fire at some time
 * @param silent alerts that never fire
 * @param health of rules that at some time are not well; all others always must be
 * @param receivers that are told; empty where that is not looked at
 * @param moments what holds at single times
 */
public record Expectation(
        boolean isExhaustive,
        List<ExpectedAlert> alerts,
        List<String> silent,
        Map<String, Health.Kind> health,
        Optional<List<ExpectedReceiver>> receivers,
        List<Moment> moments) {

    /** Nothing fires and all rules are well. */
    public static final Expectation SILENCE =
            new Expectation(true, List.of(), List.of(), Map.of(), Optional.empty(), List.of());

    public Expectation {
        alerts = List.copyOf(alerts);
        silent = List.copyOf(silent);
        health = Collections.unmodifiableMap(new LinkedHashMap<>(health));
        receivers = receivers.map(List::copyOf);
        moments = List.copyOf(moments);
        for (ExpectedAlert alert : alerts) {
            if (silent.contains(alert.alert())) {
                throw new IllegalValueException(
                        alert.alert() + " is expected to fire and to stay silent", "remove one of the two");
            }
        }
        if (!isExhaustive
                && alerts.isEmpty()
                && silent.isEmpty()
                && health.isEmpty()
                && receivers.stream().allMatch(List::isEmpty)
                && moments.isEmpty()) {
            throw new IllegalValueException(
                    "whatever happens is as expected", "name what must hold, or leave out exhaustive: false");
        }
    }

    /** All rules of which something is expected. */
    Set<String> named() {
        Set<String> named = new TreeSet<>(silent);
        named.addAll(health.keySet());
        alerts.forEach(alert -> named.add(alert.alert()));
        for (Moment moment : moments) {
            named.addAll(moment.health().keySet());
            Stream.of(moment.pending(), moment.firing(), moment.resolved())
                    .flatMap(Optional::stream)
                    .flatMap(List::stream)
                    .forEach(alert -> named.add(alert.alert()));
        }
        return named;
    }

    /** When is looked at last, from the start of the scenario on; zero if never before the end. */
    Duration lastMoment() {
        return moments.stream().map(Moment::at).max(Comparator.naturalOrder()).orElse(Duration.ZERO);
    }

    /**
     * An alert, or as many as {@code count} says.
     *
     * @param labels that it has; with {@code isExact} all of them, {@code alertname} left out
     * @param annotations that it has when it begins to fire, or at the moment that is looked at; with {@code isExact} all
     * @param isExact whether there are no other labels and annotations
     * @param value of the series then
     * @param count how many such alerts, at least one
     * @param fires when it begins to fire, from the start of the scenario on
     * @param resolves when it stops
     */
    public record ExpectedAlert(
            String alert,
            Map<String, String> labels,
            Map<String, String> annotations,
            boolean isExact,
            Optional<Double> value,
            int count,
            Optional<Duration> fires,
            Optional<Duration> resolves) {
        public ExpectedAlert {
            labels = Collections.unmodifiableMap(new LinkedHashMap<>(labels));
            annotations = Collections.unmodifiableMap(new LinkedHashMap<>(annotations));
            if (count < 1) {
                throw new IllegalValueException(
                        alert + " is expected to fire " + count + " times", "leave it out, or name it under silent");
            }
        }

        /** One alert of a rule. */
        public static ExpectedAlert of(String alert) {
            return new ExpectedAlert(
                    alert, Map.of(), Map.of(), false, Optional.empty(), 1, Optional.empty(), Optional.empty());
        }

        /** The same with these labels. */
        public ExpectedAlert with(Map<String, String> labels) {
            return new ExpectedAlert(alert, labels, annotations, isExact, value, count, fires, resolves);
        }

        /** The same with these texts. */
        public ExpectedAlert saying(Map<String, String> annotations) {
            return new ExpectedAlert(alert, labels, annotations, isExact, value, count, fires, resolves);
        }

        /** The same, so many. */
        public ExpectedAlert times(int number) {
            return new ExpectedAlert(alert, labels, annotations, isExact, value, number, fires, resolves);
        }
    }

    /**
     * A receiver that is told.
     *
     * @param notifications how many, all its integrations together; empty for at least one
     * @param alerts names of all alerts that it is told of; empty where that is not looked at
     * @param texts of the first notification by Alertmanager's key, such as {@code title} of a {@code slack_configs}
     */
    public record ExpectedReceiver(
            String receiver, OptionalInt notifications, Optional<List<String>> alerts, Map<String, String> texts) {
        public ExpectedReceiver {
            alerts = alerts.map(List::copyOf);
            texts = Collections.unmodifiableMap(new LinkedHashMap<>(texts));
        }

        /** Told at least once. */
        public static ExpectedReceiver of(String receiver) {
            return new ExpectedReceiver(receiver, OptionalInt.empty(), Optional.empty(), Map.of());
        }

        /** The same, told so often. */
        public ExpectedReceiver times(int notifications) {
            return new ExpectedReceiver(receiver, OptionalInt.of(notifications), alerts, texts);
        }
    }

    /**
     * What holds after the last evaluation until a time. Where a list is empty, its state is not looked at.
     *
     * @param at from the start of the scenario on; that evaluation counts
     * @param health of rules then
     */
    public record Moment(
            Duration at,
            Optional<List<ExpectedAlert>> pending,
            Optional<List<ExpectedAlert>> firing,
            Optional<List<ExpectedAlert>> resolved,
            Map<String, Health.Kind> health) {
        public Moment {
            pending = pending.map(List::copyOf);
            firing = firing.map(List::copyOf);
            resolved = resolved.map(List::copyOf);
            health = Collections.unmodifiableMap(new LinkedHashMap<>(health));
        }
    }
}
