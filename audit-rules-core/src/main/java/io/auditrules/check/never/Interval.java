package io.auditrules.check.never;

import io.auditrules.logql.BinaryOperation;

/**
 * Numbers between two ends, which belong to it.
 *
 * @param isWhole whether they are all whole numbers
 */
record Interval(double least, double most, boolean isWhole) {
    static final Interval ANY = new Interval(Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY, false);

    static Interval atLeast(double least, boolean isWhole) {
        return new Interval(least, Double.POSITIVE_INFINITY, isWhole);
    }

    static Interval of(double number) {
        return new Interval(number, number, number == Math.rint(number));
    }

    boolean isOne() {
        return least == most;
    }

    /** Whether no number of this and no number of the other compare so. */
    boolean never(BinaryOperation.Operator operator, Interval other) {
        return switch (operator) {
            case GT -> most <= other.least;
            case GTE -> most < other.least;
            case LT -> least >= other.most;
            case LTE -> least > other.most;
            case EQ ->
                most < other.least
                        || least > other.most
                        || (isWhole && other.isOne() && !other.isWhole)
                        || (other.isWhole && isOne() && !isWhole);
            case NEQ -> isOne() && other.isOne() && least == other.least;
            case OR, AND, UNLESS, ADD, SUB, MUL, DIV, MOD, POW -> false;
        };
    }

    /** The numbers of this that may compare so with one of the other. */
    Interval where(BinaryOperation.Operator operator, Interval other) {
        return switch (operator) {
            case GT -> from(isWhole && other.isOne() ? Math.floor(other.least) + 1 : other.least);
            case GTE -> from(isWhole && other.isOne() ? Math.ceil(other.least) : other.least);
            case LT -> to(isWhole && other.isOne() ? Math.ceil(other.most) - 1 : other.most);
            case LTE -> to(isWhole && other.isOne() ? Math.floor(other.most) : other.most);
            case EQ -> from(other.least).to(other.most);
            case NEQ, OR, AND, UNLESS, ADD, SUB, MUL, DIV, MOD, POW -> this;
        };
    }

    private Interval from(double end) {
        return new Interval(Math.max(least, end), Math.max(most, end), isWhole);
    }

    private Interval to(double end) {
        return new Interval(Math.min(least, end), Math.min(most, end), isWhole);
    }

    Interval or(Interval other) {
        return new Interval(Math.min(least, other.least), Math.max(most, other.most), isWhole && other.isWhole);
    }

    Interval plus(Interval other) {
        return of(least + other.least, most + other.most, isWhole && other.isWhole);
    }

    Interval minus(Interval other) {
        return of(least - other.most, most - other.least, isWhole && other.isWhole);
    }

    Interval times(Interval other) {
        double[] corners = {least * other.least, least * other.most, most * other.least, most * other.most};
        double low = Double.POSITIVE_INFINITY;
        double high = Double.NEGATIVE_INFINITY;
        for (double corner : corners) {
            if (Double.isNaN(corner)) {
                return ANY;
            }
            low = Math.min(low, corner);
            high = Math.max(high, corner);
        }
        return new Interval(low, high, isWhole && other.isWhole);
    }

    /** Divided by one number above zero; of other divisions nothing is known. */
    Interval dividedBy(Interval other) {
        return other.isOne() && other.least > 0 && !Double.isInfinite(other.least)
                ? new Interval(least / other.least, most / other.least, false)
                : ANY;
    }

    private static Interval of(double least, double most, boolean isWhole) {
        return Double.isNaN(least) || Double.isNaN(most) ? ANY : new Interval(least, most, isWhole);
    }
}
