package io.auditrules.prerequisite;

import io.auditrules.diagnostic.Source;
import io.auditrules.logql.LineFilter;
import io.auditrules.logql.LogQl;
import io.auditrules.logql.LogRange;
import java.util.List;
import java.util.regex.Pattern;

/**
 * An expression that watches whether audit events come at all, or that reads no log: it is content with any event, so it
 * needs none in particular. Each range of it asks for {@code |= `"auditID"`} and nothing else, and it fires on absence.
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

    private static boolean takesAnyEvent(LogRange range) {
        return range.query().pipeline().stages().stream()
                .allMatch(stage -> stage instanceof LineFilter filter
                        && filter.operator() == LineFilter.Operator.CONTAINS
                        && filter.alternatives().stream()
                                .allMatch(alternative -> alternative.text().equals(ANY_EVENT)));
    }
}
