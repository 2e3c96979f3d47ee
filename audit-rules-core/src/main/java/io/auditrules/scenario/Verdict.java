package io.auditrules.scenario;

import io.auditrules.diagnostic.Place;
import java.time.Duration;
import java.util.List;

/**
 * Whether a scenario came as expected.
 *
 * @param place where the scenario was written
 * @param mismatches empty if it did
 * @param took how long it was played
 */
public record Verdict(Scenario scenario, Place place, Outcome outcome, List<Mismatch> mismatches, Duration took) {
    public Verdict {
        mismatches = List.copyOf(mismatches);
    }

    /** True if all came as expected. */
    public boolean isPassed() {
        return mismatches.isEmpty();
    }
}
