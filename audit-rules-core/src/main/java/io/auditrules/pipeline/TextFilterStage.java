package io.auditrules.pipeline;

import io.auditrules.logql.Matcher;
import io.auditrules.regex.RegexFilter;
import java.util.function.Predicate;

/** {@code | label="text"} and its like: the only filter that sees errors, and for which an absent label is an empty one. */
final class TextFilterStage implements SingleLabelFilter {
    private final String label;
    private final Predicate<String> test;

    private TextFilterStage(String label, Predicate<String> test) {
        this.label = label;
        this.test = test;
    }

    /** The filter; one that holds for every value reads no label to Loki v3.7.6. */
    static PipelineStage of(Matcher filter) {
        String value = filter.value();
        return switch (filter.operator()) {
            case EQ -> new TextFilterStage(filter.label(), value::equals);
            case NEQ -> new TextFilterStage(filter.label(), other -> !value.equals(other));
            case RE -> {
                RegexFilter regex = RegexFilter.ofLabel(value);
                yield regex instanceof RegexFilter.Everything
                        ? (line, labels) -> true
                        : new TextFilterStage(filter.label(), regex::test);
            }
            case NRE -> {
                RegexFilter regex = RegexFilter.ofLabel(value);
                yield new TextFilterStage(filter.label(), other -> !regex.test(other));
            }
        };
    }

    @Override
    public String label() {
        return label;
    }

    @Override
    public boolean process(Line line, LabelsBuilder labels) {
        return test.test(labels.get(label));
    }
}
