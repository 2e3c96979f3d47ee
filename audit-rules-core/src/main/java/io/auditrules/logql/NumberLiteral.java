package io.auditrules.logql;

import io.auditrules.diagnostic.IllegalValueException;

/**
 * The number of a label filter, as its author wrote it. There Loki v3.7.6 overlooks that Go cannot read every number:
 * {@code 0x10} and {@code 0o17} are 0 to it.
 *
 * @param text {@code 400}, {@code 0.99}, {@code -5}
 * @param value what Loki compares with; {@link #parse} gives it
 */
public record NumberLiteral(String text, double value) {

    public NumberLiteral {
        if (Double.compare(GoNumber.valueOrZero(text), value) != 0) {
            throw new IllegalValueException(Text.shown(text) + " is not " + value, "");
        }
    }

    /** The number that a text is. */
    public static NumberLiteral parse(String text) {
        return new NumberLiteral(text, GoNumber.valueOrZero(text));
    }

    /** The number, written as short as possible: {@code 0}, {@code 0.25}. */
    public static NumberLiteral of(double value) {
        return parse(GoNumber.text(value));
    }

    /** The text as it was written. */
    @Override
    public String toString() {
        return text;
    }
}
