package io.auditrules.logql;

/**
 * A condition on a label that is read as a duration, {@code took > 1.5s}.
 *
 * @param label the label's name
 */
public record DurationFilter(String label, Comparison operator, DurationLiteral value) implements LabelFilter {

    public DurationFilter {
        Names.check(label);
        value.checkStandsAlone();
    }

    @Override
    public <R> R accept(LabelFilter.Visitor<R> visitor) {
        return visitor.duration(this);
    }

    /** The canonical LogQL text. */
    @Override
    public String toString() {
        return Printer.print(this);
    }
}
