package io.auditrules.evaluate;

import io.auditrules.evaluate.Answer.Failure;
import io.auditrules.evaluate.Answer.Sample;
import io.auditrules.event.Labels;
import io.auditrules.logql.BinaryOperation;
import io.auditrules.logql.LabelReplace;
import io.auditrules.logql.Literal;
import io.auditrules.logql.LokiVersion;
import io.auditrules.logql.Metric;
import io.auditrules.logql.RangeAggregation;
import io.auditrules.logql.Variants;
import io.auditrules.logql.Vector;
import io.auditrules.logql.VectorAggregation;
import io.auditrules.pipeline.SampleGrouping;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;

/**
 * A metric query, made into steps: aggregations that collect samples from the log, and what is computed of them. Loki v3.7.6
 * hands the labels of a {@code sum} down to the aggregation in it; every other operation gets all labels.
 */
final class MetricPlan implements Metric.Visitor<MetricPlan.Step> {

    /** Computes the series at one of the times, by its index. */
    interface Step {
        List<Sample> at(int time);
    }

    private final Times times;
    private final boolean isEachAlone;
    private final LokiVersion version;
    private final List<RangeSamples> sources = new ArrayList<>();

    /** @param isEachAlone whether each of the times is asked for on its own */
    MetricPlan(Times times, boolean isEachAlone, LokiVersion version) {
        this.times = times;
        this.isEachAlone = isEachAlone;
        this.version = version;
    }

    /** The aggregations, which have to collect before a step is computed. */
    List<RangeSamples> sources() {
        return sources;
    }

    @Override
    public Step rangeAggregation(RangeAggregation query) {
        return rangeAggregation(
                query, query.grouping().isNone() ? SampleGrouping.ALL : SampleGrouping.of(query.grouping()));
    }

    private Step rangeAggregation(RangeAggregation query, SampleGrouping grouping) {
        boolean isOfAbsence = query.operation() == RangeAggregation.Operation.ABSENT_OVER_TIME;
        RangeSamples samples =
                new RangeSamples(query, isOfAbsence ? SampleGrouping.NOTHING : grouping, times, isEachAlone, version);
        sources.add(samples);
        return isOfAbsence ? new Absence(query.range().query().selector(), samples::at) : samples::at;
    }

    @Override
    public Step vectorAggregation(VectorAggregation query) {
        Step operand = query.operation() == VectorAggregation.Operation.SUM
                        && query.operand() instanceof RangeAggregation range
                        && range.grouping().isNone()
                        && isSummable(range.operation())
                ? rangeAggregation(range, SampleGrouping.of(query.grouping()))
                : query.operand().accept(this);
        return new VectorAggregator(
                query, query.operation() == VectorAggregation.Operation.APPROX_TOPK ? hidingErrors(operand) : operand);
    }

    private static Step hidingErrors(Step operand) {
        return time -> {
            try {
                return operand.at(time);
            } catch (FailedQueryException e) {
                throw new FailedQueryException(new Failure(
                        Failure.Kind.NOT_SUPPORTED,
                        "unexpected empty result, says Loki of approx_topk; behind it is: "
                                + e.failure().message()));
            }
        };
    }

    private static boolean isSummable(RangeAggregation.Operation operation) {
        return switch (operation) {
            case BYTES_OVER_TIME, BYTES_RATE, SUM_OVER_TIME, RATE, COUNT_OVER_TIME -> true;
            case RATE_COUNTER,
                    AVG_OVER_TIME,
                    MIN_OVER_TIME,
                    MAX_OVER_TIME,
                    STDVAR_OVER_TIME,
                    STDDEV_OVER_TIME,
                    QUANTILE_OVER_TIME,
                    FIRST_OVER_TIME,
                    LAST_OVER_TIME,
                    ABSENT_OVER_TIME -> false;
        };
    }

    @Override
    public Step binaryOperation(BinaryOperation query) {
        OptionalDouble left = constant(query.left());
        OptionalDouble right = constant(query.right());
        if (left.isPresent() && right.isPresent()) {
            throw noSeries();
        }
        if (left.isPresent()) {
            Step series = query.right().accept(this);
            return new NumberOperation(query, left.getAsDouble(), true, series);
        }
        if (right.isPresent()) {
            Step series = query.left().accept(this);
            return new NumberOperation(query, right.getAsDouble(), false, series);
        }
        return new SeriesOperation(
                query, query.left().accept(this), query.right().accept(this));
    }

    /** The value of a query that is computed of numbers alone. */
    static OptionalDouble constant(Metric query) {
        if (query instanceof Literal literal) {
            return OptionalDouble.of(literal.value());
        }
        if (query instanceof BinaryOperation operation) {
            OptionalDouble left = constant(operation.left());
            OptionalDouble right = left.isPresent() ? constant(operation.right()) : left;
            return right.isPresent()
                    ? OptionalDouble.of(
                            Arithmetic.compute(operation.operator(), left.getAsDouble(), right.getAsDouble()))
                    : right;
        }
        return OptionalDouble.empty();
    }

    @Override
    public Step literal(Literal query) {
        throw noSeries();
    }

    private static FailedQueryException noSeries() {
        return new FailedQueryException(new Failure(
                Failure.Kind.NOT_SUPPORTED,
                "a number stands where Loki needs series: write vector(…) for a series without labels"));
    }

    @Override
    public Step labelReplace(LabelReplace query) {
        return new LabelReplacer(query, query.operand().accept(this));
    }

    @Override
    public Step vector(Vector query) {
        List<Sample> samples = List.of(new Sample(Labels.EMPTY, query.value().value()));
        return time -> samples;
    }

    @Override
    public Step variants(Variants query) {
        throw new FailedQueryException(new Failure(
                Failure.Kind.NOT_SUPPORTED,
                "variants is not supported: Loki answers it only where enable_multi_variant_queries is set"));
    }
}
