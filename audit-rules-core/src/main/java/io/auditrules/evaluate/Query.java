package io.auditrules.evaluate;

import io.auditrules.event.Log;
import io.auditrules.logql.Expr;
import io.auditrules.logql.LokiVersion;
import java.time.Instant;

/**
 * A LogQL query that can be asked of a log, as Loki v3.7.6 answers it.
 *
 * <pre>{@code
 * Query query = Query.of(LogQl.parse(new Source("query", "sum by (user) (count_over_time({app=\"x\"} | json [5m])) > 0")));
 * Answer answer = query.evaluate(Log.of(entries), at);
 * }</pre>
 */
public final class Query {
    private final Expr expr;
    private final Limits limits;
    private final LokiVersion version;

    private Query(Expr expr, Limits limits, LokiVersion version) {
        this.expr = expr;
        this.limits = limits;
        this.version = version;
    }

    /** A query with Loki's own limits, for the newest version. */
    public static Query of(Expr expr) {
        return new Query(expr, Limits.DEFAULT, LokiVersion.NEWEST);
    }

    /** The same query with other limits. */
    public Query withLimits(Limits other) {
        return new Query(expr, other, version);
    }

    /** The same query for another version of Loki. */
    public Query withVersion(LokiVersion other) {
        return new Query(expr, limits, other);
    }

    /** The answer at one time, as {@code /loki/api/v1/query} gives it; log queries have none there. */
    public Answer evaluate(Log log, Instant at) {
        return evaluate(log, Question.at(at));
    }

    /** The answer to a question. */
    public Answer evaluate(Log log, Question question) {
        Evaluation evaluation = new Evaluation();
        Evaluation.Ticket ticket = evaluation.add(this, question);
        evaluation.read(log);
        return ticket.answer();
    }

    Expr expr() {
        return expr;
    }

    Limits limits() {
        return limits;
    }

    LokiVersion version() {
        return version;
    }

    /** The LogQL text. */
    @Override
    public String toString() {
        return expr.toString();
    }
}
