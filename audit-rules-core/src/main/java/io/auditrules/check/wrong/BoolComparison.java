package io.auditrules.check.wrong;

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
import java.util.Optional;

/** A comparison that yields 0 or 1, and so yields something in either case. */
final class BoolComparison implements Check {
    private static final About ABOUT = About.of("wrong/bool");

    @Override
    public About about() {
        return ABOUT;
    }

    @Override
    public void check(Scene scene, Findings findings) {
        for (PlacedRule rule : scene.rules()) {
            if (rule.isAlert()) {
                rule.query()
                        .flatMap(query -> query.accept(new Deciding()))
                        .ifPresent(comparison -> findings.add(
                                ABOUT,
                                rule.placeOf(comparison),
                                "\"" + comparison.operator().symbol()
                                        + " bool\" yields 0 where the comparison does not hold"));
            }
        }
    }

    /** Finds the comparison whose 0 is in the result. */
    private static final class Deciding implements Metric.Visitor<Optional<BinaryOperation>> {
        @Override
        public Optional<BinaryOperation> rangeAggregation(RangeAggregation query) {
            return Optional.empty();
        }

        @Override
        public Optional<BinaryOperation> vectorAggregation(VectorAggregation query) {
            return query.operand().accept(this);
        }

        @Override
        public Optional<BinaryOperation> binaryOperation(BinaryOperation query) {
            if (query.operator().isComparison()) {
                return query.returnsBool() ? Optional.of(query) : Optional.empty();
            }
            return query.operator() == BinaryOperation.Operator.UNLESS
                    ? query.left().accept(this)
                    : query.left().accept(this).or(() -> query.right().accept(this));
        }

        @Override
        public Optional<BinaryOperation> literal(Literal query) {
            return Optional.empty();
        }

        @Override
        public Optional<BinaryOperation> labelReplace(LabelReplace query) {
            return query.operand().accept(this);
        }

        @Override
        public Optional<BinaryOperation> vector(Vector query) {
            return Optional.empty();
        }

        @Override
        public Optional<BinaryOperation> variants(Variants query) {
            return Optional.empty();
        }
    }
}
