package io.auditrules.check.blind;

import io.auditrules.check.EventLines;
import io.auditrules.check.PlacedRule;
import io.auditrules.logql.BinaryOperation;
import io.auditrules.logql.Extraction;
import io.auditrules.logql.Grouping;
import io.auditrules.logql.Json;
import io.auditrules.logql.Keep;
import io.auditrules.logql.LabelFilter;
import io.auditrules.logql.LabelReplace;
import io.auditrules.logql.LineFilter;
import io.auditrules.logql.Literal;
import io.auditrules.logql.Metric;
import io.auditrules.logql.RangeAggregation;
import io.auditrules.logql.Stage;
import io.auditrules.logql.Variants;
import io.auditrules.logql.Vector;
import io.auditrules.logql.VectorAggregation;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * What makes the series of a query as many as a caller likes.
 *
 * @param part of the query that does: a label, or a parser
 * @param label that tells the series apart; empty if each line is a series of its own
 * @param isOfEach whether each request has its own value, whoever sends it
 * @param window in which lines are counted
 * @param lines how many make one series
 */
record Growth(Object part, String label, boolean isOfEach, Duration window, long lines) {
    private static final Set<String> OF_EACH =
            Set.of("auditID", "requestReceivedTimestamp", "stageTimestamp", "responseStatus.message");
    private static final Pattern OF_CALLER =
            Pattern.compile("objectRef\\.name|requestURI|userAgent|sourceIPs(\\[.*)?|requestObject\\.metadata\\.name");
    /** Labels that plain json makes, which have no name among the fields that definitions use. */
    private static final Set<String> PLAIN = Set.of(
            "requestReceivedTimestamp", "stageTimestamp", "responseStatus_message", "requestObject_metadata_name");

    /** What is known of a query's result; empty if its series are few, or nothing is known. */
    static Optional<Growth> of(PlacedRule rule, List<EventLines> audit, int limit) {
        return rule.query().flatMap(query -> query.accept(new Walk(rule, audit, limit)));
    }

    private Growth withLines(long more) {
        return new Growth(part, label, isOfEach, window, Math.max(lines, more));
    }

    private static Optional<Growth> ofLabel(String label, EventLines lines) {
        String field = lines.field(label)
                .orElse(lines.readsAllFields() && PLAIN.contains(label) ? label.replace('_', '.') : "");
        boolean isOfEach = OF_EACH.contains(field);
        return isOfEach || OF_CALLER.matcher(field).matches()
                ? Optional.of(new Growth(label, label, isOfEach, window(lines), 1))
                : Optional.empty();
    }

    private static Duration window(EventLines lines) {
        return lines.range().range().value();
    }

    private static Optional<Growth> ofLabels(Grouping grouping, List<EventLines> all) {
        return all.stream()
                .flatMap(lines -> grouping.labels().stream()
                        .map(label -> ofLabel(label, lines))
                        .flatMap(Optional::stream))
                .findFirst();
    }

