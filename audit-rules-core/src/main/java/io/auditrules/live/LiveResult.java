package io.auditrules.live;

import io.auditrules.scenario.PlacedScenario;
import java.util.List;

/**
 * Whether a scenario comes to the same on real peers.
 *
 * @param notPlayed why it was not played to them; empty if it was
 * @param factor how much faster than written it was played
 * @param differences empty where simulation and real peers agree
 * @param evaluations how many were compared, with all their alerts
 * @param posts how many alerts that the ruler sent were compared
 * @param notifications how many were compared
 */
public record LiveResult(
        PlacedScenario scenario,
        String notPlayed,
        int factor,
        List<Difference> differences,
        int evaluations,
        int posts,
        int notifications) {
    public LiveResult {
        differences = List.copyOf(differences);
    }

    static LiveResult notPlayed(PlacedScenario scenario, String reason) {
        return new LiveResult(scenario, reason, 1, List.of(), 0, 0, 0);
    }

    /** Whether it was played to real peers. */
    public boolean isPlayed() {
        return notPlayed.isEmpty();
    }

    /** Whether it was played, and all came as simulated. */
    public boolean agrees() {
        return isPlayed() && differences.isEmpty();
    }
}
