package io.auditrules.logql;

import io.auditrules.regex.Re2;

/**
 * A condition on the text of a label, {@code namespace=~"prod-.+"}: in a selector on a stream's label, as a label filter
 * on any. Loki takes an absent label for an empty one, and a regular expression has to match the whole value.
 *
 * @param label the label's name
 * @param value the text or the RE2 regular expression
 */
public record Matcher(String label, Operator operator, String value) implements LabelFilter, LabelSelection {

    /** How a label is compared with a text. */
    public enum Operator {
        EQ("="),
        NEQ("!="),
        RE("=~"),
        NRE("!~");

        private final String symbol;

        Operator(String symbol) {
            this.symbol = symbol;
        }

        /** As LogQL writes it. */
        public String symbol() {
            return symbol;
        }

        /** Whether the value is a regular expression. */
        public boolean isRegex() {
            return this == RE || this == NRE;
        }

        /** Whether it holds where the comparison fails. */
        public boolean isNegative() {
            return this == NEQ || this == NRE;
        }
    }

    public Matcher {
        Names.check(label);
        Text.check(value);
        if (operator.isRegex()) {
            Re2.checkMatcher(value);
        }
    }

    /** {@code label="value"}. */
    public static Matcher equal(String label, String value) {
        return new Matcher(label, Operator.EQ, value);
    }

    /** {@code label!="value"}. */
    public static Matcher notEqual(String label, String value) {
        return new Matcher(label, Operator.NEQ, value);
    }

    /** {@code label=~"regex"}. */
    public static Matcher matches(String label, String regex) {
        return new Matcher(label, Operator.RE, regex);
    }

    /** {@code label!~"regex"}. */
    public static Matcher notMatches(String label, String regex) {
        return new Matcher(label, Operator.NRE, regex);
    }

    /** Whether the condition holds for an absent label. */
    public boolean matchesEmpty() {
        boolean found = operator.isRegex() ? Re2.matchesEmpty(value) : value.isEmpty();
        return found != operator.isNegative();
    }

    @Override
    public <R> R accept(LabelFilter.Visitor<R> visitor) {
        return visitor.matcher(this);
    }

    @Override
    public <R> R accept(LabelSelection.Visitor<R> visitor) {
        return visitor.matcher(this);
    }

    /** The canonical LogQL text. */
    @Override
    public String toString() {
        return Printer.print(this);
    }
}