    private record Walk(PlacedRule rule, List<EventLines> audit, int limit)
            implements Metric.Visitor<Optional<Growth>> {
        @Override
        public Optional<Growth> rangeAggregation(RangeAggregation query) {
            EventLines lines = rule.lines(query.range());
            if (query.operation() == RangeAggregation.Operation.ABSENT_OVER_TIME || !audit.contains(lines)) {
                return Optional.empty();
            }
            return query.grouping().kind() == Grouping.Kind.BY
                    ? ofLabels(query.grouping(), List.of(lines))
                    : ofLine(lines);
        }

        /** All labels of a line tell series apart. */
        private static Optional<Growth> ofLine(EventLines lines) {
            List<Stage> stages = lines.stages();
            if (stages.stream().anyMatch(Keep.class::isInstance)) {
                return Optional.empty();
            }
            for (Stage stage : stages) {
                if (stage instanceof Json json) {
                    return json.extractions().isEmpty()
                            ? Optional.of(new Growth(stage, "", true, window(lines), 1))
                            : json.extractions().stream()
                                    .map(Extraction::label)
                                    .map(label -> ofLabel(label, lines))
                                    .flatMap(Optional::stream)
                                    .findFirst();
                }
                if (!(stage instanceof LineFilter || stage instanceof LabelFilter)) {
                    return Optional.empty();
                }
            }
            return Optional.empty();
        }

        @Override
        public Optional<Growth> vectorAggregation(VectorAggregation query) {
            Optional<Growth> below = query.operand().accept(this);
            return switch (query.operation()) {
                case TOPK, BOTTOMK, APPROX_TOPK ->
                    query.grouping().isNone() && query.parameter().orElseThrow().value() <= limit
                            ? Optional.empty()
                            : below;
                case SORT, SORT_DESC -> below;
                case SUM, AVG, COUNT, MAX, MIN, STDDEV, STDVAR ->
                    switch (query.grouping().kind()) {
                        case NONE -> Optional.empty();
                        case BY -> below.flatMap(many -> kept(query, many));
                        case WITHOUT ->
                            below.filter(many -> !query.grouping().labels().contains(many.label()));
                    };
            };
        }

        private Optional<Growth> kept(VectorAggregation query, Growth below) {
            List<EventLines> lines = query.ranges().stream().map(rule::lines).toList();
            return ofLabels(query.grouping(), lines).map(many -> many.withLines(below.lines()));
        }

        @Override
        public Optional<Growth> binaryOperation(BinaryOperation query) {
            Optional<Growth> left = query.left().accept(this);
            Optional<Growth> right = query.right().accept(this);
            return switch (query.operator()) {
                case AND, UNLESS -> left;
                case OR -> left.or(() -> right);
                case GT, GTE ->
                    query.right() instanceof Literal number && !query.returnsBool()
                            ? left.map(many -> many.withLines(linesOver(query, number.value(), many)))
                            : combined(query, left, right);
                case EQ, NEQ, LT, LTE, ADD, SUB, MUL, DIV, MOD, POW -> combined(query, left, right);
            };
        }

        private static long linesOver(BinaryOperation query, double threshold, Growth many) {
            if (!isNumberOfLines(query.left())) {
                return 1;
            }
            double seconds = many.window().toMillis() / 1000.0;
            double lines = isRate(query.left()) ? threshold * seconds : threshold;
            return query.operator() == BinaryOperation.Operator.GT
                    ? (long) Math.floor(lines) + 1
                    : (long) Math.ceil(lines);
        }

        private static boolean isNumberOfLines(Metric query) {
            if (query instanceof VectorAggregation aggregation) {
                return switch (aggregation.operation()) {
                    case SUM, MAX, MIN, AVG, TOPK, BOTTOMK, SORT, SORT_DESC -> isNumberOfLines(aggregation.operand());
                    case COUNT, STDDEV, STDVAR, APPROX_TOPK -> false;
                };
            }
            return query instanceof RangeAggregation range
                    && (range.operation() == RangeAggregation.Operation.COUNT_OVER_TIME || isRate(range));
        }

        private static boolean isRate(Metric query) {
            return query instanceof VectorAggregation aggregation
                    ? isRate(aggregation.operand())
                    : query instanceof RangeAggregation range
                            && range.operation() == RangeAggregation.Operation.RATE
                            && range.range().unwrap().isEmpty();
        }

        /** Without a group, each series of the one side has its own of the other. */
        private static Optional<Growth> combined(BinaryOperation query, Optional<Growth> left, Optional<Growth> right) {
            if (query.left() instanceof Literal) {
                return right;
            }
            if (query.right() instanceof Literal) {
                return left;
            }
            return switch (query.matching().group()) {
                case LEFT -> left;
                case RIGHT -> right;
                case NONE -> right.isEmpty() ? Optional.empty() : left;
            };
        }

        @Override
        public Optional<Growth> literal(Literal query) {
            return Optional.empty();
        }

        @Override
        public Optional<Growth> labelReplace(LabelReplace query) {
            return query.operand().accept(this);
        }

        @Override
        public Optional<Growth> vector(Vector query) {
            return Optional.empty();
        }

        @Override
        public Optional<Growth> variants(Variants query) {
            return Optional.empty();
        }
    }
}
