package io.auditrules.pipeline;

import io.auditrules.logql.IpPattern;
import io.auditrules.logql.LineFilter.Operator;
import io.auditrules.regex.RegexFilter;
import java.util.List;

/** One thing that a line filter looks for. */
interface LineTest {
    /** What every line has. */
    LineTest TRUE = line -> true;

    boolean holds(Line line);

    /** Texts of which a line needs one; empty if none is known. */
    default List<Needle> needed() {
        return List.of();
    }

    static LineTest ip(String pattern) {
        IpSearch search = new IpSearch(IpPattern.of(pattern));
        return line -> search.find(line.bytes());
    }

    static LineTest of(Operator operator, String text) {
        return switch (operator) {
            case CONTAINS, NOT_CONTAINS -> text.isEmpty() ? TRUE : new ContainsTest(new Needle(text));
            case MATCHES, NOT_MATCHES -> of(RegexFilter.ofLine(text));
            case PATTERN, NOT_PATTERN -> new PatternTest(text);
        };
    }

    private static LineTest of(RegexFilter filter) {
        if (filter instanceof RegexFilter.Everything) {
            return TRUE;
        }
        return filter instanceof RegexFilter.Contains contains && !contains.ignoresCase()
                ? new ContainsTest(Needle.of(contains.text()))
                : new RegexTest(
                        filter, filter.requiredTexts().stream().map(Needle::of).toList());
    }

    /** A text anywhere in the line. */
    record ContainsTest(Needle needle) implements LineTest {
        @Override
        public boolean holds(Line line) {
            return line.has(needle);
        }

        @Override
        public List<Needle> needed() {
            return List.of(needle);
        }
    }

    /** What a regular expression became. */
    record RegexTest(RegexFilter filter, List<Needle> needed) implements LineTest {
        @Override
        public boolean holds(Line line) {
            return filter.test(line.bytes(), 0, line.bytes().length);
        }
    }
}
