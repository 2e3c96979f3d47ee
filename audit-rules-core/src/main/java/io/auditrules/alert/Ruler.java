package io.auditrules.alert;

import io.auditrules.evaluate.Answer;
import io.auditrules.evaluate.Answer.Failure;
import io.auditrules.evaluate.Answer.Sample;
import io.auditrules.evaluate.Query;
import io.auditrules.evaluate.Question;
import io.auditrules.event.Labels;
import io.auditrules.event.Log;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

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
     * @param log is read once, and once more for rules that fail
     * @throws io.auditrules.diagnostic.IllegalValueException if Loki would not load a rule for a template of it
     */
    public List<RuleHistory> evaluate(AlertingGroup group, Ticks ticks, Log log) {
        List<Series> series = group.rules().stream()
                .map(rule -> new Series(query(rule), ticks))
                .toList();
        io.auditrules.evaluate.Evaluation evaluation = new io.auditrules.evaluate.Evaluation();
        series.forEach(each -> each.askInSteps(evaluation));
        evaluation.read(log);
        io.auditrules.evaluate.Evaluation again = new io.auditrules.evaluate.Evaluation();
        series.stream().filter(Series::hasFailed).forEach(each -> each.askOneByOne(again));
        again.read(log);
        List<RuleHistory> histories = new ArrayList<>();
        for (int i = 0; i < series.size(); i++) {
            histories.add(history(group, group.rules().get(i), ticks, series.get(i)));
        }
        return histories;
    }

    private Query query(AlertingRule rule) {
        return Query.of(rule.expr()).withLimits(settings.limits()).withVersion(settings.version());
    }

    private RuleHistory history(AlertingGroup group, AlertingRule rule, Ticks ticks, Series series) {
        ActiveAlerts active = new ActiveAlerts(group, rule, settings);
        List<Evaluation> evaluations = new ArrayList<>();
        Map<Instant, List<Sample>> samples = series.samples();
        for (Instant time : ticks.times()) {
            Failure failure = series.failures().get(time);
            evaluations.add(
                    failure == null
                            ? active.update(time, samples.getOrDefault(time, List.of()))
                            : active.fail(time, Health.of(failure)));
        }
        return new RuleHistory(rule, evaluations);
    }

    /**
     * A query at all ticks. It is asked in steps, which is one answer; only if that fails it is asked again at each tick, for
     * a ruler asks that way, and some may succeed.
     */
    private static final class Series {
        private final Query query;
        private final Ticks ticks;
        private final List<io.auditrules.evaluate.Evaluation.Ticket> inSteps = new ArrayList<>();
        private final Map<Instant, io.auditrules.evaluate.Evaluation.Ticket> oneByOne = new TreeMap<>();

        Series(Query query, Ticks ticks) {
            this.query = query;
            this.ticks = ticks;
        }

        void askInSteps(io.auditrules.evaluate.Evaluation evaluation) {
            ticks.questions().forEach(question -> inSteps.add(evaluation.add(query, question)));
        }

        boolean hasFailed() {
            return inSteps.stream().anyMatch(ticket -> ticket.answer() instanceof Failure);
        }

        void askOneByOne(io.auditrules.evaluate.Evaluation evaluation) {
            ticks.times().forEach(time -> oneByOne.put(time, evaluation.add(query, Question.at(time))));
        }

        Map<Instant, Failure> failures() {
            Map<Instant, Failure> failures = new HashMap<>();
            oneByOne.forEach((time, ticket) -> {
                if (ticket.answer() instanceof Failure failure) {
                    failures.put(time, failure);
                }
            });
            return failures;
        }

        Map<Instant, List<Sample>> samples() {
            Map<Instant, List<Sample>> samples = new HashMap<>();
            if (oneByOne.isEmpty()) {
                inSteps.forEach(ticket -> collect(ticket.answer(), samples));
            } else {
                oneByOne.values().forEach(ticket -> collect(ticket.answer(), samples));
            }
            return samples;
        }

        /** A number counts as a series without labels, as {@code ruler.queryFunc} has it (v3.7.6). */
        private static void collect(Answer answer, Map<Instant, List<Sample>> samples) {
            answer.accept(new Answer.Visitor<Boolean>() {
                @Override
                public Boolean scalar(Answer.Scalar scalar) {
                    return add(scalar.time(), new Sample(Labels.EMPTY, scalar.value()));
                }

                @Override
                public Boolean vector(Answer.Vector vector) {
                    vector.samples().forEach(sample -> add(vector.time(), sample));
                    return true;
                }

                @Override
                public Boolean matrix(Answer.Matrix matrix) {
                    matrix.series()
                            .forEach(series -> series.points()
                                    .forEach(point -> add(point.time(), new Sample(series.labels(), point.value()))));
                    return true;
                }

                @Override
                public Boolean streams(Answer.Streams streams) {
                    throw new IllegalStateException("a metric query yields no lines");
                }

                @Override
                public Boolean failure(Failure failure) {
                    return true;
                }

                private boolean add(Instant time, Sample sample) {
                    return samples.computeIfAbsent(time, key -> new ArrayList<>())
                            .add(sample);
                }
            });
        }
    }
}
