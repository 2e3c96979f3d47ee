package io.auditrules.logql;

import java.util.List;

/** A condition on labels; a line that does not meet it is dropped. */
public sealed interface LabelFilter extends Stage
        permits Matcher, NumberFilter, DurationFilter, BytesFilter, IpFilter, And, Or {

    /** How a label that is read as a number, a duration, a size or an address is compared. */
    enum Comparison {
        EQ("=="),
        NEQ("!="),
        GT(">"),
        GTE(">="),
        LT("<"),
        LTE("<=");

        private final String symbol;

        Comparison(String symbol) {
            this.symbol = symbol;
        }

        /** As LogQL writes it. */
        public String symbol() {
            return symbol;
        }
    }

    /** The label that it looks at; of several filters, that of the first. */
    String label();

    /** Calls the visitor's method for this kind of filter. */
    <R> R accept(Visitor<R> visitor);

    @Override
    default <R> R accept(Stage.Visitor<R> visitor) {
        return visitor.labelFilter(this);
    }

    /** One method for each kind of filter. */
    interface Visitor<R> {
        R matcher(Matcher filter);

        R number(NumberFilter filter);

        R duration(DurationFilter filter);

        R bytes(BytesFilter filter);

        R ip(IpFilter filter);

        R and(And filter);

        R or(Or filter);
    }

    /** All of them; a single one is itself. */
    static LabelFilter all(List<LabelFilter> filters) {
        return filters.size() == 1 ? filters.get(0) : new And(filters);
    }

    /** Any of them; a single one is itself. */
    static LabelFilter any(List<LabelFilter> filters) {
        return filters.size() == 1 ? filters.get(0) : new Or(filters);
    }
}
