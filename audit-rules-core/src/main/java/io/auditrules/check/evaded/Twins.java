package io.auditrules.check.evaded;

import io.auditrules.check.About;
import io.auditrules.check.Findings;
import io.auditrules.check.PlacedRule;
import io.auditrules.check.SampleEvent;
import io.auditrules.check.Scene;
import io.auditrules.check.Sieve;
import io.auditrules.logql.Stage;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Two ways to the same thing, of which a rule sees one.
 *
 * @param seen what it sees
 * @param missed what it does not see
 * @param other something else: that a rule wants what is seen and not this makes it a rule about these things
 * @param detail what to tell of it
 */
record Twins(SampleEvent seen, SampleEvent missed, SampleEvent other, String detail) {

    /** A rule and the lines that it looks at. */
    private record Looked(PlacedRule rule, Sieve sieve) {}

    /** Tells the first of these that a range of a rule falls for, unless there is a rule just for what it misses on the same log. */
    static void find(About about, Scene scene, List<Twins> all, Findings findings) {
        find(about, scene, all, sieve -> true, findings);
    }

    /** The same, among certain ranges. */
    static void find(About about, Scene scene, List<Twins> all, Predicate<Sieve> which, Findings findings) {
        Map<String, List<Looked>> byHome = new LinkedHashMap<>();
        for (PlacedRule rule : scene.rules()) {
            if (rule.isAlert()) {
                List<Looked> looked = byHome.computeIfAbsent(rule.home(), key -> new ArrayList<>());
                scene.sieves(rule).forEach(sieve -> looked.add(new Looked(rule, sieve)));
            }
        }
        byHome.values().forEach(looked -> find(about, looked, all, which, findings));
    }

    private static void find(
            About about, List<Looked> looked, List<Twins> all, Predicate<Sieve> which, Findings findings) {
        IdentityHashMap<Twins, Boolean> madeUp = new IdentityHashMap<>();
        for (Looked one : looked) {
            for (Twins twins : all) {
                Optional<Stage> filter = twins.missing(one.sieve()).filter(stage -> which.test(one.sieve()));
                if (filter.isPresent() && !madeUp.computeIfAbsent(twins, each -> each.isMadeUpBy(looked, which))) {
                    findings.add(about, one.rule().placeOf(filter.get()), twins.detail());
                    break;
                }
            }
        }
    }

    /** The filter that wants the one and not the other, if the range is about them. */
    private Optional<Stage> missing(Sieve sieve) {
        return sieve.mayPass(seen)
                ? sieve.wanting(seen, missed)
                        .filter(filter -> sieve.wanting(seen, other).isPresent())
                : Optional.empty();
    }

    private boolean isMadeUpBy(List<Looked> rules, Predicate<Sieve> which) {
        return rules.stream()
                .map(Looked::sieve)
                .anyMatch(sieve -> sieve.mayPass(missed)
                        && sieve.wanting(missed, seen).isPresent()
                        && sieve.wanting(missed, other).isPresent()
                        && which.test(sieve));
    }
}
