package io.auditrules.logql;

import io.auditrules.diagnostic.IllegalValueException;
import java.util.List;

/**
 * Several aggregations of the same lines, {@code variants(count_over_time({app="x"}[1m])) of ({app="x"}[1m])}. Loki
 * v3.7.6 runs it only where {@code enable_multi_variant_queries} is set.
 *
 * @param variants at least one
 * @param of the lines that all share
 */
public record Variants(List<Metric> variants, LogRange of) implements Metric {

    public Variants {
        variants = List.copyOf(variants);
        if (variants.isEmpty()) {
            throw new IllegalValueException("variants without an aggregation", "");
        }
        variants.forEach(Variants::checkOperand);
    }

    static void checkOperand(Metric operand) {
        if (operand instanceof Variants) {
            throw new IllegalValueException("variants cannot stand inside another query", "");
        }
    }

    @Override
    public <R> R accept(Metric.Visitor<R> visitor) {
        return visitor.variants(this);
    }

    /** The canonical LogQL text. */
    @Override
    public String toString() {
        return Printer.print(this);
    }
}
