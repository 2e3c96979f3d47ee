package io.auditrules.report;

import io.auditrules.check.Finding;
import io.auditrules.diagnostic.Place;
import io.auditrules.lint.LintReport;
import io.auditrules.lint.ReadCost;
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
    private static final int MOST_RULES = 3;
    private static final List<String> UNITS = List.of("B", "kB", "MB", "GB", "TB", "PB");

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
        text.append(cost(report.cost()));
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

    /** What the rules make Loki read, where it is known how much that is. */
    private static String cost(ReadCost cost) {
        if (cost.volume().isEmpty() || cost.rules().isEmpty()) {
            return "";
        }
        double volume = cost.volume().getAsLong();
        StringBuilder text = new StringBuilder("What the rules make Loki read a day, of " + size(volume) + " of log: "
                + size(volume * cost.times()) + "\n");
        cost.groups()
                .forEach((group, times) -> text.append("  ")
                        .append(size(volume * times))
                        .append(" group ")
                        .append(group)
                        .append('\n'));
        text.append("  most of it by ")
                .append(cost.rules().stream()
                        .limit(MOST_RULES)
                        .map(rule -> rule.name() + " (" + size(volume * rule.times()) + ")")
                        .collect(Collectors.joining(", ")));
        return text.append("\n\n").toString();
    }

    private static String size(double bytes) {
        double size = bytes;
        int unit = 0;
        while (size >= 1000 && unit < UNITS.size() - 1) {
            size /= 1000;
            unit++;
        }
        return String.format(Locale.ROOT, size < 10 && unit > 0 ? "%.1f %s" : "%.0f %s", size, UNITS.get(unit));
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
