package io.auditrules.evaluate;

import io.auditrules.evaluate.Answer.Sample;
import io.auditrules.event.Labels;
import io.auditrules.logql.Grouping;
import io.auditrules.logql.Literal;
import io.auditrules.logql.VectorAggregation;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Series made into fewer. */
final class VectorAggregator implements MetricPlan.Step {
    private static final String METRIC_NAME = "__name__";
    /** NaN is below all numbers. */
    private static final Comparator<Sample> BY_VALUE = (a, b) -> Double.isNaN(a.value()) || Double.isNaN(b.value())
            ? Boolean.compare(Double.isNaN(b.value()), Double.isNaN(a.value()))
            : a.value() < b.value() ? -1 : a.value() > b.value() ? 1 : 0;
    /** NaN is below all numbers here too. */
    private static final Comparator<Sample> BY_VALUE_DESCENDING = (a, b) ->
            Double.isNaN(a.value()) || Double.isNaN(b.value()) ? BY_VALUE.compare(a, b) : BY_VALUE.compare(b, a);

    private final VectorAggregation aggregation;
    private final List<String> names;
    private final boolean isWithout;
    private final MetricPlan.Step operand;

    VectorAggregator(VectorAggregation aggregation, MetricPlan.Step operand) {
        this.aggregation = aggregation;
        this.isWithout = aggregation.grouping().kind() == Grouping.Kind.WITHOUT;
        this.names = new ArrayList<>(aggregation.grouping().labels());
        if (isWithout) {
            names.add(METRIC_NAME);
        }
        this.operand = operand;
    }

    @Override
    public List<Sample> at(int time) {
        Map<Labels, List<Sample>> groups = new LinkedHashMap<>();
        for (Sample sample : operand.at(time)) {
            Labels labels = sample.labels();
            groups.computeIfAbsent(isWithout ? labels.drop(names) : labels.keep(names), key -> new ArrayList<>())
                    .add(sample);
        }
        List<Sample> results = new ArrayList<>();
        groups.forEach((labels, samples) -> aggregate(isWithout ? labels.withoutEmpty() : labels, samples, results));
        return results;
    }

    private void aggregate(Labels labels, List<Sample> samples, List<Sample> results) {
        switch (aggregation.operation()) {
            case SUM -> results.add(new Sample(labels, sum(samples)));
            case AVG -> results.add(new Sample(labels, mean(samples)));
            case COUNT -> results.add(new Sample(labels, samples.size()));
            case MAX -> results.add(new Sample(labels, extreme(samples, 1)));
            case MIN -> results.add(new Sample(labels, extreme(samples, -1)));
            case STDDEV -> results.add(new Sample(labels, Math.sqrt(variance(samples))));
            case STDVAR -> results.add(new Sample(labels, variance(samples)));
            case TOPK, APPROX_TOPK -> results.addAll(most(samples, BY_VALUE));
            case BOTTOMK -> results.addAll(most(samples, BY_VALUE_DESCENDING));
            case SORT -> results.addAll(sorted(samples, BY_VALUE_DESCENDING.reversed()));
            case SORT_DESC -> results.addAll(sorted(samples, BY_VALUE.reversed()));
        }
    }

    private static double sum(List<Sample> samples) {
        double sum = 0;
        for (Sample sample : samples) {
            sum += sample.value();
        }
        return sum;
    }

    private static double mean(List<Sample> samples) {
        double mean = samples.get(0).value();
        for (int i = 1; i < samples.size(); i++) {
            mean += (samples.get(i).value() - mean) / (i + 1);
        }
        return mean;
    }

    private static double extreme(List<Sample> samples, int sign) {
        double extreme = Double.NaN;
        for (Sample sample : samples) {
            if (Double.isNaN(extreme) || sign * sample.value() > sign * extreme) {
                extreme = sample.value();
            }
        }
        return extreme;
    }

    private static double variance(List<Sample> samples) {
        double mean = samples.get(0).value();
        double squares = 0;
        for (int i = 1; i < samples.size(); i++) {
            double delta = samples.get(i).value() - mean;
            mean += delta / (i + 1);
            squares += delta * (samples.get(i).value() - mean);
        }
        return squares / samples.size();
    }

    private List<Sample> most(List<Sample> samples, Comparator<Sample> order) {
        double count = aggregation.parameter().map(Literal::value).orElse(0.0);
        return sorted(samples, order.reversed()).stream()
                .limit((long) Math.min(count, samples.size()))
                .toList();
    }

    private static List<Sample> sorted(List<Sample> samples, Comparator<Sample> order) {
        return samples.stream().sorted(order).toList();
    }
}
