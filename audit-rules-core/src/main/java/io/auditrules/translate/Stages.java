package io.auditrules.translate;

import io.auditrules.rule.Field;
import io.auditrules.rule.ValuePattern;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Which of a request's audit events to count, so that each request counts once.
 *
 * <p>The API server writes {@code ResponseStarted} only for long-running requests (Kubernetes: verbs {@code watch} and
 * {@code proxy}, subresources {@code attach}, {@code exec}, {@code log}, {@code portforward} and {@code proxy}), when they
 * begin; their {@code ResponseComplete} comes when they end, for a shell or a watch perhaps hours later. All other requests have
 * {@code ResponseComplete} alone, but for those that fail authentication: of a 401 there is only a
 * {@code ResponseStarted} (Kubernetes: {@code filters.WithFailedAuthenticationAudit}).
 */
final class Stages {
    private static final Map<Field, List<String>> LONG_RUNNING = longRunning();
    private static final ValuePattern UNAUTHENTICATED = new ValuePattern.Exact("401");

    private Stages() {}

    private static Map<Field, List<String>> longRunning() {
        Map<Field, List<String>> values = new LinkedHashMap<>();
        values.put(Field.VERB, List.of("watch", "proxy"));
        values.put(Field.SUBRESOURCE, List.of("attach", "exec", "log", "portforward", "proxy"));
        return values;
    }

    /** The test that lets one event of each request through; empty if the clause speaks of the stage itself. */
    static Optional<Clause> oneOfEachRequest(Clause clause) {
        if (clause.fields().contains(Field.STAGE)) {
            return Optional.empty();
        }
        Clause started = stage("ResponseStarted");
        if (clause.accept(new OnlyLongRunning())) {
            return Optional.of(started);
        }
        List<Clause> whenStarted = new ArrayList<>();
        List<Clause> whenComplete = new ArrayList<>(List.of(stage("ResponseComplete")));
        LONG_RUNNING.forEach((field, values) -> {
            List<ValuePattern> named = clause.accept(new Named(field, values));
            if (!named.isEmpty()) {
                whenStarted.add(new Clause.Test(field, named, false));
                whenComplete.add(new Clause.Test(field, named, true));
            }
        });
        if (clause.accept(new AsksForUnauthenticated())) {
            whenStarted.add(new Clause.Test(Field.CODE, List.of(UNAUTHENTICATED), false));
        }
        Clause complete = whenComplete.size() == 1 ? whenComplete.get(0) : new Clause.And(whenComplete);
        if (whenStarted.isEmpty()) {
            return Optional.of(complete);
        }
        Clause any = whenStarted.size() == 1 ? whenStarted.get(0) : new Clause.Or(whenStarted);
        return Optional.of(new Clause.Or(List.of(complete, new Clause.And(List.of(any, started)))));
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
        public Boolean elements(Clause.Elements elements) {
            return false;
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

    /** The values of a field by which requests are long-running, as far as a test of the field asks for them. */
    private record Named(Field field, List<String> values) implements Clause.Visitor<List<ValuePattern>> {
        @Override
        public List<ValuePattern> test(Clause.Test test) {
            if (test.isNegated() || !test.field().equals(field)) {
                return List.of();
            }
            return values.stream()
                    .filter(value -> LabelRegex.isMatch(field, test.alternatives(), value))
                    .map(value -> (ValuePattern) new ValuePattern.Exact(value))
                    .toList();
        }

        @Override
        public List<ValuePattern> elements(Clause.Elements elements) {
            return List.of();
        }

        @Override
        public List<ValuePattern> and(Clause.And and) {
            return of(and.parts());
        }

        @Override
        public List<ValuePattern> or(Clause.Or or) {
            return of(or.parts());
        }

        private List<ValuePattern> of(List<Clause> parts) {
            return parts.stream()
                    .flatMap(part -> part.accept(this).stream())
                    .distinct()
                    .toList();
        }
    }

    /** True if the clause can hold only for requests whose first event is a {@code ResponseStarted}. */
    private static final class OnlyLongRunning implements Clause.Visitor<Boolean> {
        @Override
        public Boolean test(Clause.Test test) {
            List<String> longRunning = test.field().equals(Field.CODE)
                    ? List.of("401")
                    : LONG_RUNNING.getOrDefault(test.field(), List.of());
            return !test.isNegated()
                    && test.alternatives().stream()
                            .allMatch(pattern ->
                                    pattern instanceof ValuePattern.Exact exact && longRunning.contains(exact.text()));
        }

        @Override
        public Boolean elements(Clause.Elements elements) {
            return false;
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
