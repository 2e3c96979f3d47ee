package io.auditrules.lint;

import io.auditrules.check.About;
import io.auditrules.check.Check;
import io.auditrules.check.Finding;
import io.auditrules.check.Findings;
import io.auditrules.check.Scene;
import io.auditrules.check.admission.AdmissionChecks;
import io.auditrules.check.blind.BlindChecks;
import io.auditrules.check.cost.CostChecks;
import io.auditrules.check.evaded.EvadedChecks;
import io.auditrules.check.loading.LoadingChecks;
import io.auditrules.check.never.NeverChecks;
import io.auditrules.check.routing.RoutingChecks;
import io.auditrules.check.ruleset.RuleSetChecks;
import io.auditrules.check.wrong.WrongChecks;
import io.auditrules.diagnostic.Source;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Looks at all there is with all checks. */
public final class Linter {
    private static final List<Check> CHECKS = Stream.of(
                    AdmissionChecks.all(),
                    LoadingChecks.all(),
                    NeverChecks.all(),
                    BlindChecks.all(),
                    WrongChecks.all(),
                    EvadedChecks.all(),
                    CostChecks.all(),
                    RoutingChecks.all(),
                    RuleSetChecks.all())
            .flatMap(List::stream)
            .toList();

    /** What is said of files and of comments, which no check looks at. */
    private static final List<About> OF_FILES = Stream.of(
                    ForeignRouting.abouts(),
                    ForeignFiles.abouts(),
                    List.of(Suppressions.MALFORMED, Suppressions.EXPIRED, Suppressions.UNUSED))
            .flatMap(List::stream)
            .toList();

    private Linter() {}

    private static List<Finding> findings(Check check, Scene scene) {
        Findings findings = new Findings();
        check.check(scene, findings);
        return findings.list();
    }

    /** All checks, in the order of their pages. */
    public static List<Check> checks() {
        return CHECKS;
    }

    /** The words of all that lint can say, in the order of their pages. */
    public static List<About> all() {
        List<About> all = new ArrayList<>(CHECKS.stream().map(Check::about).toList());
        all.addAll(OF_FILES);
        // Some things are found by a check, and others of the same kind when a file is read.
        return all.stream().distinct().toList();
    }

    /**
     * Looks at a scene.
     *
     * @param sources whose comments say what is to be ignored
     * @param found what was found while the scene was read
     * @param today the day on which it is asked
     */
    public static LintReport lint(Scene scene, Collection<Source> sources, Findings found, LocalDate today) {
        CHECKS.parallelStream().map(check -> findings(check, scene)).toList().forEach(found::addAll);
        Findings told = new Findings();
        Suppressions suppressions = new Suppressions();
        Set<String> ids = all().stream().map(About::id).collect(Collectors.toSet());
        sources.forEach(source -> suppressions.read(source, ids, told));
        int ignored = 0;
        for (Finding finding : found.list()) {
            if (suppressions.covers(finding, today)) {
                ignored++;
            } else {
                told.addAll(List.of(finding));
            }
        }
        suppressions.finish(today, told);
        return new LintReport(told.list(), scene.rules().size(), ignored, ReadCost.of(scene));
    }
}
