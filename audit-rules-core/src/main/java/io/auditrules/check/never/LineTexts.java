package io.auditrules.check.never;

import io.auditrules.logql.LineFilter;
import io.auditrules.regex.ByteText;
import io.auditrules.regex.Regex;
import io.auditrules.regex.RegexFilter;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Which texts a line has, and which it has not, by the line filters that it has passed. */
final class LineTexts {
    private final List<LineFilter> wanted = new ArrayList<>();
    private final List<LineFilter> unwanted = new ArrayList<>();

    /** The line passes a filter. */
    void pass(LineFilter filter) {
        if (filter.operator().isNegative()) {
            unwanted.add(filter);
        } else {
            wanted.add(filter);
        }
    }

    /** The filter that such a line has passed, and that no line passes which passes this one too. */
    Optional<LineFilter> contradiction(LineFilter filter) {
        if (filter.operator().isNegative()) {
            return wanted.stream()
                    .filter(before -> isExcluded(texts(before), filter))
                    .findFirst();
        }
        if (unwanted.isEmpty()) {
            return Optional.empty();
        }
        List<String> texts = texts(filter);
        return unwanted.stream().filter(before -> isExcluded(texts, before)).findFirst();
    }

    /** The filter that such a line has passed, and with which it does not have this text. */
    Optional<LineFilter> exclusion(String text) {
        return unwanted.stream()
                .filter(before -> isExcluded(List.of(text), before))
                .findFirst();
    }

    private static List<String> texts(LineFilter filter) {
        List<String> texts = new ArrayList<>();
        for (LineFilter.Alternative alternative : filter.alternatives()) {
            List<String> some = alternative.isIp()
                    ? List.of()
                    : switch (filter.operator()) {
                        case CONTAINS -> List.of(alternative.text());
                        case MATCHES ->
                            RegexFilter.ofLine(alternative.text()).requiredTexts().stream()
                                    .map(ByteText::toString)
                                    .toList();
                        case PATTERN, NOT_CONTAINS, NOT_MATCHES, NOT_PATTERN -> List.of();
                    };
            if (some.isEmpty()) {
                return List.of();
            }
            texts.addAll(some);
        }
        return texts;
    }

    private static boolean isExcluded(List<String> texts, LineFilter filter) {
        return !texts.isEmpty() && texts.stream().allMatch(text -> isExcluded(text, filter));
    }

    private static boolean isExcluded(String text, LineFilter filter) {
        return filter.alternatives().stream()
                .filter(alternative ->
                        !alternative.isIp() && !alternative.text().isEmpty())
                .anyMatch(alternative -> switch (filter.operator()) {
                    case NOT_CONTAINS -> text.contains(alternative.text());
                    case NOT_MATCHES ->
                        !hasAssertion(Regex.parse(alternative.text()))
                                && RegexFilter.ofLine(alternative.text()).test(text);
                    case CONTAINS, MATCHES, PATTERN, NOT_PATTERN -> false;
                });
    }

    /** What holds at the end of a text need not hold in the middle of a line. */
    private static boolean hasAssertion(Regex regex) {
        if (regex instanceof Regex.Concat concat) {
            return concat.subs().stream().anyMatch(LineTexts::hasAssertion);
        }
        if (regex instanceof Regex.Alternate alternate) {
            return alternate.subs().stream().anyMatch(LineTexts::hasAssertion);
        }
        return regex instanceof Regex.Assertion
                || (regex instanceof Regex.Capture capture && hasAssertion(capture.sub()))
                || (regex instanceof Regex.Star star && hasAssertion(star.sub()))
                || (regex instanceof Regex.Plus plus && hasAssertion(plus.sub()))
                || (regex instanceof Regex.Quest quest && hasAssertion(quest.sub()));
    }
}
