package io.auditrules.check.ruleset;

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

/** Rules on the audit log, and none that notices when there is none. */
final class NoHealthRule implements Check {
    private static final About ABOUT = About.of("ruleset/no-health-rule");

    @Override
    public About about() {
        return ABOUT;
    }

    @Override
    public void check(Scene scene, Findings findings) {
        List<PlacedRule> audit = scene.rules().stream()
                .filter(rule -> rule.isAlert() && !scene.auditLines(rule).isEmpty())
                .toList();
        // What is no LogQL may be Prometheus watching the log; that cannot be told from here.
        boolean isWatched = scene.rules().stream()
                .anyMatch(rule ->
                        rule.query().map(query -> query.accept(new OnSilence())).orElse(true));
        if (!audit.isEmpty() && !isWatched) {
            PlacedRule first = audit.get(0);
            findings.add(
                    ABOUT,
                    first.rule().namePlace(),
                    audit.size() == 1
                            ? "there is a rule on the audit log, and none that fires when no events come"
                            : "there are " + audit.size()
                                    + " rules on the audit log, and none that fires when no events come");
        }
    }

    /** Whether a query is true when there is nothing, or less than there was. */
    private static final class OnSilence implements Metric.Visitor<Boolean> {
        @Override
        public Boolean rangeAggregation(RangeAggregation query) {
            return query.operation() == RangeAggregation.Operation.ABSENT_OVER_TIME;
        }

        @Override
        public Boolean vectorAggregation(VectorAggregation query) {
            return query.operand().accept(this);
        }

        @Override
        public Boolean binaryOperation(BinaryOperation query) {
            return switch (query.operator()) {
                case UNLESS, EQ, LT, LTE -> true;
                default -> query.left().accept(this) || query.right().accept(this);
            };
        }

        @Override
        public Boolean literal(Literal query) {
            return false;
        }

        @Override
        public Boolean labelReplace(LabelReplace query) {
            return query.operand().accept(this);
        }

        @Override
        public Boolean vector(Vector query) {
            return false;
        }

        @Override
        public Boolean variants(Variants query) {
            return query.variants().stream().anyMatch(variant -> variant.accept(this));
        }
    }
}
