package io.auditrules.evaluate;

import io.auditrules.evaluate.Answer.Failure;
import io.auditrules.logql.Expr;
import io.auditrules.logql.LogSelector;
import io.auditrules.logql.Metric;
import java.util.List;

/** A query together with when it is asked. */
interface Inquiry {

    /** What has to see the log before there is an answer. */
    List<? extends Collector> collectors();

    Answer answer();

    static Inquiry of(Query query, Question question) {
        return query.expr().accept(new Expr.Visitor<>() {
            @Override
            public Inquiry logSelector(LogSelector expr) {
                return question instanceof Question.Lines lines
                        ? new LineInquiry(expr, lines, query.version())
                        : failed("a log query yields lines: ask for lines, or wrap it in count_over_time(… [5m])");
            }

            @Override
            public Inquiry metric(Metric expr) {
                return question.accept(new Question.Visitor<>() {
                    @Override
                    public Inquiry at(Question.At at) {
                        return MetricInquiry.of(expr, query.limits(), query.version(), Times.at(at.time()), true);
                    }

                    @Override
                    public Inquiry steps(Question.Steps steps) {
                        return MetricInquiry.of(
                                expr,
                                query.limits(),
                                query.version(),
                                Times.of(steps.start(), steps.end(), steps.step()),
                                false);
                    }

                    @Override
                    public Inquiry lines(Question.Lines lines) {
                        return failed("a metric query yields no lines: ask for it at a time or in steps");
                    }
                });
            }
        });
    }

    /** A metric query at each of several times on its own. */
    static TimedInquiry each(Query query, Question.Steps steps) {
        Times times = Times.of(steps.start(), steps.end(), steps.step());
        return query.expr() instanceof Metric expr
                ? MetricInquiry.of(expr, query.limits(), query.version(), times, true)
                : failed("only a metric query can be asked at single times");
    }

    static TimedInquiry failed(String message) {
        return failed(new Failure(Failure.Kind.NOT_SUPPORTED, message));
    }

    static TimedInquiry failed(Failure failure) {
        return new TimedInquiry() {
            @Override
            public List<Collector> collectors() {
                return List.of();
            }

            @Override
            public Answer answer() {
                return failure;
            }

            @Override
            public Answer answerAt(int time) {
                return failure;
            }
        };
    }
}
