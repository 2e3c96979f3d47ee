package io.auditrules.live;

import io.auditrules.diagnostic.IllegalValueException;
import io.auditrules.scenario.PlacedScenario;
import io.auditrules.scenario.Site;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Plays scenarios to a real Loki and a real Alertmanager, and compares.
 *
 * <pre>{@code
 * LiveSettings settings = LiveSettings.of(Peer.of("/usr/bin/loki"), Peer.of("/usr/bin/alertmanager"), clock);
 * List<LiveResult> results = Live.play(site, scenarios, settings, result -> {});
 * }</pre>
 */
public final class Live {
    private final Consumer<LiveResult> progress;
    private final Map<PlacedScenario, LiveResult> results = new LinkedHashMap<>();

    private Live(Consumer<LiveResult> progress) {
        this.progress = progress;
    }

    /**
     * Plays scenarios, several at a time, each at the time at which it is called and as fast as it may.
     *
     * @param progress is told of each result when it is there, by any thread, one after the other
     * @return a result for each scenario, in their order
     * @throws IllegalValueException if a peer cannot be started
     * @throws io.auditrules.diagnostic.ProblemsException if peers that run cannot be used, with all that is missing
     */
    public static List<LiveResult> play(
            Site site, List<PlacedScenario> scenarios, LiveSettings settings, Consumer<LiveResult> progress) {
        Live live = new Live(progress);
        List<Plan> plans = new ArrayList<>();
        for (PlacedScenario scenario : scenarios) {
            try {
                plans.add(Plan.of(site, scenario, settings.longest()));
            } catch (IllegalValueException e) {
                live.add(LiveResult.notPlayed(scenario, e.message() + "; " + e.advice()));
            }
        }
        if (!plans.isEmpty()) {
            new Stage(settings)
                    .play(
                            plans,
                            (plan, played) -> live.add(compare(plan, played)),
                            (plan, reason) -> live.add(LiveResult.notPlayed(plan.scenario(), reason)));
        }
        return scenarios.stream().map(live.results::get).toList();
    }

    static LiveResult compare(Plan plan, Played played) {
        Comparison comparison =
                Comparison.of(played, plan.simulate(played), plan.site().routing());
        return new LiveResult(
                plan.scenario(),
                "",
                plan.factor(),
                comparison.differences(),
                comparison.evaluations(),
                comparison.posts(),
                comparison.notifications());
    }

    private synchronized void add(LiveResult result) {
        results.put(result.scenario(), result);
        progress.accept(result);
    }
}
