package io.auditrules.scenario;

import io.auditrules.alert.Alert;
import io.auditrules.alert.Evaluation;
import io.auditrules.alert.Health;
import io.auditrules.alert.RuleHistory;
import io.auditrules.logql.LokiVersion;
import io.auditrules.scenario.Expectation.ExpectedAlert;
import io.auditrules.scenario.Expectation.Moment;
import io.auditrules.template.AlertTemplate;
import io.auditrules.template.FloatText;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Compares what came of a scenario with what was expected, and says what is different and why. */
final class Judge {
    private static final int MOST_UNEXPECTED = 5;

    private final Scenario scenario;
    private final Outcome outcome;
    private final Since since;
    private final Why why;
    private final List<Mismatch> mismatches = new ArrayList<>();

    private Judge(Scenario scenario, Outcome outcome, LokiVersion version) {
        this.scenario = scenario;
        this.outcome = outcome;
        this.since = new Since(scenario.start());
        this.why = new Why(outcome, version);
    }

    /** What is different. */
    static List<Mismatch> compare(Scenario scenario, Outcome outcome, Site site) {
        Judge judge = new Judge(scenario, outcome, site.ruler().version());
        judge.health();
        judge.alerts();
        judge.texts();
        scenario.expectation().moments().forEach(judge::moment);
        judge.mismatches.addAll(new ReceiverJudge(scenario, outcome, site.routing()).compare());
        return judge.mismatches;
    }

    /** What is said of an alert that is not there, that is there in another form, and that is there unasked. */
    private record Verbs(String missing, String otherwise, String unasked) {
        static final Verbs FIRING = new Verbs("did not fire", "came", "fired");

        static Verbs of(String state, String when) {
            return new Verbs("was not " + state + when, "was " + state + when, "was " + state + when);
        }
    }

    /** An alert as it is compared: at the moment it began to fire, or at one that is looked at. */
    record Found(String alert, Alert state, Optional<Instant> fires, Optional<Instant> resolves) {
        Map<String, String> labels() {
            return Outcome.withoutName(state.labels()).asMap();
        }
    }

    private void alerts() {
        Expectation expectation = scenario.expectation();
        List<Found> fired = outcome.firings().stream()
                .map(firing -> new Found(firing.alert(), firing.first(), Optional.of(firing.from()), firing.until()))
                .toList();
        List<Found> free = new ArrayList<>(fired);
        for (String alert : expectation.silent()) {
            fired.stream()
                    .filter(found -> found.alert().equals(alert))
                    .findFirst()
                    .ifPresent(found -> {
                        mismatches.add(new Mismatch(alert + " fired and must stay silent", List.of(describe(found))));
                        free.removeIf(other -> other.alert().equals(alert));
                    });
        }
        compare(expectation.alerts(), free, Verbs.FIRING, expectation.isExhaustive());
    }

    /** A label or an annotation that cannot be expanded says nothing to whoever is told, so it must be expected by its words. */
    private void texts() {
        Map<String, String> failures = new LinkedHashMap<>();
        for (Outcome.Firing firing : outcome.firings()) {
            Alert alert = firing.first();
            Outcome.withoutName(alert.labels())
                    .asMap()
                    .forEach((name, text) -> failure(firing.alert(), "label " + name, text, failures));
            alert.annotations().forEach((name, text) -> failure(firing.alert(), "annotation " + name, text, failures));
        }
        failures.forEach(
                (what, text) -> mismatches.add(new Mismatch(what + " cannot be expanded", List.of("got: " + text))));
    }

    private void failure(String alert, String what, String text, Map<String, String> failures) {
        if (AlertTemplate.isFailure(text)
                && scenario.expectation().alerts().stream()
                        .noneMatch(expected -> expected.alert().equals(alert)
                                && (expected.labels().containsValue(text)
                                        || expected.annotations().containsValue(text)))) {
            failures.putIfAbsent(alert + ": " + what, text);
        }
    }

    private void moment(Moment moment) {
        Instant time = scenario.start().plus(moment.at());
        Map<String, Evaluation> states = outcome.at(time);
        String when = " at " + Since.text(moment.at());
        moment.pending().ifPresent(list -> state(list, states, Alert.State.PENDING, Verbs.of("pending", when)));
        moment.firing().ifPresent(list -> state(list, states, Alert.State.FIRING, Verbs.of("firing", when)));
        moment.resolved().ifPresent(list -> state(list, states, Alert.State.RESOLVED, Verbs.of("resolved", when)));
        moment.health().forEach((alert, kind) -> {
            Evaluation evaluation = states.get(alert);
            if (evaluation == null) {
                mismatches.add(new Mismatch(alert + " was not evaluated until" + when.substring(3), List.of()));
            } else if (evaluation.health().kind() != kind) {
                mismatches.add(new Mismatch(
                        alert + " has another health" + when,
                        List.of("expected: " + kind, "got:      " + evaluation.health())));
            }
        });
    }

    private void state(List<ExpectedAlert> expected, Map<String, Evaluation> states, Alert.State state, Verbs verbs) {
        List<Found> found = new ArrayList<>();
        states.forEach((alert, evaluation) -> evaluation.alerts().stream()
                .filter(each -> each.state() == state)
                .forEach(each -> found.add(new Found(alert, each, each.firedAt(), each.resolvedAt()))));
        compare(expected, found, verbs, scenario.expectation().isExhaustive());
    }

