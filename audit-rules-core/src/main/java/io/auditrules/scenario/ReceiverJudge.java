package io.auditrules.scenario;

import io.auditrules.alertmanager.Routing;
import io.auditrules.notification.Cause;
import io.auditrules.notification.Notification;
import io.auditrules.scenario.Expectation.ExpectedReceiver;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Compares who was told with who was to be told. */
final class ReceiverJudge {
    private final Scenario scenario;
    private final Outcome outcome;
    private final Since since;
    private final Optional<NotificationTexts> texts;
    private final List<Mismatch> mismatches = new ArrayList<>();

    ReceiverJudge(Scenario scenario, Outcome outcome, Optional<Routing> routing) {
        this.scenario = scenario;
        this.outcome = outcome;
        this.since = new Since(scenario.start());
        this.texts = routing.map(NotificationTexts::new);
    }

    List<Mismatch> compare() {
        scenario.expectation().receivers().ifPresent(this::compare);
        texts.ifPresent(this::writable);
        return mismatches;
    }

    /** Whoever is told in a text that cannot be expanded is not told. */
    private void writable(NotificationTexts texts) {
        Set<String> known = new HashSet<>();
        for (Notification notification : outcome.notifications()) {
            texts.failures(notification).forEach((key, reason) -> {
                String message = notification.receiver() + " cannot be told: " + key + " of "
                        + notification.integration() + " cannot be expanded";
                if (known.add(message)) {
                    mismatches.add(
                            new Mismatch(message, List.of("at " + since.text(notification.at()) + ": " + reason)));
                }
            });
        }
    }

    private void compare(List<ExpectedReceiver> expected) {
        Map<String, List<Notification>> told = new TreeMap<>();
        outcome.notifications()
                .forEach(notification -> told.computeIfAbsent(notification.receiver(), key -> new ArrayList<>())
                        .add(notification));
        outcome.withheld().stream()
                .filter(withheld -> withheld.cause() instanceof Cause.NoIntegration)
                .forEach(withheld -> told.putIfAbsent(withheld.receiver(), List.of()));
        for (ExpectedReceiver receiver : expected) {
            receiver(receiver, Optional.ofNullable(told.get(receiver.receiver())));
        }
        Set<String> named = expected.stream().map(ExpectedReceiver::receiver).collect(Collectors.toSet());
        if (scenario.expectation().isExhaustive()) {
            told.forEach((receiver, notifications) -> {
                if (!named.contains(receiver) && !notifications.isEmpty()) {
                    mismatches.add(new Mismatch(receiver + " was told and is not expected", describe(notifications)));
                }
            });
        }
    }

    /** @param reached the notifications; none from a receiver without an integration, empty if no alert led to it */
    private void receiver(ExpectedReceiver expected, Optional<List<Notification>> reached) {
        String name = expected.receiver();
        if (reached.isEmpty() && expected.notifications().orElse(1) > 0) {
            mismatches.add(new Mismatch(name + " was not told", whyNot(name)));
            return;
        }
        List<Notification> told = reached.orElse(List.of());
        int wanted = expected.notifications().orElse(told.size());
        if (wanted != told.size()) {
            List<String> details = new ArrayList<>(describe(told));
            details.addAll(withheld(name));
            mismatches.add(
                    new Mismatch(name + " was told " + times(told.size()) + ", expected " + times(wanted), details));
        }
        expected.alerts().ifPresent(alerts -> {
            Set<String> got = told.stream()
                    .flatMap(notification -> notification.alerts().stream())
                    .map(alert -> alert.labels().getOrDefault("alertname", ""))
                    .collect(Collectors.toCollection(TreeSet::new));
            if (!got.equals(Set.copyOf(alerts))) {
                mismatches.add(new Mismatch(
                        name + " was told of other alerts",
                        List.of(
                                "expected: " + String.join(", ", new TreeSet<>(alerts)),
                                "got:      " + String.join(", ", got))));
            }
        });
        if (!told.isEmpty() && texts.isPresent()) {
            expected.texts()
                    .forEach((key, text) -> text(name, key, text, texts.get().text(told.get(0), key)));
        }
    }

    private static String times(int number) {
        return number == 1 ? "once" : number + " times";
    }

    private void text(String receiver, String key, String expected, String got) {
        if (!got.equals(expected)) {
            mismatches.add(new Mismatch(
                    receiver + " was told in other words: " + key,
                    List.of("expected: " + expected, "got:      " + got)));
        }
    }

    /** Why the receiver was not told of what was routed to it. */
    private List<String> withheld(String receiver) {
        return outcome.withheld().stream()
                .filter(withheld -> withheld.receiver().equals(receiver))
                .map(withheld -> withheld.labels().getOrDefault("alertname", "") + " at "
                        + since.text(withheld.at()) + ": "
                        + withheld.cause().accept(new CauseWords(scenario.start())))
                .distinct()
                .toList();
    }

    /** Why the receiver was told nothing. */
    private List<String> whyNot(String receiver) {
        List<String> details = withheld(receiver);
        if (!details.isEmpty()) {
            return details;
        }
        String others = outcome.notifications().stream()
                .map(Notification::receiver)
                .distinct()
                .sorted()
                .collect(Collectors.joining(", "));
        return List.of(
                outcome.firings().isEmpty()
                        ? "no alert fired"
                        : "no alert was routed to it; told were: " + (others.isEmpty() ? "nobody" : others));
    }

    private List<String> describe(List<Notification> notifications) {
        return notifications.stream()
                .map(notification -> "at " + since.text(notification.at()) + " "
                        + notification.status().toString().toLowerCase(java.util.Locale.ROOT) + ": "
                        + notification.alerts().stream()
                                .map(alert -> alert.labels().getOrDefault("alertname", ""))
                                .distinct()
                                .collect(Collectors.joining(", "))
                        + " (" + notification.alerts().size() + ")")
                .toList();
    }
}
