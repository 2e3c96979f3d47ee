package io.auditrules.evaluate;

import io.auditrules.evaluate.Answer.Sample;
import io.auditrules.event.Labels;
import io.auditrules.logql.Matcher;
import io.auditrules.logql.Selector;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** {@code absent_over_time}: 1 where no line came, with the labels that the selector fixes. */
final class Absence implements MetricPlan.Step {
    private final Labels labels;
    private final MetricPlan.Step lines;

    Absence(Selector selector, MetricPlan.Step lines) {
        this.labels = fixed(selector);
        this.lines = lines;
    }

    private static Labels fixed(Selector selector) {
        Labels labels = Labels.EMPTY;
        Set<String> unclear = new HashSet<>();
        for (Matcher matcher : selector.matchers()) {
            if (matcher.label().equals("__name__")) {
                continue;
            }
            if (matcher.operator() == Matcher.Operator.EQ && !labels.has(matcher.label())) {
                labels = labels.with(matcher.label(), matcher.value());
            } else {
                unclear.add(matcher.label());
            }
        }
        return labels.drop(unclear);
    }

    @Override
    public List<Sample> at(int time) {
        return lines.at(time).isEmpty() ? List.of(new Sample(labels, 1)) : List.of();
    }
}
