package io.auditrules.check.never;

import io.auditrules.logql.BinaryOperation;
import io.auditrules.logql.Grouping;
import io.auditrules.logql.LabelReplace;
import io.auditrules.logql.Literal;
import io.auditrules.logql.Metric;
import io.auditrules.logql.RangeAggregation;
import io.auditrules.logql.Variants;
import io.auditrules.logql.Vector;
import io.auditrules.logql.VectorAggregation;
import io.auditrules.logql.VectorMatching;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;

/** What values the series of a query can have: a series of counts is only there if there is a line, so it is never 0. */
final class Values implements Metric.Visitor<Values.Series> {
    private static final Set<String> NO_LABELS = Set.of();

    private Values() {}

    /**
     * What is known of the series that a query yields.
     *
     * @param values of each
     * @param isNumber whether it is a number and no series
     * @param labels that they have at most, which tell them apart; empty if that is not known
     */
    record Series(Interval values, boolean isNumber, Optional<Set<String>> labels) {
        static final Series UNKNOWN = new Series(Interval.ANY, false, Optional.empty());

        Series with(Interval other) {
            return new Series(other, isNumber, labels);
        }

        boolean isSingle() {
            return labels.filter(Set::isEmpty).isPresent();
        }
    }

    static Series of(Metric query) {
        return query.accept(new Values());
    }

    @Override
    public Series rangeAggregation(RangeAggregation query) {
        double seconds = Math.max(1e-9, query.range().range().value().toNanos() / 1e9);
        Optional<Set<String>> labels = query.grouping().kind() == Grouping.Kind.BY
                ? Optional.of(Set.copyOf(query.grouping().labels()))
                : Optional.empty();
        return switch (query.operation()) {
            case COUNT_OVER_TIME -> new Series(Interval.atLeast(1, true), false, labels);
            case RATE ->
                query.range().unwrap().isPresent()
                        ? Series.UNKNOWN
                        // a hair less, for the sake of rounding
                        : new Series(Interval.atLeast(0.999999 / seconds, false), false, labels);
            case BYTES_OVER_TIME -> new Series(Interval.atLeast(0, true), false, labels);
            case BYTES_RATE -> new Series(Interval.atLeast(0, false), false, labels);
            case STDVAR_OVER_TIME, STDDEV_OVER_TIME -> new Series(Interval.atLeast(0, false), false, labels);
            case ABSENT_OVER_TIME -> new Series(Interval.of(1), false, Optional.of(NO_LABELS));
            case RATE_COUNTER,
                    AVG_OVER_TIME,
                    SUM_OVER_TIME,
                    MIN_OVER_TIME,
                    MAX_OVER_TIME,
                    QUANTILE_OVER_TIME,
                    FIRST_OVER_TIME,
                    LAST_OVER_TIME -> new Series(Interval.ANY, false, labels);
        };
    }

    @Override
    public Series vectorAggregation(VectorAggregation query) {
        Series operand = query.operand().accept(this);
        Optional<Set<String>> labels = switch (query.grouping().kind()) {
            case NONE -> Optional.of(NO_LABELS);
            case BY -> Optional.of(Set.copyOf(query.grouping().labels()));
            case WITHOUT -> Optional.empty();
        };
        boolean isOfOne = operand.labels().isPresent()
                && (operand.isSingle()
                        || labels.filter(kept ->
                                        kept.containsAll(operand.labels().get()))
                                .isPresent());
        Interval values = operand.values();
        return switch (query.operation()) {
            case SUM ->
                new Series(
                        isOfOne
                                ? values
                                : values.least() >= 0
                                        ? Interval.atLeast(values.least(), values.isWhole())
                                        : sum(values),
                        false,
                        labels);
            case COUNT -> new Series(isOfOne ? Interval.of(1) : Interval.atLeast(1, true), false, labels);
            case AVG ->
                new Series(new Interval(values.least(), values.most(), isOfOne && values.isWhole()), false, labels);
            case MAX, MIN -> new Series(values, false, labels);
            case STDDEV, STDVAR -> new Series(isOfOne ? Interval.of(0) : Interval.atLeast(0, false), false, labels);
            case TOPK, BOTTOMK, SORT, SORT_DESC -> operand;
            case APPROX_TOPK -> new Series(Interval.ANY, false, operand.labels());
        };
    }

    private static Interval sum(Interval values) {
        return values.most() <= 0
                ? new Interval(Double.NEGATIVE_INFINITY, values.most(), values.isWhole())
                : Interval.ANY;
    }

    @Override
    public Series binaryOperation(BinaryOperation query) {
        Series left = query.left().accept(this);
        Series right = query.right().accept(this);
        Series base = left.isNumber() ? right : left;
        if (query.operator().isSet()) {
            return switch (query.operator()) {
                case OR -> new Series(left.values().or(right.values()), false, union(left, right));
                default -> left;
            };
        }
        if (query.operator().isComparison()) {
            return compared(query, left, right);
        }
        Interval values = switch (query.operator()) {
            case ADD -> left.values().plus(right.values());
            case SUB -> left.values().minus(right.values());
            case MUL -> left.values().times(right.values());
            case DIV -> left.values().dividedBy(right.values());
            default -> Interval.ANY;
        };
        return new Series(
                values,
                left.isNumber() && right.isNumber(),
                query.matching().equals(VectorMatching.DEFAULT) ? base.labels() : Optional.empty());
    }

    private static Series compared(BinaryOperation query, Series left, Series right) {
        if (query.returnsBool() || (left.isNumber() && right.isNumber())) {
            return new Series(
                    new Interval(0, 1, true),
                    left.isNumber() && right.isNumber(),
                    left.isNumber() ? right.labels() : left.labels());
        }
        return left.isNumber()
                ? right.with(right.values().where(mirrored(query.operator()), left.values()))
                : left.with(left.values().where(query.operator(), right.values()));
    }

    private static BinaryOperation.Operator mirrored(BinaryOperation.Operator operator) {
        return switch (operator) {
            case GT -> BinaryOperation.Operator.LT;
            case GTE -> BinaryOperation.Operator.LTE;
            case LT -> BinaryOperation.Operator.GT;
            case LTE -> BinaryOperation.Operator.GTE;
            default -> operator;
        };
    }

    private static Optional<Set<String>> union(Series left, Series right) {
        return left.labels()
                .flatMap(ours -> right.labels().map(theirs -> {
                    Set<String> all = new LinkedHashSet<>(ours);
                    all.addAll(theirs);
                    return all;
                }));
    }

    @Override
    public Series literal(Literal query) {
        return Double.isNaN(query.value())
                ? new Series(Interval.ANY, true, Optional.of(NO_LABELS))
                : new Series(Interval.of(query.value()), true, Optional.of(NO_LABELS));
    }

    @Override
    public Series labelReplace(LabelReplace query) {
        Series operand = query.operand().accept(this);
        return new Series(operand.values(), operand.isNumber(), operand.labels().map(labels -> {
            Set<String> all = new LinkedHashSet<>(labels);
            all.add(query.destination());
            return all;
        }));
    }

    @Override
    public Series vector(Vector query) {
        return new Series(Interval.of(query.value().value()), false, Optional.of(NO_LABELS));
    }

    @Override
    public Series variants(Variants query) {
        return Series.UNKNOWN;
    }
}
