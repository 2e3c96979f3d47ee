package io.auditrules.logql;

import io.auditrules.diagnostic.IllegalValueException;

/**
 * A condition on a label that is read as an IP address, {@code source = ip("10.0.0.0/8")}.
 *
 * @param label the label's name
 * @param operator equal or not equal
 * @param pattern an address, a range or a CIDR; in a filter with {@code and}, with {@code or} or after {@code unwrap} Loki
 *     v3.7.6 takes any text, of which it finds none in any label
 */
public record IpFilter(String label, Comparison operator, String pattern) implements LabelFilter {

    public IpFilter {
        Names.check(label);
        if (operator != Comparison.EQ && operator != Comparison.NEQ) {
            throw new IllegalValueException(
                    "\"" + operator.symbol() + "\" cannot be used with ip()", "use = ip(…) or != ip(…)");
        }
        Text.check(pattern);
    }

    @Override
    public <R> R accept(LabelFilter.Visitor<R> visitor) {
        return visitor.ip(this);
    }

    /** The canonical LogQL text. */
    @Override
    public String toString() {
        return Printer.print(this);
    }
}
