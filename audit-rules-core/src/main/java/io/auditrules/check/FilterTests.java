package io.auditrules.check;

import io.auditrules.logql.LabelFilter;
import io.auditrules.logql.LineFilter;
import io.auditrules.logql.Matcher;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** What the filters of a scene say. Many rules have the same, and to read an expression is what takes longest. */
final class FilterTests {
    private final Map<LabelFilter, LabelTest> ofLabels = new ConcurrentHashMap<>();
    private final Map<Matcher, LabelTest> ofSelectors = new ConcurrentHashMap<>();
    private final Map<LineFilter, LineTest> ofLines = new ConcurrentHashMap<>();

    /** That of a filter behind a parser. */
    LabelTest of(LabelFilter filter) {
        return ofLabels.computeIfAbsent(filter, LabelTest::of);
    }

    /** That of a matcher of a stream selector. */
    LabelTest ofSelector(Matcher matcher) {
        return ofSelectors.computeIfAbsent(matcher, LabelTest::ofSelector);
    }

    /** That of a filter on lines. */
    LineTest of(LineFilter filter) {
        return ofLines.computeIfAbsent(filter, LineTest::of);
    }
}
