package io.auditrules.pipeline;

import io.auditrules.event.Labels;
import io.auditrules.logql.Matcher;
import io.auditrules.logql.Selector;
import io.auditrules.regex.RegexFilter;
import java.util.List;
import java.util.function.Predicate;

/** Matchers as Prometheus reads them: an expression has to match the whole value, and its dots match line breaks. */
public final class StreamMatcher {
    private final List<String> names;
    private final List<Predicate<String>> tests;
    private final ListedValues listed;

    /** The streams that a selector selects. */
    public StreamMatcher(Selector selector) {
        listed = ListedValues.of(selector);
        names = selector.matchers().stream().map(Matcher::label).toList();
        tests = selector.matchers().stream().map(StreamMatcher::test).toList();
    }

    /** Whether a stream is selected. */
    public boolean matches(Labels stream) {
        for (int i = 0; i < names.size(); i++) {
            if (!tests.get(i).test(stream.get(names.get(i)))) {
                return false;
            }
        }
        return true;
    }

    /** How often Loki finds each sample of a stream; 0 if it is not selected. */
    int times(Labels stream) {
        return matches(stream) ? listed.times(stream) : 0;
    }

    static Predicate<String> test(Matcher matcher) {
        String value = matcher.value();
        return switch (matcher.operator()) {
            case EQ -> value::equals;
            case NEQ -> other -> !value.equals(other);
            case RE -> RegexFilter.ofMatcher(value)::test;
            case NRE -> {
                RegexFilter filter = RegexFilter.ofMatcher(value);
                yield other -> !filter.test(other);
            }
        };
    }
}
