package io.auditrules.logql;

import java.util.List;
import java.util.Optional;

/** A query that yields numbers; what an alert needs. */
public sealed interface Metric extends Expr
        permits RangeAggregation, VectorAggregation, BinaryOperation, Literal, LabelReplace, Vector, Variants {

    /** Calls the visitor's method for this kind of query. */
    <R> R accept(Visitor<R> visitor);

    @Override
    default <R> R accept(Expr.Visitor<R> visitor) {
        return visitor.metric(this);
    }

    /** One method for each kind of query. */
    interface Visitor<R> {
        R rangeAggregation(RangeAggregation query);

        R vectorAggregation(VectorAggregation query);

        R binaryOperation(BinaryOperation query);

        R literal(Literal query);

        R labelReplace(LabelReplace query);

        R vector(Vector query);

        R variants(Variants query);
    }

    /** The lines that are read, whatever is computed of them, in the order of the text. */
    default List<LogRange> ranges() {
        return accept(new Ranges()).toList();
    }

    /** {@code sum by (…) (this)}. */
    default VectorAggregation sum(Grouping grouping) {
        return aggregate(VectorAggregation.Operation.SUM, grouping);
    }

    /** {@code count by (…) (this)}. */
    default VectorAggregation count(Grouping grouping) {
        return aggregate(VectorAggregation.Operation.COUNT, grouping);
    }

    /** {@code max by (…) (this)}. */
    default VectorAggregation max(Grouping grouping) {
        return aggregate(VectorAggregation.Operation.MAX, grouping);
    }

    /** This, aggregated by an operation that needs no parameter. */
    default VectorAggregation aggregate(VectorAggregation.Operation operation, Grouping grouping) {
        return new VectorAggregation(operation, Optional.empty(), grouping, this);
    }

    /** {@code this > number}. */
    default BinaryOperation greaterThan(double number) {
        return compare(BinaryOperation.Operator.GT, number);
    }

    /** {@code this >= number}. */
    default BinaryOperation atLeast(double number) {
        return compare(BinaryOperation.Operator.GTE, number);
    }

    /** This, compared with a number or changed by it. */
    default BinaryOperation compare(BinaryOperation.Operator operator, double number) {
        return combine(operator, Literal.of(number));
    }

    /** This and another query, combined. */
    default BinaryOperation combine(BinaryOperation.Operator operator, Metric right) {
        return new BinaryOperation(this, operator, false, VectorMatching.DEFAULT, right);
    }
}
