package io.auditrules.evaluate;

import com.google.re2j.Matcher;
import io.auditrules.diagnostic.IllegalValueException;
import io.auditrules.evaluate.Answer.Failure;
import io.auditrules.evaluate.Answer.Sample;
import io.auditrules.event.Labels;
import io.auditrules.logql.LabelReplace;
import io.auditrules.regex.NamedGroups;
import java.util.ArrayList;
import java.util.List;

/** {@code label_replace}: a label made of parts of another, where the other matches. */
final class LabelReplacer implements MetricPlan.Step {
    private final LabelReplace replace;
    private final NamedGroups regex;
    private final MetricPlan.Step operand;

    LabelReplacer(LabelReplace replace, MetricPlan.Step operand) {
        this.replace = replace;
        this.regex = NamedGroups.of("^(?:" + replace.regex() + ")$");
        this.operand = operand;
    }

    @Override
    public List<Sample> at(int time) {
        List<Sample> results = new ArrayList<>();
        for (Sample sample : operand.at(time)) {
            Matcher matcher = regex.pattern().matcher(sample.labels().get(replace.source()));
            if (matcher.find()) {
                Labels labels = sample.labels().withoutEmpty().with(replace.destination(), expanded(matcher));
                results.add(new Sample(labels, sample.value()));
            } else {
                results.add(sample);
            }
        }
        return results;
    }

    private String expanded(Matcher matcher) {
        try {
            return regex.expand(replace.replacement(), matcher);
        } catch (IllegalValueException e) {
            throw new FailedQueryException(Failure.notSupported(e));
        }
    }
}
