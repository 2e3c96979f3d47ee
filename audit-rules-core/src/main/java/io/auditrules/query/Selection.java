package io.auditrules.query;

import io.auditrules.evaluate.Answer;
import io.auditrules.evaluate.Query;
import io.auditrules.evaluate.Question;
import io.auditrules.event.Entry;
import io.auditrules.event.Labels;
import io.auditrules.event.Log;
import io.auditrules.event.LogSummary;
import io.auditrules.logql.Expr;
import io.auditrules.logql.LogSelector;
import io.auditrules.logql.Metric;
import io.auditrules.logql.RangeAggregation;
import io.auditrules.logql.Selector;
import io.auditrules.logql.Stage;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Why a query may have found nothing: how many lines there are, and how many are of streams that it selects. */
final class Selection {
    private static final int MOST_SHOWN = 5;

    private Selection() {}

    /** In words; nothing for a query without a selector. */
    static List<String> notes(Expr query, LogSummary summary) {
        List<String> notes = new ArrayList<>();
        List<Selector> selectors = selectors(query);
        if (selectors.isEmpty()) {
            return notes;
        }
        notes.add("the logs have " + lines(summary.lines())
                + summary.oldest()
                        .flatMap(oldest -> summary.newest().map(newest -> ", from " + oldest + " to " + newest))
                        .orElse(""));
        boolean isMissed = false;
        for (Selector selector : selectors) {
            long selected = summary.streams().entrySet().stream()
                    .filter(stream -> selects(selector, stream.getKey()))
                    .mapToLong(Map.Entry::getValue)
                    .sum();
            isMissed |= selected == 0;
            notes.add(selector + " selects " + (selected == 0 ? "none" : String.valueOf(selected)) + " of them");
        }
        if (isMissed && !summary.streams().isEmpty()) {
            notes.add("the streams of the logs: " + shown(summary));
        }
        return notes;
    }

    private static String lines(long count) {
        return count == 0 ? "no line" : count == 1 ? "1 line" : count + " lines";
    }

    private static String shown(LogSummary summary) {
        String shown = summary.streams().keySet().stream()
                .limit(MOST_SHOWN)
                .map(Labels::toString)
                .collect(Collectors.joining(", "));
        return summary.streams().size() > MOST_SHOWN ? shown + ", …" : shown;
    }

    private static List<Selector> selectors(Expr query) {
        return query.accept(new Expr.Visitor<>() {
            @Override
            public List<Selector> logSelector(LogSelector expr) {
                return List.of(expr.selector());
            }

            @Override
            public List<Selector> metric(Metric expr) {
                return expr.accept(new BrokenLines.RangeAggregations())
                        .map(RangeAggregation::range)
                        .map(range -> range.query().selector())
                        .distinct()
                        .toList();
            }
        });
    }

    private static boolean selects(Selector selector, Labels stream) {
        Question question =
                Question.lines(Instant.EPOCH, Instant.EPOCH.plus(Duration.ofSeconds(1)), Question.Direction.FORWARD, 1);
        Log log = Log.of(List.of(Entry.of(Instant.EPOCH, stream, "a line")));
        return Query.of(selector.pipe(new Stage[0])).evaluate(log, question) instanceof Answer.Streams found
                && !found.streams().isEmpty();
    }
}
