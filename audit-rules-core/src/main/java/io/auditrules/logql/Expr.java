package io.auditrules.logql;

/** A LogQL query: one that yields log lines ({@link LogSelector}) or one that yields numbers ({@link Metric}). */
public sealed interface Expr permits LogSelector, Metric {

    /** Calls the visitor's method for this kind of query. */
    <R> R accept(Visitor<R> visitor);

    /** The query on one line if that has at most 120 columns, else broken over lines; parses to the same query. */
    default String pretty() {
        return PrettyPrinter.print(this);
    }

    /** One method for each kind of query. */
    interface Visitor<R> {
        R logSelector(LogSelector query);

        R metric(Metric query);
    }
}
