package io.auditrules.check.ruleset;

import io.auditrules.logql.And;
import io.auditrules.logql.BinaryOperation;
import io.auditrules.logql.DurationLiteral;
import io.auditrules.logql.Extraction;
import io.auditrules.logql.Grouping;
import io.auditrules.logql.Json;
import io.auditrules.logql.LabelFilter;
import io.auditrules.logql.LineFilter;
import io.auditrules.logql.Literal;
import io.auditrules.logql.Matcher;
import io.auditrules.logql.Metric;
import io.auditrules.logql.RangeAggregation;
import io.auditrules.logql.Stage;
import io.auditrules.logql.VectorAggregation;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A query that counts lines and compares the count: {@code sum by (user) (count_over_time({…} … [5m])) > 0}.
 *
 * @param isSum whether the lines are counted by labels, or all as one
 */
record CountOfLines(
        Set<Matcher> selector,
        List<Stage> stages,
        Duration window,
        Duration offset,
        boolean isSum,
        Set<String> by,
        boolean allowsEqual,
        double threshold) {

    /** The query in this form; empty if it has another. */
    static Optional<CountOfLines> of(Metric query) {
        if (!(query instanceof BinaryOperation comparison)
                || !(comparison.right() instanceof Literal number)
                || comparison.returnsBool()
                || (comparison.operator() != BinaryOperation.Operator.GT
                        && comparison.operator() != BinaryOperation.Operator.GTE)) {
            return Optional.empty();
        }
        boolean isSum = comparison.left() instanceof VectorAggregation aggregation
                && aggregation.operation() == VectorAggregation.Operation.SUM
                && aggregation.grouping().kind() != Grouping.Kind.WITHOUT;
        Metric counted = isSum ? ((VectorAggregation) comparison.left()).operand() : comparison.left();
        if (!(counted instanceof RangeAggregation range)
                || range.operation() != RangeAggregation.Operation.COUNT_OVER_TIME) {
            return Optional.empty();
        }
        return Optional.of(new CountOfLines(
                new HashSet<>(range.range().query().selector().matchers()),
                taken(range.range().query().pipeline().stages()),
                range.range().range().value(),
                range.range().offset().map(DurationLiteral::value).orElse(Duration.ZERO),
                isSum,
                isSum
                        ? new HashSet<>(((VectorAggregation) comparison.left())
                                .grouping()
                                .labels())
                        : Set.of(),
                comparison.operator() == BinaryOperation.Operator.GTE,
                number.value()));
    }

    private static List<Stage> taken(List<Stage> stages) {
        List<Stage> taken = new ArrayList<>();
        for (Stage stage : stages) {
            if (stage instanceof And and) {
                taken.addAll(and.filters());
            } else {
                taken.add(stage);
            }
        }
        return taken;
    }

    /** The filters that each counted line passes. */
    List<Stage> filters() {
        return stages.stream().filter(CountOfLines::isFilter).toList();
    }

    private static boolean isFilter(Stage stage) {
        return stage instanceof LabelFilter || stage instanceof LineFilter;
    }

    /** Whether it is true whenever the other is, since it counts every line that the other counts. */
    boolean covers(CountOfLines other) {
        return isSum
                && other.isSum
                && other.by.containsAll(by)
                && other.selector.containsAll(selector)
                && window.compareTo(other.window) >= 0
                && offset.equals(other.offset)
                && allowsEqual == other.allowsEqual
                && threshold <= other.threshold
                && threshold >= 0
                && hasOnlyStagesOf(other);
    }

    /** What the other does more is to drop lines. */
    private boolean hasOnlyStagesOf(CountOfLines other) {
        int at = 0;
        for (Stage stage : other.stages) {
            if (at < stages.size() && isTheSame(stages.get(at), stage)) {
                at++;
            } else if (!isFilter(stage)) {
                return false;
            }
        }
        return at == stages.size();
    }

    /** A parser may take more labels for the other, which nothing here looks at. */
    private static boolean isTheSame(Stage ours, Stage theirs) {
        if (ours instanceof Json here
                && theirs instanceof Json there
                && !here.extractions().isEmpty()) {
            Set<Extraction> more = new HashSet<>(there.extractions());
            return more.containsAll(here.extractions());
        }
        return ours.equals(theirs);
    }
}
