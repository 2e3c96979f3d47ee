package io.auditrules.evaluate;

import io.auditrules.evaluate.Answer.Sample;
import io.auditrules.logql.BinaryOperation;
import java.util.ArrayList;
import java.util.List;

/** Series, each combined with a number. */
final class NumberOperation implements MetricPlan.Step {
    private final BinaryOperation operation;
    private final double number;
    private final boolean isNumberLeft;
    private final MetricPlan.Step series;

    NumberOperation(BinaryOperation operation, double number, boolean isNumberLeft, MetricPlan.Step series) {
        this.operation = operation;
        this.number = number;
        this.isNumberLeft = isNumberLeft;
        this.series = series;
    }

    @Override
    public List<Sample> at(int time) {
        BinaryOperation.Operator operator = operation.operator();
        List<Sample> results = new ArrayList<>();
        for (Sample sample : series.at(time)) {
            double left = isNumberLeft ? number : sample.value();
            double right = isNumberLeft ? sample.value() : number;
            if (!operator.isComparison() || operation.returnsBool()) {
                results.add(new Sample(sample.labels(), Arithmetic.compute(operator, left, right)));
            } else if (Arithmetic.holds(operator, left, right)) {
                results.add(sample);
            }
        }
        return results;
    }
}
