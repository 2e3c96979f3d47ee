package io.auditrules.check.never;

import io.auditrules.check.About;
import io.auditrules.check.Check;
import io.auditrules.check.Findings;
import io.auditrules.check.PlacedRule;
import io.auditrules.check.Scene;
import io.auditrules.logql.BinaryOperation;
import io.auditrules.logql.LabelReplace;
import io.auditrules.logql.Literal;
import io.auditrules.logql.Metric;
import io.auditrules.logql.RangeAggregation;
import io.auditrules.logql.Variants;
import io.auditrules.logql.Vector;
import io.auditrules.logql.VectorAggregation;
import java.util.List;
import java.util.stream.Stream;

/** A comparison that holds for no value that can occur, so that the rule yields nothing. */
final class Threshold implements Check {
    private static final About ABOUT = About.of("never/threshold");

    @Override
    public About about() {
        return ABOUT;
    }

    @Override
    public void check(Scene scene, Findings findings) {
        for (PlacedRule rule : scene.rules()) {
            rule.query().stream()
                    .flatMap(query -> query.accept(new Dead()).stream())
                    .forEach(comparison -> tell(rule, comparison, findings));
        }
    }

    private static void tell(PlacedRule rule, BinaryOperation comparison, Findings findings) {
        Values.Series left = Values.of(comparison.left());
        Values.Series right = Values.of(comparison.right());
        boolean isMirrored = left.isNumber() && !right.isNumber();
        Values.Series series = isMirrored ? right : left;
        Metric threshold = isMirrored ? comparison.left() : comparison.right();
        String said = "the values of these series are " + shown(series.values()) + ", and none is "
                + (isMirrored
                        ? "on the right of " + threshold + " "
                                + comparison.operator().symbol()
                        : comparison.operator().symbol() + " " + threshold);
        boolean wantsNone = series.values().least() >= 0
                && !isMirrored
                && right.isNumber()
                && right.values().most() <= 1
                && (comparison.operator() == BinaryOperation.Operator.EQ
                        || comparison.operator() == BinaryOperation.Operator.LT
                        || comparison.operator() == BinaryOperation.Operator.LTE);
        Object place = threshold instanceof Literal ? threshold : comparison;
        if (wantsNone) {
            findings.add(
                    ABOUT,
                    rule.placeOf(place),
                    said,
                    "where there is no line there is no series either: ask for that with absent_over_time({…} [5m])");
        } else {
            findings.add(ABOUT, rule.placeOf(place), said);
        }
    }

    private static String shown(Interval values) {
        if (values.isOne()) {
            return "always " + number(values.least());
        }
        if (Double.isInfinite(values.most())) {
            return number(values.least()) + " or more";
        }
        return Double.isInfinite(values.least())
                ? number(values.most()) + " or less"
                : "between " + number(values.least()) + " and " + number(values.most());
    }

    private static String number(double value) {
        return value == Math.rint(value)
                ? Literal.of(value).text()
                : String.format(java.util.Locale.ROOT, "%.4g", value);
    }

    /** Finds the comparisons for which a query yields nothing; none if it may yield something. */
    private static final class Dead implements Metric.Visitor<List<BinaryOperation>> {
        @Override
        public List<BinaryOperation> rangeAggregation(RangeAggregation query) {
            return List.of();
        }

        @Override
        public List<BinaryOperation> vectorAggregation(VectorAggregation query) {
            return query.operand().accept(this);
        }

        @Override
        public List<BinaryOperation> binaryOperation(BinaryOperation query) {
            List<BinaryOperation> left = query.left().accept(this);
            List<BinaryOperation> right = query.right().accept(this);
            return switch (query.operator()) {
                case OR -> left.isEmpty() || right.isEmpty() ? List.of() : both(left, right);
                case UNLESS -> left;
                case AND, ADD, SUB, MUL, DIV, MOD, POW -> both(left, right);
                case EQ, NEQ, GT, GTE, LT, LTE -> {
                    List<BinaryOperation> below = both(left, right);
                    yield below.isEmpty() && isDead(query) ? List.of(query) : below;
                }
            };
        }

        private static boolean isDead(BinaryOperation query) {
            Values.Series left = Values.of(query.left());
            Values.Series right = Values.of(query.right());
            boolean isOfNumbers = left.isNumber() && right.isNumber();
            return !query.returnsBool() && !isOfNumbers && left.values().never(query.operator(), right.values());
        }

        private static List<BinaryOperation> both(List<BinaryOperation> left, List<BinaryOperation> right) {
            return Stream.concat(left.stream(), right.stream()).toList();
        }

        @Override
        public List<BinaryOperation> literal(Literal query) {
            return List.of();
        }

        @Override
        public List<BinaryOperation> labelReplace(LabelReplace query) {
            return query.operand().accept(this);
        }

        @Override
        public List<BinaryOperation> vector(Vector query) {
            return List.of();
        }

        @Override
        public List<BinaryOperation> variants(Variants query) {
            return List.of();
        }
    }
}
