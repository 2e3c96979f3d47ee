package io.auditrules.live;

import io.auditrules.diagnostic.Source;
import io.auditrules.logql.LokiVersion;
import io.auditrules.scenario.PlacedScenario;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Plays cases to real peers, and writes down what they made of them: {@code LOKI ALERTMANAGER AT-ONCE FILE [NAME-PART]}. The
 * folder of the file is called as {@link RecordedCasesTest} has it, and says for which Loki the cases are that are played.
 * {@code compare FILE} compares what was written down with the simulation once more.
 */
final class LiveRecorder {
    private LiveRecorder() {}

    public static void main(String[] arguments) throws IOException {
        if (arguments[0].equals("compare")) {
            compare(Path.of(arguments[1]));
            return;
        }
        List<Plan> plans = new ArrayList<>();
        LokiVersion version = RecordedCasesTest.lokiOf(Path.of(arguments[3]));
        for (LiveCase each : LiveCases.all()) {
            if (each.site().ruler().version().equals(version)
                    && (arguments.length < 5 || each.scenario().name().contains(arguments[4]))) {
                plans.add(Plan.of(
                        each.site(),
                        new PlacedScenario(each.scenario(), new Source("corpus", "").place()),
                        Duration.ofMinutes(30)));
            }
        }
        System.out.println(plans.size() + " scenarios");
        LiveSettings settings = LiveSettings.of(Peer.of(arguments[0]), Peer.of(arguments[1]), InstantSource.system());
        Stage stage = new Stage(new LiveSettings(
                settings.loki(),
                settings.alertmanager(),
                settings.here(),
                settings.longest(),
                Integer.parseInt(arguments[2]),
                settings.clock()));
        int[] agree = new int[1];
        Map<String, String> recorded = new TreeMap<>();
        stage.play(
                plans,
                (plan, played) -> {
                    LiveResult result = Live.compare(plan, played);
                    synchronized (agree) {
                        recorded.put(plan.scenario().scenario().name(), new RecordedCase(plan, played).toJson());
                        agree[0] += result.agrees() ? 1 : 0;
                        System.out.println((result.agrees() ? "agrees  " : "DIFFERS ")
                                + plan.scenario().scenario().name() + ": " + result.evaluations() + " evaluations, "
                                + result.posts() + " posts, " + result.notifications() + " notifications");
                        result.differences().stream().limit(4).forEach(System.out::println);
                    }
                },
                (plan, reason) -> System.out.println(
                        "NOT PLAYED " + plan.scenario().scenario().name() + ": " + reason));
        Files.writeString(Path.of(arguments[3]), String.join("\n", recorded.values()) + "\n");
        System.out.println(agree[0] + " of " + plans.size() + " agree");
    }

    private static void compare(Path file) throws IOException {
        for (RecordedCase recorded : RecordedCasesTest.recordedIn(file)) {
            LiveResult result = Live.compare(recorded.plan(), recorded.played());
            if (!result.agrees()) {
                System.out.println("DIFFERS " + result.scenario().scenario().name() + " "
                        + java.time.Duration.between(
                                recorded.played().alertmanagerStart(),
                                recorded.played().start()));
                result.differences().forEach(System.out::println);
            }
        }
    }
}
