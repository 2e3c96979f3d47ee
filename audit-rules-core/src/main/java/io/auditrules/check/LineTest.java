package io.auditrules.check;

import io.auditrules.logql.LineFilter;
import io.auditrules.logql.LineFilter.Operator;
import io.auditrules.regex.ByteText;
import io.auditrules.regex.RegexFilter;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/** A filter on the text of lines, asked of the lines of sample events. */
final class LineTest {
    private final List<Predicate<String>> alternatives;
    private final boolean isNegative;

    private LineTest(List<Predicate<String>> alternatives, boolean isNegative) {
        this.alternatives = alternatives;
        this.isNegative = isNegative;
    }

    /** What Loki makes of a filter. */
    static LineTest of(LineFilter filter) {
        Operator operator = filter.operator();
        List<LineFilter.Alternative> texts = filter.effective();
        boolean isPattern = operator == Operator.PATTERN || operator == Operator.NOT_PATTERN;
        boolean isKnown = !isPattern && texts.stream().noneMatch(LineFilter.Alternative::isIp);
        boolean isRegex = operator == Operator.MATCHES || operator == Operator.NOT_MATCHES;
        return new LineTest(
                isKnown
                        ? texts.stream()
                                .map(each -> isRegex ? regex(each.text()) : text(each.text()))
                                .toList()
                        : List.of(),
                operator.isNegative());
    }

    private static Predicate<String> text(String text) {
        return line -> line.contains(text);
    }

    /** To look for texts is faster than to look for an expression, and most lines do not have them. */
    private static Predicate<String> regex(String regex) {
        RegexFilter filter = RegexFilter.ofLine(regex);
        List<String> needed =
                filter.requiredTexts().stream().map(ByteText::toString).toList();
        return line -> (needed.isEmpty() || needed.stream().anyMatch(line::contains)) && filter.test(line);
    }

    /** Whether a line passes; empty for patterns and addresses, of which a sample line says nothing. */
    Optional<Boolean> holds(String line) {
        return alternatives.isEmpty()
                ? Optional.empty()
                : Optional.of(alternatives.stream().anyMatch(each -> each.test(line)) != isNegative);
    }
}
