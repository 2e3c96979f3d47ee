package io.auditrules.check.routing;

import io.auditrules.logql.BinaryOperation;
import io.auditrules.logql.LabelReplace;
import io.auditrules.logql.Literal;
import io.auditrules.logql.Metric;
import io.auditrules.logql.RangeAggregation;
import io.auditrules.logql.Variants;
import io.auditrules.logql.Vector;
import io.auditrules.logql.VectorAggregation;

/** Whether a query has a result only as long as the event behind it is in the window: counts of lines and what is made of them. */
final class OfEvents implements Metric.Visitor<Boolean> {
    @Override
    public Boolean rangeAggregation(RangeAggregation query) {
        return query.operation() != RangeAggregation.Operation.ABSENT_OVER_TIME
                && query.range().offset().isEmpty();
    }

    @Override
    public Boolean vectorAggregation(VectorAggregation query) {
        return query.operand().accept(this);
    }

    @Override
    public Boolean binaryOperation(BinaryOperation query) {
        return query.operator().isComparison()
                && query.right() instanceof Literal
                && query.left().accept(this);
    }

    @Override
    public Boolean literal(Literal query) {
        return false;
    }

    @Override
    public Boolean labelReplace(LabelReplace query) {
        return query.operand().accept(this);
    }

    @Override
    public Boolean vector(Vector query) {
        return false;
    }

    @Override
    public Boolean variants(Variants query) {
        return false;
    }
}
