package io.auditrules.logql;

/**
 * A condition on a label that is read as a number, {@code status >= 400}.
 *
 * @param label the label's name
 */
public record NumberFilter(String label, Comparison operator, NumberLiteral value) implements LabelFilter {

    public NumberFilter {
        Names.check(label);
    }

    @Override
    public <R> R accept(LabelFilter.Visitor<R> visitor) {
        return visitor.number(this);
    }

    /** The canonical LogQL text. */
    @Override
    public String toString() {
        return Printer.print(this);
    }
}
