package io.auditrules.evaluate;

import io.auditrules.evaluate.Answer.Failure;
import io.auditrules.evaluate.Answer.Matrix;
import io.auditrules.evaluate.Answer.Point;
import io.auditrules.evaluate.Answer.Sample;
import io.auditrules.evaluate.Answer.Scalar;
import io.auditrules.evaluate.Answer.Series;
import io.auditrules.evaluate.Answer.Vector;
import io.auditrules.event.Labels;
import io.auditrules.logql.BinaryOperation;
import io.auditrules.logql.LabelReplace;
import io.auditrules.logql.LokiVersion;
import io.auditrules.logql.Metric;
import io.auditrules.logql.VectorAggregation;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.TreeMap;

/** A metric query at one time or at several. */
final class MetricInquiry implements TimedInquiry {
    private final Metric query;
    private final Limits limits;
    private final Times times;
    private final boolean isInstant;
    private final MetricPlan plan;
    private final MetricPlan.Step root;

    private MetricInquiry(Metric query, Limits limits, LokiVersion version, Times times, boolean isInstant) {
        this.query = query;
        this.limits = limits;
        this.times = times;
        this.isInstant = isInstant;
        this.plan = new MetricPlan(times, isInstant, version);
        this.root = query.accept(plan);
    }

    static TimedInquiry of(Metric query, Limits limits, LokiVersion version, Times times, boolean isInstant) {
        OptionalDouble constant = MetricPlan.constant(query);
        if (constant.isPresent()) {
            return new NumberInquiry(constant.getAsDouble(), times, isInstant);
        }
        try {
            return new MetricInquiry(query, limits, version, times, isInstant);
        } catch (FailedQueryException e) {
            return Inquiry.failed(e.failure());
        }
    }

    @Override
    public List<RangeSamples> collectors() {
        return plan.sources();
    }

    @Override
    public Answer answer() {
        if (isInstant) {
            return answerAt(0);
        }
        try {
            return matrix();
        } catch (FailedQueryException e) {
            return e.failure();
        }
    }

    @Override
    public Answer answerAt(int time) {
        try {
            return vector(time);
        } catch (FailedQueryException e) {
            return e.failure();
        }
    }

    private Vector vector(int time) {
        List<Sample> samples = root.at(time).stream()
                .map(sample -> new Sample(sample.labels().visible(), sample.value()))
                .toList();
        checkLimit(samples.size());
        return new Vector(
                Times.instant(times.time(time)),
                sorts(query)
                        ? samples
                        : samples.stream()
                                .sorted(Comparator.comparing(Sample::labels))
                                .toList());
    }

    private Matrix matrix() {
        Map<Labels, List<Point>> series = new TreeMap<>();
        for (int i = 0; i < times.count(); i++) {
            Instant time = Times.instant(times.time(i));
            for (Sample sample : root.at(i)) {
                series.computeIfAbsent(sample.labels(), labels -> new ArrayList<>())
                        .add(new Point(time, sample.value()));
            }
            checkLimit(series.size());
        }
        return new Matrix(series.entrySet().stream()
                .map(entry -> new Series(entry.getKey().visible(), entry.getValue()))
                .toList());
    }

    private void checkLimit(int count) {
        if (count > limits.maxQuerySeries()) {
            throw new FailedQueryException(new Failure(
                    Failure.Kind.SERIES_LIMIT,
                    "maximum of series (" + limits.maxQuerySeries() + ") reached for a single query: the answer has "
                            + count + "; Loki fails the whole query, so no alert fires: sum by fewer labels"));
        }
    }

    /** Whether the query sorts anywhere, after which Loki leaves the order as it is. */
    private static boolean sorts(Metric query) {
        if (query instanceof VectorAggregation aggregation) {
            return aggregation.operation() == VectorAggregation.Operation.SORT
                    || aggregation.operation() == VectorAggregation.Operation.SORT_DESC
                    || sorts(aggregation.operand());
        }
        if (query instanceof BinaryOperation operation) {
            return sorts(operation.left()) || sorts(operation.right());
        }
        return query instanceof LabelReplace replace && sorts(replace.operand());
    }

    /** A query that is a number. */
    private record NumberInquiry(double value, Times times, boolean isInstant) implements TimedInquiry {
        @Override
        public List<Collector> collectors() {
            return List.of();
        }

        @Override
        public Answer answer() {
            if (isInstant) {
                return answerAt(0);
            }
            List<Point> points = new ArrayList<>();
            for (int i = 0; i < times.count(); i++) {
                points.add(new Point(Times.instant(times.time(i)), value));
            }
            return new Matrix(List.of(new Series(Labels.EMPTY, points)));
        }

        @Override
        public Answer answerAt(int time) {
            return new Scalar(Times.instant(times.time(time)), value);
        }
    }
}
