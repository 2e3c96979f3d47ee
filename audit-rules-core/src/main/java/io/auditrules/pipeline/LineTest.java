package io.auditrules.pipeline;

import io.auditrules.logql.LineFilter.Operator;
import io.auditrules.regex.Re2;
import java.util.List;

/** One thing that a line filter looks for. */
interface LineTest {
    /** What every line has. */
    LineTest TRUE = line -> true;

    boolean holds(Line line);

    /** Texts of which a line needs one; empty if none is known. */
    default List<Literal> needed() {
        return List.of();
    }

    static LineTest ip(String pattern) {
        IpSearch search = new IpSearch(pattern);
        return line -> search.find(line.bytes(), line.from(), line.to());
    }

    static LineTest of(Operator operator, String text) {
        return switch (operator) {
            case CONTAINS, NOT_CONTAINS -> contains(text);
            case MATCHES, NOT_MATCHES -> regex(text);
            case PATTERN, NOT_PATTERN -> new PatternTest(text);
        };
    }

    static LineTest contains(String text) {
        if (text.isEmpty()) {
            return TRUE;
        }
        Literal literal = new Literal(text);
        return new LineTest() {
            @Override
            public boolean holds(Line line) {
                return literal.isIn(line);
            }

            @Override
            public List<Literal> needed() {
                return List.of(literal);
            }
        };
    }

    static LineTest regex(String regex) {
        com.google.re2j.Pattern p = com.google.re2j.Pattern.compile(regex);
        return line -> p.matcher(line.text()).find();
    }
}
