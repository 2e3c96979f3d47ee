package io.auditrules.logql;

import io.auditrules.diagnostic.IllegalValueException;

/**
 * A number, as its author wrote it.
 *
 * @param text {@code 0.99}, {@code 1e3}, {@code -5}
 * @param value what Loki reads; {@link #parse} gives it
 */
public record Literal(String text, double value) implements Metric {

    public Literal {
        if (Double.compare(GoNumber.value(text), value) != 0) {
            throw new IllegalValueException(Text.shown(text) + " is not " + value, "");
        }
    }

    /** The number that a text is. */
    public static Literal parse(String text) {
        return new Literal(text, GoNumber.value(text));
    }

    /** The number, written as short as possible: {@code 0}, {@code 0.25}. */
    public static Literal of(double value) {
        return parse(GoNumber.text(value));
    }

    @Override
    public <R> R accept(Metric.Visitor<R> visitor) {
        return visitor.literal(this);
    }

    /** The text as it was written. */
    @Override
    public String toString() {
        return text;
    }
}
