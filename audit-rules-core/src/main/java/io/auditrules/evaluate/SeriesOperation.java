package io.auditrules.evaluate;

import io.auditrules.evaluate.Answer.Failure;
import io.auditrules.evaluate.Answer.Sample;
import io.auditrules.event.Labels;
import io.auditrules.logql.BinaryOperation;
import io.auditrules.logql.BinaryOperation.Operator;
import io.auditrules.logql.VectorMatching;
import io.auditrules.logql.VectorMatching.Group;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Series of two sides, combined where their labels match. */
final class SeriesOperation implements MetricPlan.Step {
    private final BinaryOperation operation;
    private final VectorMatching matching;
    private final MetricPlan.Step left;
    private final MetricPlan.Step right;

    SeriesOperation(BinaryOperation operation, MetricPlan.Step left, MetricPlan.Step right) {
        this.operation = operation;
        this.matching = operation.matching();
        this.left = left;
        this.right = right;
    }

    @Override
    public List<Sample> at(int time) {
        List<Sample> rights = right.at(time);
        List<Sample> lefts = left.at(time);
        return switch (operation.operator()) {
            case AND -> lefts.isEmpty() || rights.isEmpty() ? List.of() : matched(lefts, rights, true);
            case UNLESS -> matched(lefts, rights, false);
            case OR -> union(lefts, rights);
            case EQ, NEQ, GT, GTE, LT, LTE, ADD, SUB, MUL, DIV, MOD, POW -> combined(lefts, rights);
        };
    }

    /** The labels by which a series is matched. */
    private Labels key(Labels labels) {
        return switch (matching.kind()) {
            case ALL -> labels.withoutEmpty();
            case ON -> labels.keep(matching.labels()).withoutEmpty();
            case IGNORING -> labels.drop(matching.labels()).withoutEmpty();
        };
    }

    private Set<Labels> keys(List<Sample> samples) {
        Set<Labels> keys = new HashSet<>();
        samples.forEach(sample -> keys.add(key(sample.labels())));
        return keys;
    }

    private List<Sample> matched(List<Sample> lefts, List<Sample> rights, boolean isMatched) {
        Set<Labels> keys = keys(rights);
        return lefts.stream()
                .filter(sample -> keys.contains(key(sample.labels())) == isMatched)
                .toList();
    }

    private List<Sample> union(List<Sample> lefts, List<Sample> rights) {
        Set<Labels> keys = keys(lefts);
        List<Sample> results = new ArrayList<>(lefts);
        rights.stream().filter(sample -> !keys.contains(key(sample.labels()))).forEach(results::add);
        return results;
    }

    private List<Sample> combined(List<Sample> lefts, List<Sample> rights) {
        boolean isManyRight = matching.group() == Group.RIGHT;
        List<Sample> many = isManyRight ? rights : lefts;
        Map<Labels, Sample> ones = ones(isManyRight ? lefts : rights, isManyRight ? "left" : "right");
        Map<Labels, Set<Labels>> seen = new HashMap<>();
        List<Sample> results = new ArrayList<>();
        for (Sample sample : many) {
            Labels key = key(sample.labels());
            Sample one = ones.get(key);
            if (one == null) {
                continue;
            }
            Labels labels = resultLabels(sample.labels(), one.labels());
            checkUnique(key, labels, seen);
            combine(isManyRight ? one : sample, isManyRight ? sample : one, labels, results);
        }
        return results;
    }

    private Map<Labels, Sample> ones(List<Sample> samples, String side) {
        Map<Labels, Sample> ones = new HashMap<>();
        for (Sample sample : samples) {
            if (ones.put(key(sample.labels()), sample) != null) {
                throw failure("found duplicate series on the " + side + " hand-side; many-to-many matching not allowed:"
                        + " matching labels must be unique on one side");
            }
        }
        return ones;
    }

    private void checkUnique(Labels key, Labels labels, Map<Labels, Set<Labels>> seen) {
        Set<Labels> ofKey = seen.get(key);
        if (ofKey == null) {
            ofKey = new HashSet<>();
            seen.put(key, ofKey);
        } else if (matching.group() == Group.NONE) {
            throw failure(
                    "multiple matches for labels: many-to-one matching must be explicit" + " (group_left/group_right)");
        }
        if (!ofKey.add(labels) && matching.group() != Group.NONE) {
            throw failure("multiple matches for labels: grouping labels must ensure unique matches");
        }
    }

    private static FailedQueryException failure(String message) {
        return new FailedQueryException(new Failure(Failure.Kind.VECTOR_MATCHING, message));
    }

    private void combine(Sample leftSample, Sample rightSample, Labels labels, List<Sample> results) {
        Operator operator = operation.operator();
        double leftValue = leftSample.value();
        double rightValue = rightSample.value();
        if (!operator.isComparison() || operation.returnsBool()) {
            results.add(new Sample(labels, Arithmetic.compute(operator, leftValue, rightValue)));
        } else if (Arithmetic.holds(operator, leftValue, rightValue)) {
            results.add(new Sample(labels, leftValue));
        }
    }

    private Labels resultLabels(Labels many, Labels one) {
        Labels labels = many.withoutEmpty();
        if (matching.group() == Group.NONE) {
            labels = switch (matching.kind()) {
                case ALL -> labels;
                case ON -> labels.keep(matching.labels());
                case IGNORING -> labels.drop(matching.labels());
            };
        }
        for (String name : matching.include()) {
            labels = labels.with(name, one.get(name));
        }
        return labels;
    }
}
