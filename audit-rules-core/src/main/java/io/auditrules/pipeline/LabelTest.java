package io.auditrules.pipeline;

import io.auditrules.logql.LabelSelection;
import io.auditrules.logql.Matcher;
import java.util.function.Predicate;

/**
 * What keep and drop name: a label, or a label with a certain value.
 *
 * @param isNamed whether any value will do
 */
record LabelTest(String label, boolean isNamed, Predicate<String> test) {

    static LabelTest of(LabelSelection selection) {
        return selection.accept(new LabelSelection.Visitor<>() {
            @Override
            public LabelTest named(LabelSelection.Named named) {
                return new LabelTest(named.label(), true, value -> true);
            }

            @Override
            public LabelTest matcher(Matcher matcher) {
                return new LabelTest(matcher.label(), false, StreamMatcher.test(matcher));
            }
        });
    }

    boolean holds(String value) {
        return test.test(value);
    }
}
