package io.auditrules.check.wrong;

import io.auditrules.check.About;
import io.auditrules.check.Check;
import io.auditrules.check.Findings;
import io.auditrules.check.PlacedRule;
import io.auditrules.check.QueryLabels;
import io.auditrules.check.Scene;
import io.auditrules.check.Sieve;
import io.auditrules.logql.Stage;
import java.util.Optional;
import java.util.Set;

/** A request that lasts is counted when it begins and when it ends. */
final class BothStages implements Check {
    private static final About ABOUT = About.of("wrong/both-stages");

    @Override
    public About about() {
        return ABOUT;
    }

    @Override
    public void check(Scene scene, Findings findings) {
        for (PlacedRule rule : scene.rules()) {
            Set<String> groupings = rule.query().map(QueryLabels::groupedBy).orElse(Set.of());
            for (Sieve sieve : scene.sieves(rule)) {
                if (groupings.stream().noneMatch(label -> tellsStages(sieve, label))) {
                    check(rule, sieve, findings);
                }
            }
        }
    }

    private static boolean tellsStages(Sieve sieve, String label) {
        String field = sieve.lines().field(label).orElse("");
        return field.equals("stage") || field.equals("auditID");
    }

    private static void check(PlacedRule rule, Sieve sieve, Findings findings) {
        for (LongRunning request : LongRunning.ALL) {
            Optional<Stage> asked = request.askedForBy(sieve);
            if (asked.isPresent()
                    && sieve.mayPass(request.begins())
                    && sieve.treatsAlike(request.begins(), request.ends())) {
                findings.add(
                        ABOUT,
                        rule.placeOf(asked.get()),
                        "no filter asks for one stage, and each \"" + request.words() + "\" has two lines");
                return;
            }
        }
    }
}