    private void compare(List<ExpectedAlert> expected, List<Found> found, Verbs verbs, boolean isExhaustive) {
        List<ExpectedAlert> single = expected.stream()
                .flatMap(alert -> Collections.nCopies(alert.count(), alert).stream())
                .toList();
        Matching<ExpectedAlert, Found> matching = new Matching<>(
                single, found, (alert, other) -> differences(alert, other).isEmpty());
        List<Found> extra = new ArrayList<>(matching.extra());
        Map<ExpectedAlert, Integer> missing = new LinkedHashMap<>();
        matching.missing().forEach(alert -> missing.merge(alert, 1, Integer::sum));
        missing.forEach((alert, count) -> missing(alert, count, extra, verbs));
        if (isExhaustive) {
            unexpected(extra, verbs);
        }
    }

    private void missing(ExpectedAlert expected, int count, List<Found> extra, Verbs verbs) {
        String often = expected.count() == 1 ? "" : " (" + count + " of " + expected.count() + ")";
        Optional<Found> nearest = extra.stream()
                .filter(found -> found.alert().equals(expected.alert()))
                .min(Comparator.comparing(found -> differences(expected, found).size()));
        if (nearest.isPresent()) {
            extra.remove(nearest.get());
            mismatches.add(new Mismatch(
                    expected.alert() + " " + verbs.otherwise + " otherwise than expected" + often,
                    differences(expected, nearest.get())));
            return;
        }
        List<String> details = new ArrayList<>();
        if (!expected.labels().isEmpty()) {
            details.add("expected labels: " + expected.labels());
        }
        boolean firedAtAll =
                outcome.firings().stream().anyMatch(firing -> firing.alert().equals(expected.alert()));
        outcome.histories().stream()
                .filter(history -> history.rule().alert().equals(expected.alert()))
                .findFirst()
                .ifPresentOrElse(
                        history -> details.addAll(firedAtAll ? List.of() : why.didNotFire(history)),
                        () -> details.add("the scenario does not look at this rule: add it to rules"));
        mismatches.add(new Mismatch(expected.alert() + " " + verbs.missing + often, details));
    }

    private void unexpected(List<Found> extra, Verbs verbs) {
        Map<String, List<Found>> byAlert = new TreeMap<>();
        extra.forEach(found ->
                byAlert.computeIfAbsent(found.alert(), key -> new ArrayList<>()).add(found));
        byAlert.forEach((alert, found) -> {
            List<String> details = new ArrayList<>();
            found.stream().limit(MOST_UNEXPECTED).forEach(each -> details.add(describe(each)));
            if (found.size() > MOST_UNEXPECTED) {
                details.add("and " + (found.size() - MOST_UNEXPECTED) + " more");
            }
            mismatches.add(new Mismatch(alert + " " + verbs.unasked + " and is not expected", details));
        });
    }

    private List<String> differences(ExpectedAlert expected, Found found) {
        if (!expected.alert().equals(found.alert())) {
            return List.of("alert: expected " + expected.alert() + ", got " + found.alert());
        }
        List<String> differences = new ArrayList<>();
        differ("label", expected.labels(), found.labels(), expected.isExact(), differences);
        differ("annotation", expected.annotations(), found.state().annotations(), expected.isExact(), differences);
        expected.value()
                .filter(value -> value != found.state().value())
                .ifPresent(value -> differences.add("value: expected " + FloatText.plain(value) + ", got "
                        + FloatText.plain(found.state().value())));
        differ("fires", expected.fires(), found.fires(), differences);
        differ("resolves", expected.resolves(), found.resolves(), differences);
        return differences;
    }

    private static void differ(
            String what,
            Map<String, String> expected,
            Map<String, String> got,
            boolean isExact,
            List<String> differences) {
        expected.forEach((name, text) -> {
            if (!text.equals(got.getOrDefault(name, ""))) {
                String actual = got.containsKey(name) ? "got \"" + got.get(name) + "\"" : "there is none";
                differences.add(what + " " + name + ": expected \"" + text + "\", " + actual);
            }
        });
        if (isExact) {
            got.forEach((name, text) -> {
                if (!expected.containsKey(name)) {
                    differences.add(what + " " + name + ": not expected, got \"" + text + "\"");
                }
            });
        }
    }

    private void differ(String what, Optional<Duration> expected, Optional<Instant> got, List<String> differences) {
        if (expected.isPresent()
                && !got.equals(expected.map(duration -> scenario.start().plus(duration)))) {
            differences.add(what + ": expected at " + Since.text(expected.get()) + ", got "
                    + got.map(time -> "at " + since.text(time)).orElse("never"));
        }
    }

    private void health() {
        for (RuleHistory history : outcome.histories()) {
            Health.Kind expected =
                    scenario.expectation().health().getOrDefault(history.rule().alert(), Health.Kind.OK);
            List<Evaluation> failed = history.evaluations().stream()
                    .filter(evaluation -> !evaluation.health().isOk())
                    .toList();
            Optional<Evaluation> other = failed.stream()
                    .filter(evaluation -> evaluation.health().kind() != expected)
                    .findFirst();
            String alert = history.rule().alert();
            if (other.isPresent()) {
                Evaluation first = other.get();
                mismatches.add(new Mismatch(
                        alert + " failed at " + since.text(first.at()) + ": no alert of it is told meanwhile",
                        List.of("expected: " + expected, "got:      " + first.health())));
            } else if (expected != Health.Kind.OK && failed.isEmpty()) {
                mismatches.add(new Mismatch(alert + " did not fail", List.of("expected: " + expected, "got:      ok")));
            }
        }
    }

    private String describe(Found found) {
        return found.labels()
                + found.fires().map(time -> " from " + since.text(time)).orElse("")
                + found.resolves().map(time -> " to " + since.text(time)).orElse("") + ", value "
                + FloatText.plain(found.state().value());
    }
}
