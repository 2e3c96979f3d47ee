package io.auditrules.pipeline;

import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;

import io.auditrules.event.Labels;
import io.auditrules.logql.Matcher;
import io.auditrules.logql.Selector;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * The values that {@code app=~"a|b|a"} lists. For each of them Loki v3.7.6 looks up the streams in the index of its ingester, and
 * does so once more for one that is listed twice. So it takes each sample of these streams twice, as long as the line is in
 * the ingester. With several matchers the last one decides, but those that hold for an absent label are not looked up.
 *
 * @param times how often each value is listed; empty where none is looked up
 */
record ListedValues(String label, Map<String, Long> times) {
    private static final String SIGNS = ".+*?()|[]{}^$";

    static ListedValues of(Selector selector) {
        List<Matcher> lookedUp = selector.matchers().stream()
                .filter(matcher -> !matcher.matchesEmpty())
                .toList();
        Matcher last = lookedUp.get(lookedUp.size() - 1);
        List<String> values = last.operator() == Matcher.Operator.RE ? values(last.value()) : List.of();
        return new ListedValues(last.label(), values.stream().collect(groupingBy(value -> value, counting())));
    }

    /** The texts between the bars of an expression that has no other signs than escaped ones; none if it has. */
    private static List<String> values(String regex) {
        List<String> values = new ArrayList<>();
        StringBuilder value = new StringBuilder();
        for (int i = 0; i < regex.length(); i++) {
            char c = regex.charAt(i);
            if (c == '|') {
                values.add(value.toString());
                value.setLength(0);
                continue;
            }
            boolean isEscape = c == '\\' && ++i < regex.length();
            char meant = isEscape ? regex.charAt(i) : c;
            boolean isSign = SIGNS.indexOf(meant) >= 0;
            if (isEscape ? !isSign && meant != '\\' : isSign) {
                return List.of();
            }
            value.append(meant);
        }
        values.add(value.toString());
        return values;
    }

    /** How often the value of a selected stream is listed; once where no values are. */
    int times(Labels stream) {
        return times.isEmpty() ? 1 : times.getOrDefault(stream.get(label), 1L).intValue();
    }
}
