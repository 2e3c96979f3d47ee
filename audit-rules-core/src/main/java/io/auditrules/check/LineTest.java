package io.auditrules.check;

import io.auditrules.diagnostic.IllegalValueException;
import io.auditrules.logql.LineFilter;
import io.auditrules.logql.LineFilter.Alternative;
import io.auditrules.logql.LineFilter.Operator;
import io.auditrules.regex.ByteText;
import io.auditrules.regex.Regex;
import io.auditrules.regex.RegexFilter;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;

/** A filter on the text of lines: what it says of sample lines, whose number is small, and of which texts that says something. */
public final class LineTest {
    private final boolean isNegative;
    private final List<Search> searches;
    private final Map<String, Optional<Boolean>> answers = new ConcurrentHashMap<>();

    private LineTest(boolean isNegative, List<Search> searches) {
        this.isNegative = isNegative;
        this.searches = searches;
    }

    /** What Loki makes of a filter. */
    static LineTest of(LineFilter filter) {
        return new LineTest(
                filter.operator().isNegative(),
                filter.effective().stream()
                        .map(alternative -> Search.of(filter.operator(), alternative))
                        .toList());
    }

    /** Whether a line passes; empty if that cannot be told. */
    Optional<Boolean> holds(String line) {
        return answers.computeIfAbsent(line, this::look);
    }

    private Optional<Boolean> look(String line) {
        if (!searches.stream().allMatch(Search::isKnown)) {
            return Optional.empty();
        }
        return Optional.of(searches.stream().anyMatch(search -> search.finds().test(line)) != isNegative);
    }

    /** Texts of which each line that passes has one; empty if there are none, or none are known. */
    public List<String> texts() {
        boolean isKnown = !isNegative
                && searches.stream().noneMatch(search -> search.texts().isEmpty());
        return isKnown
                ? searches.stream().flatMap(search -> search.texts().stream()).toList()
                : List.of();
    }

    /** Whether it is certain that no line passes which has a text somewhere. */
    public boolean drops(String text) {
        return isNegative && searches.stream().anyMatch(search -> search.findsWhatHas(text));
    }

    /**
     * What one alternative looks for.
     *
     * @param isKnown whether it can be told whether it finds it in a line
     * @param finds whether it is in a line
     * @param texts of which each line has one in which it finds it; empty if none are known
     * @param isAnywhere whether it finds in a line what it finds in a part of it
     */
    private record Search(boolean isKnown, Predicate<String> finds, List<String> texts, boolean isAnywhere) {
        /** Nothing can be said: of patterns and addresses, and of expressions that are too large for us. */
        private static final Search UNKNOWN = new Search(false, line -> false, List.of(), false);

        static Search of(Operator operator, Alternative alternative) {
            if (alternative.isIp()) {
                return UNKNOWN;
            }
            return switch (operator) {
                case CONTAINS, NOT_CONTAINS -> text(alternative.text());
                case MATCHES, NOT_MATCHES -> regex(alternative.text());
                case PATTERN, NOT_PATTERN -> UNKNOWN;
            };
        }

        private static Search text(String text) {
            return new Search(
                    true, line -> line.contains(text), text.isEmpty() ? List.of() : List.of(text), !text.isEmpty());
        }

        private static Search regex(String regex) {
            try {
                RegexFilter filter = RegexFilter.ofLine(regex);
                boolean isAnywhere = !regex.isEmpty() && !hasAssertion(Regex.parse(regex));
                return new Search(true, quick(filter), LineTest.texts(filter), isAnywhere);
            } catch (IllegalValueException e) {
                return UNKNOWN;
            }
        }

        boolean findsWhatHas(String text) {
            return isAnywhere && finds.test(text);
        }
    }

    /** To look for texts is faster than to look for an expression, and most of what is tried does not have them. */
    static Predicate<String> quick(RegexFilter filter) {
        List<String> texts = texts(filter);
        return filter instanceof RegexFilter.Matches && !texts.isEmpty()
                ? text -> texts.stream().anyMatch(text::contains) && filter.test(text)
                : filter::test;
    }

    private static List<String> texts(RegexFilter filter) {
        return filter.requiredTexts().stream().map(ByteText::toString).toList();
    }

    /** What holds at the end of a text need not hold in the middle of a line. */
    private static boolean hasAssertion(Regex regex) {
        if (regex instanceof Regex.Concat concat) {
            return concat.subs().stream().anyMatch(LineTest::hasAssertion);
        }
        if (regex instanceof Regex.Alternate alternate) {
            return alternate.subs().stream().anyMatch(LineTest::hasAssertion);
        }
        return regex instanceof Regex.Assertion
                || (regex instanceof Regex.Capture capture && hasAssertion(capture.sub()))
                || (regex instanceof Regex.Star star && hasAssertion(star.sub()))
                || (regex instanceof Regex.Plus plus && hasAssertion(plus.sub()))
                || (regex instanceof Regex.Quest quest && hasAssertion(quest.sub()));
    }
}
