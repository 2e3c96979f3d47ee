package io.auditrules.pipeline;

import io.auditrules.logql.Matcher;
import java.util.function.Predicate;

/** {@code | label="text"} and its like: the only filter that sees errors, and for which an absent label is an empty one. */
final class TextFilterStage implements SingleLabelFilter {
    private final String label;
    private final Predicate<String> test;

    TextFilterStage(Matcher filter) {
        this.label = filter.label();
        this.test = StreamMatcher.test(filter);
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
