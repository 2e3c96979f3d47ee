package io.auditrules.logql;

import io.auditrules.regex.Re2;

/**
 * Sets a label from parts of another, {@code label_replace(rate({app="x"}[1m]), "dst", "$1", "src", "(.*)-.*")}.
 *
 * @param destination the label that is set
 * @param replacement its value, with {@code $1} for the first group
 * @param source the label that is matched
 * @param regex matches the whole value of the source
 */
public record LabelReplace(Metric operand, String destination, String replacement, String source, String regex)
        implements Metric {

    public LabelReplace {
        Variants.checkOperand(operand);
        Text.check(destination);
        Text.check(replacement);
        Text.check(source);
        Text.check(regex);
        Re2.checkInGroup(regex);
    }

    @Override
    public <R> R accept(Metric.Visitor<R> visitor) {
        return visitor.labelReplace(this);
    }

    /** The canonical LogQL text. */
    @Override
    public String toString() {
        return Printer.print(this);
    }
}
