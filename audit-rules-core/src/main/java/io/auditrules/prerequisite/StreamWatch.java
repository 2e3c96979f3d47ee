package io.auditrules.prerequisite;

import io.auditrules.diagnostic.Source;
import io.auditrules.logql.LineFilter;
import io.auditrules.logql.LogQl;
import io.auditrules.logql.LogRange;
import io.auditrules.rule.Condition;
import io.auditrules.rule.Query;
import io.auditrules.rule.Threshold;
import java.util.List;
import java.util.regex.Pattern;

/**
 * What watches whether audit events come at all, or reads no log: it is content with any event, so it needs none in
 * particular. It asks for {@code |= `"auditID"`} and nothing else, and fires on absence.
 */
final class StreamWatch {
    private static final String ANY_EVENT = "\"auditID\"";
    private static final Pattern ON_ABSENCE = Pattern.compile("\\babsent_over_time\\b|\\bunless\\b");

    private StreamWatch() {}

    /** @param logql a metric query, which was read before */
    static boolean isOne(String logql) {
        List<LogRange> ranges = LogQl.parseMetric(new Source("expr", logql)).ranges();
        return ranges.isEmpty()
                || (ON_ABSENCE.matcher(logql).find() && ranges.stream().allMatch(StreamWatch::takesAnyEvent));
    }

    /** Whether a detection by line fires when no event has come. */
    static boolean isOne(Query.Events events, Threshold threshold) {
        return events.when().equals(new Condition.All(List.of()))
                && events.lines().stream()
                        .allMatch(line -> line.equals(io.auditrules.rule.LineFilter.contains(ANY_EVENT)))
                && threshold.equals(Threshold.events(Threshold.Operator.EQUAL, 0));
    }

    private static boolean takesAnyEvent(LogRange range) {
        return range.query().pipeline().stages().stream()
                .allMatch(stage -> stage instanceof LineFilter filter
                        && filter.operator() == LineFilter.Operator.CONTAINS
                        && filter.alternatives().stream()
                                .allMatch(alternative -> alternative.text().equals(ANY_EVENT)));
    }
}
