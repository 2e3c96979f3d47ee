package io.auditrules.check.routing;

import io.auditrules.logql.BinaryOperation;
import io.auditrules.logql.Grouping;
import io.auditrules.logql.LabelReplace;
import io.auditrules.logql.Literal;
import io.auditrules.logql.Metric;
import io.auditrules.logql.RangeAggregation;
import io.auditrules.logql.Variants;
import io.auditrules.logql.Vector;
import io.auditrules.logql.VectorAggregation;
import io.auditrules.logql.VectorMatching;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/** Which labels the result of a query can have at most; empty where that depends on the log. */
final class ResultLabels implements Metric.Visitor<Optional<Set<String>>> {
    @Override
    public Optional<Set<String>> rangeAggregation(RangeAggregation query) {
        return query.grouping().kind() == Grouping.Kind.BY
                ? Optional.of(Set.copyOf(query.grouping().labels()))
                : Optional.empty();
    }

    @Override
    public Optional<Set<String>> vectorAggregation(VectorAggregation query) {
        return switch (query.operation()) {
            case TOPK, BOTTOMK, APPROX_TOPK, SORT, SORT_DESC -> query.operand().accept(this);
            case SUM, AVG, COUNT, MAX, MIN, STDDEV, STDVAR -> grouped(query);
        };
    }

    private Optional<Set<String>> grouped(VectorAggregation query) {
        return switch (query.grouping().kind()) {
            case BY -> Optional.of(Set.copyOf(query.grouping().labels()));
            case NONE -> Optional.of(Set.of());
            case WITHOUT -> query.operand().accept(this);
        };
    }

    @Override
    public Optional<Set<String>> binaryOperation(BinaryOperation query) {
        if (query.right() instanceof Literal) {
            return query.left().accept(this);
        }
        if (query.left() instanceof Literal) {
            return query.right().accept(this);
        }
        Optional<Set<String>> left = query.left().accept(this);
        if (query.operator() == BinaryOperation.Operator.AND || query.operator() == BinaryOperation.Operator.UNLESS) {
            return left;
        }
        Optional<Set<String>> right = query.right().accept(this);
        return query.matching().group() == VectorMatching.Group.NONE
                        || query.operator().isSet()
                ? left.flatMap(labels -> right.map(more -> union(labels, more)))
                : Optional.empty();
    }

    @Override
    public Optional<Set<String>> literal(Literal query) {
        return Optional.of(Set.of());
    }

    @Override
    public Optional<Set<String>> labelReplace(LabelReplace query) {
        return query.operand().accept(this).map(labels -> union(labels, Set.of(query.destination())));
    }

    @Override
    public Optional<Set<String>> vector(Vector query) {
        return Optional.of(Set.of());
    }

    @Override
    public Optional<Set<String>> variants(Variants query) {
        return Optional.empty();
    }

    private static Set<String> union(Set<String> some, Set<String> more) {
        Set<String> all = new HashSet<>(some);
        all.addAll(more);
        return all;
    }
}
