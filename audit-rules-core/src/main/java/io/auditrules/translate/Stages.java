package io.auditrules.translate;

import io.auditrules.rule.Field;
import io.auditrules.rule.ValuePattern;
import java.util.Optional;
import java.util.Set;

/**
 * Which of a request's audit events to count, so that each request counts once.
 *
 * <p>The API server writes {@code ResponseStarted} only for long-running requests (Kubernetes: verbs {@code watch} and
 * {@code proxy}, subresources {@code attach}, {@code exec}, {@code log}, {@code portforward} and {@code proxy}), when they
 * begin; their {@code ResponseComplete} comes when they end, for a shell perhaps hours later. All other requests have
 * {@code ResponseComplete} alone.
 */
final class Stages {
    private static final Set<String> LONG_RUNNING_VERBS = Set.of("watch", "proxy");
    private static final Set<String> LONG_RUNNING_SUBRESOURCES =
            Set.of("attach", "exec", "log", "portforward", "proxy");

    private Stages() {}

    /** The stage to count; empty if the clause speaks of the stage itself. */
    static Optional<String> countedBy(Clause clause) {
        if (clause.fields().contains(Field.STAGE)) {
            return Optional.empty();
        }
        return Optional.of(clause.accept(new OnlyLongRunning()) ? "ResponseStarted" : "ResponseComplete");
    }

    /** True if the clause can hold for long-running requests only. */
    private static final class OnlyLongRunning implements Clause.Visitor<Boolean> {
        @Override
        public Boolean test(Clause.Test test) {
            Set<String> longRunning = test.field().equals(Field.VERB)
                    ? LONG_RUNNING_VERBS
                    : test.field().equals(Field.SUBRESOURCE) ? LONG_RUNNING_SUBRESOURCES : Set.of();
            return !test.isNegated()
                    && test.alternatives().stream()
                            .allMatch(pattern ->
                                    pattern instanceof ValuePattern.Exact exact && longRunning.contains(exact.text()));
        }

        @Override
        public Boolean and(Clause.And and) {
            return and.parts().stream().anyMatch(part -> part.accept(this));
        }

        @Override
        public Boolean or(Clause.Or or) {
            return or.parts().stream().allMatch(part -> part.accept(this));
        }
    }
}
