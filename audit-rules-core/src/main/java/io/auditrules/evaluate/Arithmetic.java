package io.auditrules.evaluate;

import io.auditrules.logql.BinaryOperation.Operator;

/** Two numbers made into one, as Go computes it. */
final class Arithmetic {
    private Arithmetic() {}

    /** The result; 1 or 0 for a comparison. */
    static double compute(Operator operator, double left, double right) {
        return switch (operator) {
            case ADD -> left + right;
            case SUB -> left - right;
            case MUL -> left * right;
            case DIV -> right == 0 ? Double.NaN : left / right;
            case MOD -> right == 0 ? Double.NaN : left % right;
            case POW -> power(left, right);
            case EQ, NEQ, GT, GTE, LT, LTE -> holds(operator, left, right) ? 1 : 0;
            case AND, OR, UNLESS -> throw new IllegalArgumentException(operator + " is not on numbers");
        };
    }

    /** Java knows no result where C and Go have one. */
    private static double power(double base, double exponent) {
        return base == 1 || (base == -1 && Double.isInfinite(exponent)) ? 1 : Math.pow(base, exponent);
    }

    static boolean holds(Operator operator, double left, double right) {
        return switch (operator) {
            case EQ -> left == right;
            case NEQ -> left != right;
            case GT -> left > right;
            case GTE -> left >= right;
            case LT -> left < right;
            case LTE -> left <= right;
            case ADD, SUB, MUL, DIV, MOD, POW, AND, OR, UNLESS ->
                throw new IllegalArgumentException(operator + " does not compare");
        };
    }
}
