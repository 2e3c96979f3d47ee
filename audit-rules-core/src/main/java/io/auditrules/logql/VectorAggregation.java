package io.auditrules.logql;

import io.auditrules.diagnostic.IllegalValueException;
import java.util.Optional;

/**
 * Series made into fewer, {@code sum by (user) (rate({app="x"}[5m]))}.
 *
 * @param parameter how many, for {@code topk}, {@code bottomk} and {@code approx_topk} alone
 */
public record VectorAggregation(Operation operation, Optional<Literal> parameter, Grouping grouping, Metric operand)
        implements Metric {

    /** What is made of the series. What each needs is as in Loki v3.7.6. */
    public enum Operation {
        SUM("sum"),
        AVG("avg"),
        COUNT("count"),
        MAX("max"),
        MIN("min"),
        STDDEV("stddev"),
        STDVAR("stdvar"),
        BOTTOMK("bottomk"),
        TOPK("topk"),
        SORT("sort"),
        SORT_DESC("sort_desc"),
        APPROX_TOPK("approx_topk");

        private final String word;

        Operation(String word) {
            this.word = word;
        }

        /** As LogQL writes it. */
        public String word() {
            return word;
        }

        /** Whether it is told how many series to keep. */
        public boolean needsParameter() {
            return this == BOTTOMK || this == TOPK || this == APPROX_TOPK;
        }
    }

    public VectorAggregation {
        String word = operation.word();
        if (operation.needsParameter() && parameter.isEmpty()) {
            throw new IllegalValueException(word + " needs a number of series", "write " + word + "(10, …)");
        }
        if (!operation.needsParameter() && parameter.isPresent()) {
            throw new IllegalValueException(
                    word + " takes no parameter",
                    "remove " + Text.shown(parameter.get().text()));
        }
        parameter.ifPresent(GoNumber::checkCount);
        if (operation == Operation.APPROX_TOPK && !grouping.isNone()) {
            throw new IllegalValueException("approx_topk cannot group", "use topk");
        }
        if ((operation == Operation.SORT || operation == Operation.SORT_DESC)
                && !grouping.labels().isEmpty()) {
            throw new IllegalValueException(word + " cannot group", "group inside it: " + word + "(sum by (…) (…))");
        }
        Variants.checkOperand(operand);
    }

    /** {@code topk by (…) (count, operand)}. */
    public static VectorAggregation topk(int count, Grouping grouping, Metric operand) {
        return new VectorAggregation(Operation.TOPK, Optional.of(Literal.of(count)), grouping, operand);
    }

    @Override
    public <R> R accept(Metric.Visitor<R> visitor) {
        return visitor.vectorAggregation(this);
    }

    /** The canonical LogQL text. */
    @Override
    public String toString() {
        return Printer.print(this);
    }
}
