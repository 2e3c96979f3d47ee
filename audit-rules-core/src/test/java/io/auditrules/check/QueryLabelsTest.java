package io.auditrules.check;

import static org.assertj.core.api.Assertions.assertThat;

import io.auditrules.diagnostic.Places;
import io.auditrules.diagnostic.Source;
import io.auditrules.logql.LogQl;
import io.auditrules.logql.Metric;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class QueryLabelsTest {
    private static final String LINES = "count_over_time({log_type=\"audit\"} | json [5m])";

    private static Metric query(String logql) {
        return LogQl.parseMetric(new Source("query", logql.replace("LINES", LINES)), new Places());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '~',
            value = {
                "sum(LINES); ~~",
                "sum by (a, b) (LINES) > 0; a b",
                "0 < sum by (a) (LINES); a",
                "topk by (b) (3, sum by (a) (LINES)); a",
                "sort_desc(sum by (a) (LINES)); a",
                "sum by (a, c) (sum by (a, b) (LINES)); a",
                "sum without (a) (sum by (a, b) (LINES)); b",
                "sum by (a) (LINES) and sum by (b) (LINES); a",
                "sum by (a) (LINES) unless on (x) sum by (b) (LINES); a",
                "sum by (a) (LINES) or sum by (b) (LINES); a b",
                "sum by (a, b) (LINES) / on (a) sum by (a) (LINES); a",
                "sum by (a, b) (LINES) / ignoring (b) sum by (a) (LINES); a",
                "sum by (a, b) (LINES) / on (a) group_left (c) sum by (a, c) (LINES); a b c",
                "sum by (a) (LINES) / on (a) group_right (b) sum by (a, c) (LINES); a b c",
                "max_over_time({app=~\".+\"} | json | unwrap x [5m]) by (a); a",
                "count_over_time({app=~\".+\"} | json | keep a, b=\"x\" [5m]); a b",
                "vector(1); ~~",
            })
    void knowsWhatIsKept(String logql, String labels) {
        assertThat(QueryLabels.of(query(logql)))
                .hasValueSatisfying(kept -> assertThat(kept)
                        .containsExactlyInAnyOrder(labels.isEmpty() ? new String[0] : labels.split(" ", -1)));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '~',
            value = {
                "LINES",
                "LINES > 0",
                "sum without (a) (LINES)",
                "topk(3, LINES)",
                "sum by (a) (LINES) or LINES",
                "sum by (a) (LINES) * on (a) group_right LINES",
            })
    void doesNotGuessWhatCannotBeKnown(String logql) {
        assertThat(QueryLabels.of(query(logql))).isEmpty();
    }

    @Test
    void anAbsentStreamHasTheLabelsThatTheSelectorNames() {
        assertThat(QueryLabels.of(query("absent_over_time({a=\"x\", b=~\"y\", c!=\"z\"} [5m])")))
                .hasValueSatisfying(kept -> assertThat(kept).containsExactly("a"));
    }

    @Test
    void setsWhatLabelReplaceSets() {
        assertThat(QueryLabels.of(query("label_replace(sum by (a) (LINES), \"b\", \"$1\", \"a\", \"(.*)\")")))
                .hasValueSatisfying(kept -> assertThat(kept).containsExactlyInAnyOrder("a", "b"));
    }

    @Test
    void findsEveryGrouping() {
        assertThat(QueryLabels.groupedBy(
                        query("count by (a) (sum by (a, b) (LINES)) > 3 and on (x) sum without (c) (LINES)")))
                .containsExactlyInAnyOrder("a", "b");
    }
}
