package io.auditrules.logql;

import io.auditrules.diagnostic.IllegalValueException;

/**
 * Two queries combined, {@code sum(rate({app="x"}[5m])) > 0.5}.
 *
 * @param returnsBool whether a comparison yields 0 or 1 instead of dropping series ({@code bool}); Loki v3.7.6 takes it
 *     with any operator
 * @param matching which series of the two sides belong together
 */
public record BinaryOperation(
        Metric left, Operator operator, boolean returnsBool, VectorMatching matching, Metric right) implements Metric {

    /** How two queries are combined; those that bind tighter have the higher precedence. */
    public enum Operator {
        OR("or", 1),
        AND("and", 2),
        UNLESS("unless", 2),
        EQ("==", 3),
        NEQ("!=", 3),
        GT(">", 3),
        GTE(">=", 3),
        LT("<", 3),
        LTE("<=", 3),
        ADD("+", 4),
        SUB("-", 4),
        MUL("*", 5),
        DIV("/", 5),
        MOD("%", 5),
        POW("^", 6);

        private final String symbol;
        private final int precedence;

        Operator(String symbol, int precedence) {
            this.symbol = symbol;
            this.precedence = precedence;
        }

        /** As LogQL writes it. */
        public String symbol() {
            return symbol;
        }

        /** From 1, the loosest. */
        public int precedence() {
            return precedence;
        }

        /** Whether {@code a op b op c} is {@code a op (b op c)}. */
        public boolean isRightAssociative() {
            return this == POW;
        }

        /** Whether it works on sets of series and not on their values. */
        public boolean isSet() {
            return this == OR || this == AND || this == UNLESS;
        }

        /** Whether it compares values. */
        public boolean isComparison() {
            return precedence == EQ.precedence;
        }
    }

    public BinaryOperation {
        if (operator.isSet() && (isConstant(left) || isConstant(right))) {
            throw new IllegalValueException(
                    "\"" + operator.symbol() + "\" needs series on both sides, not a number",
                    "write vector(…) for a series without labels");
        }
    }

    /** The same, but with 0 or 1 for an answer. */
    public BinaryOperation bool() {
        return new BinaryOperation(left, operator, true, matching, right);
    }

    /** The same, but with other series of the two sides belonging together. */
    public BinaryOperation matching(VectorMatching other) {
        return new BinaryOperation(left, operator, returnsBool, other, right);
    }

    private static boolean isConstant(Metric side) {
        Metric current = side;
        while (current instanceof BinaryOperation operation && isConstant(operation.right())) {
            current = operation.left();
        }
        return current instanceof Literal;
    }

    @Override
    public <R> R accept(Metric.Visitor<R> visitor) {
        return visitor.binaryOperation(this);
    }

    /** The canonical LogQL text. */
    @Override
    public String toString() {
        return Printer.print(this);
    }
}
