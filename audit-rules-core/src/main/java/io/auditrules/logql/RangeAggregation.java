package io.auditrules.logql;

import io.auditrules.diagnostic.IllegalValueException;
import java.util.Optional;

/**
 * A number for each series of lines of a while, {@code count_over_time({app="x"}[5m])}.
 *
 * @param parameter for {@code quantile_over_time} alone
 * @param grouping {@link Grouping#NONE} for operations that cannot group
 */
public record RangeAggregation(Operation operation, Optional<Literal> parameter, LogRange range, Grouping grouping)
        implements Metric {

    private enum Unwrapping {
        NEVER,
        MAYBE,
        ALWAYS
    }

    /** What is made of the lines, or of the numbers unwrapped from them. What each needs is as in Loki v3.7.6. */
    public enum Operation {
        COUNT_OVER_TIME("count_over_time", Unwrapping.NEVER, false),
        RATE("rate", Unwrapping.MAYBE, false),
        RATE_COUNTER("rate_counter", Unwrapping.ALWAYS, false),
        BYTES_OVER_TIME("bytes_over_time", Unwrapping.NEVER, false),
        BYTES_RATE("bytes_rate", Unwrapping.NEVER, false),
        AVG_OVER_TIME("avg_over_time", Unwrapping.ALWAYS, true),
        SUM_OVER_TIME("sum_over_time", Unwrapping.ALWAYS, false),
        MIN_OVER_TIME("min_over_time", Unwrapping.ALWAYS, true),
        MAX_OVER_TIME("max_over_time", Unwrapping.ALWAYS, true),
        STDVAR_OVER_TIME("stdvar_over_time", Unwrapping.ALWAYS, true),
        STDDEV_OVER_TIME("stddev_over_time", Unwrapping.ALWAYS, true),
        QUANTILE_OVER_TIME("quantile_over_time", Unwrapping.ALWAYS, true),
        FIRST_OVER_TIME("first_over_time", Unwrapping.ALWAYS, true),
        LAST_OVER_TIME("last_over_time", Unwrapping.ALWAYS, true),
        ABSENT_OVER_TIME("absent_over_time", Unwrapping.MAYBE, false);

        private final String word;
        private final Unwrapping unwrapping;
        private final boolean isGroupable;

        Operation(String word, Unwrapping unwrapping, boolean isGroupable) {
            this.word = word;
            this.unwrapping = unwrapping;
            this.isGroupable = isGroupable;
        }

        /** As LogQL writes it. */
        public String word() {
            return word;
        }

        /** Whether {@code by} and {@code without} can follow it. */
        public boolean isGroupable() {
            return isGroupable;
        }

        /** Whether it works on the numbers of a label only. */
        public boolean needsUnwrap() {
            return unwrapping == Unwrapping.ALWAYS;
        }
    }

    public RangeAggregation {
        String word = operation.word();
        if (operation == Operation.QUANTILE_OVER_TIME && parameter.isEmpty()) {
            throw new IllegalValueException(
                    word + " needs a quantile", "write " + word + "(0.99, {…} | unwrap … [5m])");
        }
        if (operation != Operation.QUANTILE_OVER_TIME && parameter.isPresent()) {
            throw new IllegalValueException(
                    word + " takes no parameter",
                    "remove " + Text.shown(parameter.get().text()));
        }
        parameter.ifPresent(GoNumber::checkUnsigned);
        if (!grouping.isNone() && !operation.isGroupable()) {
            throw new IllegalValueException(
                    word + " cannot group",
                    "group around it: sum " + grouping.kind().word() + " (…) (" + word + "(…))");
        }
        if (operation.unwrapping == Unwrapping.ALWAYS && range.unwrap().isEmpty()) {
            throw new IllegalValueException(word + " needs numbers", "add | unwrap and a label before the range");
        }
        if (operation.unwrapping == Unwrapping.NEVER && range.unwrap().isPresent()) {
            throw new IllegalValueException(word + " works on lines", "remove unwrap, or use sum_over_time");
        }
    }

    /** {@code quantile_over_time(quantile, range)}. */
    public static RangeAggregation quantileOverTime(double quantile, LogRange range, Grouping grouping) {
        return new RangeAggregation(Operation.QUANTILE_OVER_TIME, Optional.of(Literal.of(quantile)), range, grouping);
    }

    @Override
    public <R> R accept(Metric.Visitor<R> visitor) {
        return visitor.rangeAggregation(this);
    }

    /** The canonical LogQL text. */
    @Override
    public String toString() {
        return Printer.print(this);
    }
}
