package io.auditrules.alert;

import io.auditrules.evaluate.Answer;
import io.auditrules.evaluate.Answer.Failure;
import io.auditrules.evaluate.Answer.Sample;
import io.auditrules.evaluate.Evaluation.Ticket;
import io.auditrules.evaluate.Query;
import io.auditrules.event.Labels;
import io.auditrules.event.Log;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * Evaluates groups of alerting rules as Loki's ruler (v3.7.6) does: a query at each tick, whose series become alerts.
 *
 * <pre>{@code
 * Ruler ruler = new Ruler(RulerSettings.DEFAULT);
 * List<RuleHistory> histories = ruler.evaluate(group, group.ticks(start, end), Log.of(entries));
 * }</pre>
 */
public final class Ruler {
    private final RulerSettings settings;

    public Ruler(RulerSettings settings) {
        this.settings = settings;
    }

    /**
     * What becomes of each rule of a group.
     *
     * @param ticks when the group is evaluated
     * @param log is read once
     * @throws io.auditrules.diagnostic.IllegalValueException if Loki would not load a rule for a template of it
     */
    public List<RuleHistory> evaluate(AlertingGroup group, Ticks ticks, Log log) {
        io.auditrules.evaluate.Evaluation evaluation = new io.auditrules.evaluate.Evaluation();
        List<Map<Instant, Ticket>> tickets = new ArrayList<>();
        for (AlertingRule rule : group.rules()) {
            Map<Instant, Ticket> ofRule = new HashMap<>();
            ticks.questions().forEach(question -> ofRule.putAll(evaluation.addEach(query(rule), question)));
            tickets.add(ofRule);
        }
        evaluation.read(log);
        List<RuleHistory> histories = new ArrayList<>();
        for (int i = 0; i < tickets.size(); i++) {
            histories.add(history(group, group.rules().get(i), ticks, tickets.get(i)));
        }
        return histories;
    }

    private Query query(AlertingRule rule) {
        return Query.of(rule.expr()).withLimits(settings.limits()).withVersion(settings.version());
    }

    private RuleHistory history(AlertingGroup group, AlertingRule rule, Ticks ticks, Map<Instant, Ticket> tickets) {
        ActiveAlerts active = new ActiveAlerts(group, rule, settings);
        List<Evaluation> evaluations = new ArrayList<>();
        for (Instant time : ticks.times()) {
            Answer answer = Objects.requireNonNull(tickets.get(time)).answer();
            evaluations.add(answer.accept(new Step(active, time)));
        }
        return new RuleHistory(rule, evaluations);
    }

    /** What an answer makes of the alerts. */
    private record Step(ActiveAlerts active, Instant time) implements Answer.Visitor<Evaluation> {
        /** A number counts as a series without labels, as {@code ruler.queryFunc} has it (v3.7.6). */
        @Override
        public Evaluation scalar(Answer.Scalar scalar) {
            return active.update(time, List.of(new Sample(Labels.EMPTY, scalar.value())));
        }

        @Override
        public Evaluation vector(Answer.Vector vector) {
            return active.update(time, vector.samples());
        }

        @Override
        public Evaluation matrix(Answer.Matrix matrix) {
            throw new IllegalStateException("a ruler asks at single times");
        }

        @Override
        public Evaluation streams(Answer.Streams streams) {
            throw new IllegalStateException("a metric query yields no lines");
        }

        @Override
        public Evaluation failure(Failure failure) {
            return active.fail(time, Health.of(failure));
        }
    }
}
