package io.auditrules.pipeline;

import io.auditrules.logql.Matcher;
import io.auditrules.regex.ByteText;
import io.auditrules.regex.RegexFilter;
import java.util.List;
import java.util.function.Predicate;

/** {@code | label="text"} and its like: the only filter that sees errors, and for which an absent label is an empty one. */
final class TextFilterStage implements SingleLabelFilter {
    private final String label;
    private final Predicate<String> test;
    private final List<String> neededTexts;

    private TextFilterStage(String label, Predicate<String> test, List<String> neededTexts) {
        this.label = label;
        this.test = test;
        this.neededTexts = neededTexts;
    }

    /** The filter; one that holds for every value reads no label to Loki v3.7.6. */
    static PipelineStage of(Matcher filter) {
        String value = filter.value();
        return switch (filter.operator()) {
            case EQ -> new TextFilterStage(filter.label(), value::equals, List.of(value));
            case NEQ -> new TextFilterStage(filter.label(), other -> !value.equals(other), List.of());
            case RE -> {
                RegexFilter regex = RegexFilter.ofLabel(value);
                yield regex instanceof RegexFilter.Everything
                        ? (line, labels) -> true
                        : new TextFilterStage(
                                filter.label(),
                                regex::test,
                                regex.requiredTexts().stream()
                                        .map(ByteText::toString)
                                        .toList());
            }
            case NRE -> {
                RegexFilter regex = RegexFilter.ofLabel(value);
                yield new TextFilterStage(filter.label(), other -> !regex.test(other), List.of());
            }
        };
    }

    /** Texts of which a value needs one to pass; none if that cannot be said. */
    List<String> neededTexts() {
        return neededTexts;
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
