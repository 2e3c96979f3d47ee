package io.auditrules.live;

import io.auditrules.diagnostic.Source;
import io.auditrules.scenario.PlacedScenario;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;

/** Plays the corpus to real peers: {@code LOKI ALERTMANAGER [NAME-PART]}. */
final class LiveRecorder {
    private LiveRecorder() {}

    public static void main(String[] arguments) {
        List<Plan> plans = new ArrayList<>();
        for (LiveCase each : LiveCases.all()) {
            if (arguments.length < 4 || each.scenario().name().contains(arguments[3])) {
                plans.add(Plan.of(
                        each.site(),
                        new PlacedScenario(each.scenario(), new Source("corpus", "").place()),
                        Duration.ofMinutes(5)));
            }
        }
        System.out.println(plans.size() + " scenarios");
        Stage stage = new Stage(
                Path.of(arguments[0]), Path.of(arguments[1]), Integer.parseInt(arguments[2]), InstantSource.system());
        int[] agree = new int[1];
        stage.play(
                plans,
                (plan, played) -> {
                    LiveResult result = Live.compare(plan, played);
                    synchronized (agree) {
                        agree[0] += result.agrees() ? 1 : 0;
                        System.out.println((result.agrees() ? "agrees  " : "DIFFERS ")
                                + plan.scenario().scenario().name() + ": " + result.evaluations() + " evaluations, "
                                + result.posts() + " posts, " + result.notifications() + " notifications");
                        result.differences().stream().limit(4).forEach(System.out::println);
                    }
                },
                (plan, reason) -> System.out.println(
                        "NOT PLAYED " + plan.scenario().scenario().name() + ": " + reason));
        System.out.println(agree[0] + " of " + plans.size() + " agree");
    }
}
