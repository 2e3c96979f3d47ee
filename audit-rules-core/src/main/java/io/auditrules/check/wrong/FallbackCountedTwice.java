package io.auditrules.check.wrong;

import io.auditrules.check.About;
import io.auditrules.check.Check;
import io.auditrules.check.Findings;
import io.auditrules.check.PlacedRule;
import io.auditrules.check.QueryLabels;
import io.auditrules.check.SampleEvent;
import io.auditrules.check.Scene;
import io.auditrules.check.Sieve;
import io.auditrules.logql.BinaryOperation;
import io.auditrules.logql.Literal;
import io.auditrules.logql.Metric;
import io.auditrules.logql.VectorAggregation;
import io.auditrules.rule.Field;
import java.util.Optional;
import java.util.Set;

/** A threshold on refused requests that a client makes twice. */
final class FallbackCountedTwice implements Check {
    private static final About ABOUT = About.of("wrong/fallback-counted-twice");
    private static final String DECISION = Field.DECISION.jsonPath();

    @Override
    public About about() {
        return ABOUT;
    }

    @Override
    public void check(Scene scene, Findings findings) {
        for (PlacedRule rule : scene.rules()) {
            Optional<Literal> threshold = rule.query().flatMap(FallbackCountedTwice::threshold);
            if (threshold.isPresent()) {
                Set<String> groupings = rule.query().map(QueryLabels::groupedBy).orElse(Set.of());
                for (Sieve sieve : scene.sieves(rule)) {
                    boolean tellsVerbs = groupings.stream()
                            .anyMatch(label -> sieve.lines().field(label).equals(Optional.of("verb")));
                    if (!tellsVerbs && countsBoth(sieve)) {
                        findings.add(
                                ABOUT,
                                rule.placeOf(threshold.get()),
                                "\"" + threshold.get()
                                        + "\" is compared with refused requests, which newer clients make twice");
                    }
                }
            }
        }
    }

    /** The number above which counted lines are too many, if it takes more than one. */
    private static Optional<Literal> threshold(Metric query) {
        if (query instanceof BinaryOperation comparison
                && comparison.right() instanceof Literal number
                && isCount(comparison.left())) {
            double least = switch (comparison.operator()) {
                case GT -> Math.floor(number.value()) + 1;
                case GTE -> Math.ceil(number.value());
                default -> 0;
            };
            return least >= 2 ? Optional.of(number) : Optional.empty();
        }
        return Optional.empty();
    }

    /** Whether it counts lines and not series. */
    private static boolean isCount(Metric query) {
        return !(query instanceof VectorAggregation aggregation)
                || (aggregation.operation() != VectorAggregation.Operation.COUNT && isCount(aggregation.operand()));
    }

    private static boolean countsBoth(Sieve sieve) {
        return LongRunning.WITH_FALLBACK.stream().anyMatch(request -> countsBoth(sieve, request));
    }

    private static boolean countsBoth(Sieve sieve, LongRunning request) {
        SampleEvent refused = request.event().with("responseStatus.code", "403", DECISION, "forbid");
        SampleEvent allowed = request.event().with("responseStatus.code", "101", DECISION, "allow");
        SampleEvent newer = refused.with("verb", "get");
        SampleEvent older = refused.with("verb", "create");
        return request.askedForBy(sieve).isPresent()
                && sieve.dividing(refused, allowed).isPresent()
                && sieve.mayPass(newer)
                && sieve.mayPass(older)
                && sieve.treatsAlike(newer, older);
    }
}
