package io.auditrules.logql;

/**
 * A condition on a label that is read as a size in bytes, {@code size > 20MB}.
 *
 * @param label the label's name
 */
public record BytesFilter(String label, Comparison operator, BytesLiteral value) implements LabelFilter {

    public BytesFilter {
        Names.check(label);
    }

    @Override
    public <R> R accept(LabelFilter.Visitor<R> visitor) {
        return visitor.bytes(this);
    }

    /** The canonical LogQL text. */
    @Override
    public String toString() {
        return Printer.print(this);
    }
}
