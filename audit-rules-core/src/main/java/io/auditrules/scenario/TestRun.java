package io.auditrules.scenario;

import io.auditrules.diagnostic.Problem;
import java.time.InstantSource;
import java.util.List;

/**
 * All scenarios of a project, played.
 *
 * @param site what they were played on
 * @param verdicts in the order of the scenarios
 * @param problems why scenarios could not be read
 * @param coverage what of the rules and the routing they show
 */
public record TestRun(Site site, List<Verdict> verdicts, List<Problem> problems, Coverage coverage) {
    public TestRun {
        verdicts = List.copyOf(verdicts);
        problems = List.copyOf(problems);
    }

    /** Whether all scenarios could be read and came as expected. */
    public boolean isPassed() {
        return problems.isEmpty() && failed().isEmpty();
    }

    /**
     * Plays scenarios on a site, several at a time.
     *
     * @param problems why others could not be read
     * @param clock tells how long each took
     */
    public static TestRun of(Site site, List<PlacedScenario> scenarios, List<Problem> problems, InstantSource clock) {
        Trial trial = new Trial(site);
        List<Verdict> verdicts = scenarios.parallelStream()
                .map(placed -> trial.judge(placed.scenario(), placed.place(), clock))
                .toList();
        return new TestRun(site, verdicts, problems, Coverage.of(site, verdicts));
    }

    /** Those that did not come as expected. */
    public List<Verdict> failed() {
        return verdicts.stream().filter(verdict -> !verdict.isPassed()).toList();
    }
}
