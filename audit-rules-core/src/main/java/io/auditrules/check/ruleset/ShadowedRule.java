package io.auditrules.check.ruleset;

import io.auditrules.check.About;
import io.auditrules.check.Check;
import io.auditrules.check.Findings;
import io.auditrules.check.PlacedRule;
import io.auditrules.check.Scene;
import io.auditrules.logql.Stage;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A rule that fires only when another fires too. */
final class ShadowedRule implements Check {
    private static final About ABOUT = About.of("ruleset/shadowed-rule");

    @Override
    public About about() {
        return ABOUT;
    }

    @Override
    public void check(Scene scene, Findings findings) {
        for (List<PlacedRule> kin : Kin.of(scene)) {
            List<Counting> all = new ArrayList<>();
            for (PlacedRule rule : kin) {
                CountOfLines.of(rule.query().orElseThrow())
                        .ifPresent(count -> all.add(new Counting(rule, count, Kin.labels(rule))));
            }
            Broader broader = new Broader(all);
            for (Counting one : all) {
                broader.than(one)
                        .ifPresent(other -> findings.add(
                                ABOUT,
                                one.rule().rule().namePlace(),
                                Kin.words(other.rule()) + " fires whenever this rule does, with the same labels"));
            }
        }
    }

    /** A rule, and what it counts. */
    private record Counting(PlacedRule rule, CountOfLines count, Map<String, String> labels) {

        boolean isShadowedBy(Counting other) {
            return labels.equals(other.labels)
                    && other.rule.pending().compareTo(rule.pending()) <= 0
                    && other.count.covers(count)
                    && !count.covers(other.count);
        }
    }

    /**
     * Finds broader rules without a look at all of them: a broader rule has no filter that the narrower has not, so it is found
     * by the filter of it that the fewest rules have.
     */
    private static final class Broader {
        private final Map<Stage, List<Counting>> byRarestFilter = new HashMap<>();
        private final List<Counting> withoutFilter = new ArrayList<>();

        Broader(List<Counting> all) {
            Map<Stage, Long> rules = all.stream()
                    .flatMap(one -> one.count().filters().stream().distinct())
                    .collect(Collectors.groupingBy(filter -> filter, Collectors.counting()));
            for (Counting one : all) {
                one.count().filters().stream()
                        .min(Comparator.comparing(rules::get))
                        .map(rarest -> byRarestFilter.computeIfAbsent(rarest, key -> new ArrayList<>()))
                        .orElse(withoutFilter)
                        .add(one);
            }
        }

        Optional<Counting> than(Counting narrower) {
            Stream<Counting> sharing = narrower.count().filters().stream()
                    .flatMap(filter -> byRarestFilter.getOrDefault(filter, List.of()).stream());
            return Stream.concat(withoutFilter.stream(), sharing)
                    .filter(narrower::isShadowedBy)
                    .findFirst();
        }
    }
}
