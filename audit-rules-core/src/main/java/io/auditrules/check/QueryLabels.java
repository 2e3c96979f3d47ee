package io.auditrules.check;

import io.auditrules.logql.BinaryOperation;
import io.auditrules.logql.Grouping;
import io.auditrules.logql.Keep;
import io.auditrules.logql.LabelReplace;
import io.auditrules.logql.LabelSelection;
import io.auditrules.logql.Literal;
import io.auditrules.logql.Matcher;
import io.auditrules.logql.Metric;
import io.auditrules.logql.RangeAggregation;
import io.auditrules.logql.Stage;
import io.auditrules.logql.Variants;
import io.auditrules.logql.Vector;
import io.auditrules.logql.VectorAggregation;
import io.auditrules.logql.VectorMatching;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Which labels the result of a query has. */
public final class QueryLabels {
    private QueryLabels() {}

    /** The labels that its series can have, and no others; empty if that cannot be known. */
    public static Optional<Set<String>> of(Metric query) {
        return query.accept(new Kept());
    }

    /** All labels by which a query groups anywhere. */
    public static Set<String> groupedBy(Metric query) {
        return query.accept(new Groupings())
                .filter(grouping -> grouping.kind() == Grouping.Kind.BY)
                .flatMap(grouping -> grouping.labels().stream())
                .collect(Collectors.toSet());
    }

    /** A superset of the labels of the result. */
    private static final class Kept implements Metric.Visitor<Optional<Set<String>>> {
        @Override
        public Optional<Set<String>> rangeAggregation(RangeAggregation query) {
            if (query.operation() == RangeAggregation.Operation.ABSENT_OVER_TIME) {
                return Optional.of(query.range().query().selector().matchers().stream()
                        .filter(matcher -> matcher.operator() == Matcher.Operator.EQ)
                        .map(Matcher::label)
                        .collect(Collectors.toCollection(LinkedHashSet::new)));
            }
            if (query.grouping().kind() == Grouping.Kind.BY) {
                return Optional.of(new LinkedHashSet<>(query.grouping().labels()));
            }
            List<Stage> stages = query.range().query().pipeline().stages();
            return !stages.isEmpty() && stages.get(stages.size() - 1) instanceof Keep keep
                    ? Optional.of(keep.labels().stream().map(Kept::label).collect(Collectors.toSet()))
                    : Optional.empty();
        }

        private static String label(LabelSelection selection) {
            return selection.accept(new LabelSelection.Visitor<>() {
                @Override
                public String named(LabelSelection.Named named) {
                    return named.label();
                }

                @Override
                public String matcher(Matcher matcher) {
                    return matcher.label();
                }
            });
        }

        @Override
        public Optional<Set<String>> vectorAggregation(VectorAggregation query) {
            Optional<Set<String>> below = query.operand().accept(this);
            return switch (query.operation()) {
                case TOPK, BOTTOMK, APPROX_TOPK, SORT, SORT_DESC -> below;
                case SUM, AVG, COUNT, MAX, MIN, STDDEV, STDVAR -> grouped(query.grouping(), below);
            };
        }

        private static Optional<Set<String>> grouped(Grouping grouping, Optional<Set<String>> below) {
            return switch (grouping.kind()) {
                case NONE -> Optional.of(Set.of());
                case BY -> {
                    Set<String> labels = new LinkedHashSet<>(grouping.labels());
                    below.ifPresent(labels::retainAll);
                    yield Optional.of(labels);
                }
                case WITHOUT -> below.map(known -> without(known, grouping.labels()));
            };
        }

        private static Set<String> without(Set<String> labels, List<String> removed) {
            Set<String> left = new LinkedHashSet<>(labels);
            removed.forEach(left::remove);
            return left;
        }

        @Override
        public Optional<Set<String>> binaryOperation(BinaryOperation query) {
            Optional<Set<String>> left = query.left().accept(this);
            Optional<Set<String>> right = query.right().accept(this);
            if (query.left() instanceof Literal) {
                return right;
            }
            if (query.right() instanceof Literal || query.operator() == BinaryOperation.Operator.AND) {
                return left;
            }
            if (query.operator() == BinaryOperation.Operator.UNLESS) {
                return left;
            }
            if (query.operator() == BinaryOperation.Operator.OR) {
                return left.flatMap(labels -> right.map(others -> union(labels, others)));
            }
            VectorMatching matching = query.matching();
            return switch (matching.group()) {
                case NONE ->
                    switch (matching.kind()) {
                        case ALL -> left;
                        case ON -> Optional.of(new LinkedHashSet<>(matching.labels()));
                        case IGNORING -> left.map(labels -> without(labels, matching.labels()));
                    };
                case LEFT -> left.map(labels -> union(labels, matching.include()));
                case RIGHT -> right.map(labels -> union(labels, matching.include()));
            };
        }

        private static Set<String> union(Set<String> labels, Iterable<String> others) {
            Set<String> all = new LinkedHashSet<>(labels);
            others.forEach(all::add);
            return all;
        }

        @Override
        public Optional<Set<String>> literal(Literal query) {
            return Optional.of(Set.of());
        }

        @Override
        public Optional<Set<String>> labelReplace(LabelReplace query) {
            return query.operand().accept(this).map(labels -> union(labels, List.of(query.destination())));
        }

        @Override
        public Optional<Set<String>> vector(Vector query) {
            return Optional.of(Set.of());
        }

        @Override
        public Optional<Set<String>> variants(Variants query) {
            return Optional.empty();
        }
    }

    private static final class Groupings implements Metric.Visitor<Stream<Grouping>> {
        @Override
        public Stream<Grouping> rangeAggregation(RangeAggregation query) {
            return Stream.of(query.grouping());
        }

        @Override
        public Stream<Grouping> vectorAggregation(VectorAggregation query) {
            return Stream.concat(Stream.of(query.grouping()), query.operand().accept(this));
        }

        @Override
        public Stream<Grouping> binaryOperation(BinaryOperation query) {
            return Stream.concat(query.left().accept(this), query.right().accept(this));
        }

        @Override
        public Stream<Grouping> literal(Literal query) {
            return Stream.empty();
        }

        @Override
        public Stream<Grouping> labelReplace(LabelReplace query) {
            return query.operand().accept(this);
        }

        @Override
        public Stream<Grouping> vector(Vector query) {
            return Stream.empty();
        }

        @Override
        public Stream<Grouping> variants(Variants query) {
            return query.variants().stream().flatMap(variant -> variant.accept(this));
        }
    }
}
