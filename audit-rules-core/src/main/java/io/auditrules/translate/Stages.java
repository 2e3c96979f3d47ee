package io.auditrules.translate;

import io.auditrules.rule.Field;
import io.auditrules.rule.ValuePattern;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Which of a request's audit events to count, so that each request counts once.
 *
 * <p>The API server writes {@code ResponseStarted} only for long-running requests (Kubernetes: verbs {@code watch} and
 * {@code proxy}, subresources {@code attach}, {@code exec}, {@code log}, {@code portforward} and {@code proxy}), when they
 * begin; their {@code ResponseComplete} comes when they end, for a shell perhaps hours later. All other requests have
 * {@code ResponseComplete} alone, but for those that fail authentication: of a 401 there is only a
 * {@code ResponseStarted} (Kubernetes: {@code filters.WithFailedAuthenticationAudit}).
 */
final class Stages {
    private static final Set<String> LONG_RUNNING_VERBS = Set.of("watch", "proxy");
    private static final Set<String> LONG_RUNNING_SUBRESOURCES =
            Set.of("attach", "exec", "log", "portforward", "proxy");
    private static final ValuePattern UNAUTHENTICATED = new ValuePattern.Exact("401");

    private Stages() {}

    /** The test that lets one event of each request through; empty if the clause speaks of the stage itself. */
    static Optional<Clause> oneOfEachRequest(Clause clause) {
        if (clause.fields().contains(Field.STAGE)) {
            return Optional.empty();
        }
        Clause started = stage("ResponseStarted");
        Clause complete = stage("ResponseComplete");
        if (clause.accept(new OnlyLongRunning())) {
            return Optional.of(started);
        }
        return Optional.of(
                clause.accept(new AsksForUnauthenticated())
                        ? new Clause.Or(List.of(
                                complete,
                                new Clause.And(List.of(
                                        new Clause.Test(Field.CODE, List.of(UNAUTHENTICATED), false), started))))
                        : complete);
    }

    private static Clause stage(String name) {
        return new Clause.Test(Field.STAGE, List.of(new ValuePattern.Exact(name)), false);
    }

    /** True if a test of the code lets a 401 through, so that the rule is meant to see it. */
    private static final class AsksForUnauthenticated implements Clause.Visitor<Boolean> {
        @Override
        public Boolean test(Clause.Test test) {
            return test.field().equals(Field.CODE)
                    && !test.isNegated()
                    && LabelRegex.isMatch(test.field(), test.alternatives(), "401");
        }

        @Override
        public Boolean and(Clause.And and) {
            return and.parts().stream().anyMatch(part -> part.accept(this));
        }

        @Override
        public Boolean or(Clause.Or or) {
            return or.parts().stream().anyMatch(part -> part.accept(this));
        }
    }

    /** True if the clause can hold only for requests whose first event is a {@code ResponseStarted}. */
    private static final class OnlyLongRunning implements Clause.Visitor<Boolean> {
        @Override
        public Boolean test(Clause.Test test) {
            Set<String> longRunning = test.field().equals(Field.VERB)
                    ? LONG_RUNNING_VERBS
                    : test.field().equals(Field.SUBRESOURCE)
                            ? LONG_RUNNING_SUBRESOURCES
                            : test.field().equals(Field.CODE) ? Set.of("401") : Set.of();
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
