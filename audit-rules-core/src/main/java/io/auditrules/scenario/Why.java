package io.auditrules.scenario;

import io.auditrules.alert.Alert;
import io.auditrules.alert.AlertingRule;
import io.auditrules.alert.Evaluation;
import io.auditrules.alert.RuleHistory;
import io.auditrules.alert.Ticks;
import io.auditrules.evaluate.Answer;
import io.auditrules.evaluate.Answer.Sample;
import io.auditrules.evaluate.Evaluation.Ticket;
import io.auditrules.evaluate.Funnel;
import io.auditrules.evaluate.Limits;
import io.auditrules.evaluate.Query;
import io.auditrules.event.Entry;
import io.auditrules.event.Log;
import io.auditrules.logql.BinaryOperation;
import io.auditrules.logql.Literal;
import io.auditrules.logql.LogRange;
import io.auditrules.logql.LokiVersion;
import io.auditrules.template.FloatText;
import io.auditrules.time.PrometheusDuration;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.IntStream;

/** Why an alert did not fire: where its lines were lost, or what came of those that were not. */
final class Why {
    private static final int LONGEST_LINE = 300;

    private final Outcome outcome;
    private final LokiVersion version;

    Why(Outcome outcome, LokiVersion version) {
        this.outcome = outcome;
        this.version = version;
    }

    /** One line for each thing to know. */
    List<String> didNotFire(RuleHistory history) {
        List<String> lines = new ArrayList<>();
        boolean passed = false;
        for (LogRange range : history.rule().expr().ranges()) {
            Funnel funnel = Funnel.of(range.query(), version, outcome.entries());
            lines.add(text(funnel));
            boolean isEmpty = funnel.steps().get(funnel.steps().size() - 1).count() == 0;
            passed |= !isEmpty;
            if (isEmpty && !funnel.closest().isEmpty()) {
                lines.add("closest: " + shown(funnel.closest().get(0)));
            }
        }
        if (!outcome.discarded().isEmpty()) {
            int count = outcome.discarded().size();
            lines.add((count == 1 ? "1 line was" : count + " lines were")
                    + " longer than max_line_size: Loki discarded what is longer");
        }
        Optional<String> failure = failures(history);
        failure.ifPresent(lines::add);
        if (passed && failure.isEmpty()) {
            Optional<String> pending = pending(history);
            lines.add(pending.or(() -> threshold(history)).orElseGet(() -> neverSeen(history)));
        }
        return lines;
    }

    private String text(Funnel funnel) {
        int all = outcome.entries().size();
        StringBuilder text = new StringBuilder(all + (all == 1 ? " line" : " lines"));
        for (Funnel.Step step : funnel.steps()) {
            text.append(" → ").append(step.count()).append(" after ").append(step.text());
            if (!step.seen().isEmpty()) {
                text.append(": ").append(step.seen());
            }
            if (step.count() == 0) {
                break;
            }
        }
        return text.toString();
    }

    private String shown(Entry entry) {
        String line =
                entry.line().length() > LONGEST_LINE ? entry.line().substring(0, LONGEST_LINE) + "…" : entry.line();
        return "at " + after(entry.time()) + " " + line;
    }

    private String after(Instant time) {
        return time.isBefore(outcome.start()) ? time.toString() : new Since(outcome.start()).text(time);
    }

    private Optional<String> failures(RuleHistory history) {
        return history.evaluations().stream()
                .filter(evaluation -> !evaluation.health().isOk())
                .findFirst()
                .map(evaluation -> "the rule failed at " + after(evaluation.at()) + ": " + evaluation.health());
    }

    /** Where an alert was pending, and for how long. */
    private Optional<String> pending(RuleHistory history) {
        return history.evaluations().stream()
                .flatMap(evaluation -> evaluation.alerts().stream()
                        .filter(alert -> alert.state() == Alert.State.PENDING)
                        .map(alert -> new Pending(alert, evaluation.at())))
                .max(Comparator.comparing(Pending::length))
                .map(longest -> "it was pending from " + after(longest.alert.activeAt()) + " to " + after(longest.at)
                        + "; for: " + PrometheusDuration.of(history.rule().pending()) + " needs longer");
    }

    private record Pending(Alert alert, Instant at) {
        Duration length() {
            return Duration.between(alert.activeAt(), at);
        }
    }

    /** How far what is compared with a number was from it. */
    private Optional<String> threshold(RuleHistory history) {
        if (!(history.rule().expr() instanceof BinaryOperation comparison)
                || !comparison.operator().isComparison()
                || !(comparison.right() instanceof Literal number)) {
            return Optional.empty();
        }
        boolean wantsLow = comparison.operator().symbol().startsWith("<");
        Query left = Query.of(comparison.left()).withVersion(version).withLimits(new Limits(Integer.MAX_VALUE));
        Sample nearest = null;
        Instant when = outcome.start();
        for (Map.Entry<Instant, Ticket> each : ask(left, history).entrySet()) {
            if (each.getValue().answer() instanceof Answer.Vector vector) {
                for (Sample sample : vector.samples()) {
                    if (nearest == null
                            || (wantsLow ? sample.value() < nearest.value() : sample.value() > nearest.value())) {
                        nearest = sample;
                        when = each.getKey();
                    }
                }
            }
        }
        if (nearest == null) {
            return Optional.empty();
        }
        String value = FloatText.plain(nearest.value());
        return Optional.of("the " + (wantsLow ? "lowest" : "highest") + " value was " + value + " at " + after(when)
                + (nearest.labels().isEmpty() ? "" : " for " + nearest.labels()) + ", and " + value + " "
                + comparison.operator().symbol() + " " + number.text() + " is not so");
    }

    /** A query at the times at which the rule was evaluated, in one pass over the log. */
    private Map<Instant, Ticket> ask(Query query, RuleHistory history) {
        List<Instant> times = history.evaluations().stream().map(Evaluation::at).toList();
        Duration step = IntStream.range(1, times.size())
                .mapToObj(i -> Duration.between(times.get(i - 1), times.get(i)))
                .min(Comparator.naturalOrder())
                .orElse(Duration.ofSeconds(1));
        io.auditrules.evaluate.Evaluation evaluation = new io.auditrules.evaluate.Evaluation();
        Map<Instant, Ticket> tickets = new TreeMap<>();
        new Ticks(step, times).questions().forEach(question -> tickets.putAll(evaluation.addEach(query, question)));
        evaluation.read(Log.of(outcome.entries()));
        // not those of a while in which nothing was evaluated
        tickets.keySet().retainAll(Set.copyOf(times));
        return tickets;
    }

    private String neverSeen(RuleHistory history) {
        AlertingRule rule = history.rule();
        Optional<LogRange> range = rule.expr().ranges().stream().findFirst();
        return "no evaluation had these lines in its window"
                + range.map(each -> " of " + each.range().text()).orElse("") + ": "
                + history.evaluations().size() + " evaluations from "
                + history.evaluations().stream()
                        .map(Evaluation::at)
                        .findFirst()
                        .map(this::after)
                        .orElse("-")
                + " to " + after(outcome.end());
    }
}
