package io.auditrules.check;

import io.auditrules.logql.BinaryOperation;
import io.auditrules.logql.LabelReplace;
import io.auditrules.logql.Literal;
import io.auditrules.logql.Metric;
import io.auditrules.logql.RangeAggregation;
import io.auditrules.logql.Variants;
import io.auditrules.logql.Vector;
import io.auditrules.logql.VectorAggregation;
import java.time.Duration;
import java.util.Optional;

/**
 * For how long a single line makes a query yield something: as long as the line is in the window. Of a query that wants more
 * than one line, that holds without any, or of which it cannot be told, nothing is said.
 */
public final class Presence implements Metric.Visitor<Optional<Duration>> {
    private Presence() {}

    /** How long one line can be seen; empty if the query is not about single lines. */
    public static Optional<Duration> longest(Metric query) {
        return query.accept(new Presence());
    }

    @Override
    public Optional<Duration> rangeAggregation(RangeAggregation query) {
        return switch (query.operation()) {
            case COUNT_OVER_TIME, RATE, BYTES_OVER_TIME, BYTES_RATE ->
                query.range().unwrap().isPresent()
                        ? Optional.empty()
                        : Optional.of(query.range().range().value());
            case RATE_COUNTER,
                    AVG_OVER_TIME,
                    SUM_OVER_TIME,
                    MIN_OVER_TIME,
                    MAX_OVER_TIME,
                    STDVAR_OVER_TIME,
                    STDDEV_OVER_TIME,
                    QUANTILE_OVER_TIME,
                    FIRST_OVER_TIME,
                    LAST_OVER_TIME,
                    ABSENT_OVER_TIME -> Optional.empty();
        };
    }

    @Override
    public Optional<Duration> vectorAggregation(VectorAggregation query) {
        return query.operand().accept(this);
    }

    @Override
    public Optional<Duration> binaryOperation(BinaryOperation query) {
        return switch (query.operator()) {
            // it ends where one of the two ends
            case AND -> both(query);
            case UNLESS -> query.left().accept(this);
            case OR -> either(query);
            case GT, GTE, NEQ -> isMetByOne(query) ? query.left().accept(this) : Optional.empty();
            case EQ, LT, LTE, ADD, SUB, MUL, DIV, MOD, POW -> Optional.empty();
        };
    }

    private static boolean isMetByOne(BinaryOperation query) {
        if (query.returnsBool() || !(query.right() instanceof Literal number)) {
            return false;
        }
        return switch (query.operator()) {
            case GT -> number.value() <= 0 || (number.value() < 1 && isCount(query.left()));
            case GTE -> number.value() <= 0 || (number.value() <= 1 && isCount(query.left()));
            default -> number.value() == 0;
        };
    }

    /** Whether it is a whole number of lines or of series. */
    private static boolean isCount(Metric query) {
        if (query instanceof VectorAggregation aggregation) {
            return switch (aggregation.operation()) {
                case COUNT -> true;
                case SUM, MAX, MIN, TOPK, BOTTOMK, SORT, SORT_DESC -> isCount(aggregation.operand());
                case AVG, STDDEV, STDVAR, APPROX_TOPK -> false;
            };
        }
        return query instanceof RangeAggregation range
                && range.operation() == RangeAggregation.Operation.COUNT_OVER_TIME;
    }

    private Optional<Duration> both(BinaryOperation query) {
        Optional<Duration> left = query.left().accept(this);
        Optional<Duration> right = query.right().accept(this);
        if (left.isEmpty() || right.isEmpty()) {
            return left.or(() -> right);
        }
        return left.get().compareTo(right.get()) < 0 ? left : right;
    }

    private Optional<Duration> either(BinaryOperation query) {
        Optional<Duration> left = query.left().accept(this);
        Optional<Duration> right = query.right().accept(this);
        return left.flatMap(one -> right.map(other -> one.compareTo(other) > 0 ? one : other));
    }

    @Override
    public Optional<Duration> literal(Literal query) {
        return Optional.empty();
    }

    @Override
    public Optional<Duration> labelReplace(LabelReplace query) {
        return query.operand().accept(this);
    }

    @Override
    public Optional<Duration> vector(Vector query) {
        return Optional.empty();
    }

    @Override
    public Optional<Duration> variants(Variants query) {
        return Optional.empty();
    }
}
