package io.auditrules.logql;

import io.auditrules.diagnostic.Places;
import io.auditrules.diagnostic.ProblemsException;
import io.auditrules.diagnostic.Source;

/**
 * Reads LogQL as Loki v3.7.6 reads it.
 *
 * <pre>{@code
 * Expr query = LogQl.parse(new Source("query", "sum by (user) (count_over_time({app=\"x\"} | json [5m])) > 0"));
 * query.toString(); // the canonical text
 * }</pre>
 *
 * <p>What Loki refuses only when it runs a query, such as a bad regular expression in a line filter, is refused here. Go
 * templates are texts here. Loki's limit of 128 KiB is kept; queries nest at most 200 levels deep and combine at most 200 queries.
 */
public final class LogQl {
    private LogQl() {}

    /**
     * A query, of log lines or of numbers.
     *
     * @throws ProblemsException with all that is wrong with it, each with its place in the source
     */
    public static Expr parse(Source source) {
        return new Parser(source, new Places()).query();
    }

    /**
     * A query as the parser of a version of Loki reads it. It does not see that a stage cannot be run, because of its regular
     * expression or its path, say: such a stage is another one then. Whoever only asks whether Loki can read the query, as the
     * Loki Operator does, asks here.
     *
     * @param places gets what {@link #parseMetric(Source, Places)} gives
     * @throws ProblemsException with all that is wrong with it, each with its place in the source
     */
    public static Expr parseUnchecked(Source source, Places places, LokiVersion version) {
        return new Parser(new Words(source, places, version, false)).query();
    }

    /**
     * A query that yields numbers, as an alert must.
     *
     * @throws ProblemsException with all that is wrong with it, each with its place in the source
     */
    public static Metric parseMetric(Source source) {
        return parseMetric(source, new Places());
    }

    /**
     * The same, for who wants to know where its parts stand.
     *
     * @param places gets the place of each stage, filter, range, number and operation, and of texts such as a label's name
     * @throws ProblemsException with all that is wrong with it, each with its place in the source
     */
    public static Metric parseMetric(Source source, Places places) {
        return new Parser(source, places).metricQuery();
    }

    /**
     * The stages that follow a selector, such as {@code |~ "/exec?" | json}.
     *
     * @throws ProblemsException with all that is wrong with them, each with its place in the source
     */
    public static Pipeline parsePipeline(Source source) {
        return parsePipeline(source, new Places());
    }

    /**
     * The same, for who wants to know where its parts stand.
     *
     * @param places gets the place of each stage and filter, and of texts such as a label's name
     * @throws ProblemsException with all that is wrong with them, each with its place in the source
     */
    public static Pipeline parsePipeline(Source source, Places places) {
        return new Parser(source, places).pipelineAlone();
    }

    /**
     * A stream selector, such as <code>{log_type="audit"}</code>.
     *
     * @throws ProblemsException with all that is wrong with it, each with its place in the source
     */
    public static Selector parseSelector(Source source) {
        return new Parser(source, new Places()).selectorAlone();
    }
}
