package io.auditrules.scenario;

import java.time.InstantSource;
import java.util.List;

/**
 * All scenarios of a project, played.
 *
 * @param site what they were played on
 * @param verdicts in the order of the scenarios
 * @param coverage what of the rules and the routing they show
 */
public record TestRun(Site site, List<Verdict> verdicts, Coverage coverage) {
    public TestRun {
        verdicts = List.copyOf(verdicts);
    }

    /**
     * Plays scenarios on a site, several at a time.
     *
     * @param clock tells how long each took
     */
    public static TestRun of(Site site, List<PlacedScenario> scenarios, InstantSource clock) {
        Trial trial = new Trial(site);
        List<Verdict> verdicts = scenarios.parallelStream()
                .map(placed -> trial.judge(placed.scenario(), placed.place(), clock))
                .toList();
        return new TestRun(site, verdicts, Coverage.of(site, verdicts));
    }

    /** Those that did not come as expected. */
    public List<Verdict> failed() {
        return verdicts.stream().filter(verdict -> !verdict.isPassed()).toList();
    }
}
