package io.auditrules.report;

import io.auditrules.check.Finding;
import io.auditrules.diagnostic.Place;
import io.auditrules.lint.LintReport;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** What lint found, as a person reads it in a terminal: each finding with its line and a caret, the same in many places once. */
final class LintText {
    private static final int WIDTH = 100;
    private static final int MOST_PLACES = 8;

    private LintText() {}

    /** The findings, and how many there are. */
    static String of(LintReport report) {
        Map<List<String>, List<Finding>> folded = new LinkedHashMap<>();
        for (Finding finding : report.findings()) {
            folded.computeIfAbsent(
                            List.of(
                                    finding.place().source().path(),
                                    finding.about().id(),
                                    finding.detail(),
                                    finding.advice()),
                            key -> new ArrayList<>())
                    .add(finding);
        }
        StringBuilder text = new StringBuilder();
        folded.values().forEach(same -> text.append(of(same)).append('\n'));
        return text.append("Found ").append(report.totals()).append('\n').toString();
    }

    /** A finding in one line, without its place. */
    static String words(Finding finding) {
        return sentence(finding.about().title()) + " " + sentence(finding.detail()) + " "
                + finding.about().consequence() + " To do: " + finding.advice();
    }

    private static String of(List<Finding> same) {
        Finding first = same.get(0);
        StringBuilder text = new StringBuilder();
        text.append(first.place())
                .append(": ")
                .append(first.about().severity())
                .append(": ")
                .append(first.about().title())
                .append(" (")
                .append(first.about().id())
                .append(")\n");
        String excerpt = first.place().excerpt();
        if (!excerpt.isEmpty()) {
            text.append(excerpt.indent(2));
        }
        text.append(wrapped(sentence(first.detail()) + " " + first.about().consequence()));
        text.append(wrapped("To do: " + first.advice()));
        if (same.size() > 1) {
            text.append(wrapped("Also at " + others(same.subList(1, same.size()))));
        }
        return text.toString();
    }

    private static String others(List<Finding> others) {
        String places = others.stream()
                .limit(MOST_PLACES)
                .map(Finding::place)
                .map(LintText::lineAndColumn)
                .collect(Collectors.joining(", "));
        int more = others.size() - MOST_PLACES;
        return more > 0 ? places + " and " + more + " more" : places;
    }

    private static String lineAndColumn(Place place) {
        return place.line() + ":" + place.column();
    }

    private static String sentence(String text) {
        return text.isEmpty() ? "" : text.substring(0, 1).toUpperCase(Locale.ROOT) + text.substring(1) + ".";
    }

    private static String wrapped(String text) {
        StringBuilder lines = new StringBuilder();
        StringBuilder line = new StringBuilder();
        for (String word : text.split(" ", -1)) {
            if (line.length() + 1 + word.length() > WIDTH) {
                lines.append("  ").append(line).append('\n');
                line.setLength(0);
            }
            line.append(line.isEmpty() ? "" : " ").append(word);
        }
        return lines.append("  ").append(line).append('\n').toString();
    }
}
