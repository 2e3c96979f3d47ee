package io.auditrules.notification;

import static org.assertj.core.api.Assertions.assertThat;

import io.auditrules.alertmanager.Amtool;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/**
 * A real Alertmanager tells what the simulation tells: whom, of which alerts in which order, and when. Each scenario has a
 * process of its own; they run side by side. The clocks of both are kept apart from chance in three ways: posts come on
 * full seconds and everything else between them; the simulation gets the times at which the posts really arrived; and of
 * scenarios at random only those are asked whose outcome stays when everything shifts by 0.14 s ({@link
 * Scenario#isDecided}). Where they differ all the same, the scenario is run once more with the machine to itself, which may
 * have stopped for longer: a real difference stays. {@code -Dnotification.seeds=200} asks more of them.
 */
class LiveAlertmanagerTest {
    private static final int AT_ONCE = 14;
    private static final long FIRST_SEED = 2026;
    private static final int SEEDS = Integer.getInteger("notification.seeds", 24);
    private static final Duration TOLERANCE = Duration.ofMillis(400);

    @TempDir
    Path folder;

    /** What both said, if the machine kept up. */
    private record Outcome(Scenario scenario, List<Told> simulated, List<Told> real) {
        Optional<String> difference() {
            return Told.difference(simulated, real, TOLERANCE);
        }
    }

    @TestFactory
    List<DynamicTest> tellsWhatARealOneTells() throws Exception {
        Amtool.server();
        try (Recorder recorder = new Recorder()) {
            List<Scenario> scenarios = new ArrayList<>(new HandWritten(recorder, folder).all());
            // The longest first, since the others pass meanwhile.
            scenarios.sort(Comparator.comparing(Scenario::seconds).reversed());
            for (int i = 0; i < SEEDS; i++) {
                String name = "random-" + (FIRST_SEED + i);
                scenarios.add(RandomScenario.of(name, FIRST_SEED + i, recorder.address(name)));
            }
            ExecutorService threads = Executors.newFixedThreadPool(AT_ONCE);
            try {
                List<Callable<Outcome>> runs = scenarios.stream()
                        .<Callable<Outcome>>map(scenario -> () -> run(scenario, recorder))
                        .toList();
                List<DynamicTest> tests = new ArrayList<>();
                List<Future<Outcome>> outcomes = threads.invokeAll(runs);
                for (int i = 0; i < outcomes.size(); i++) {
                    Outcome first = outcomes.get(i).get();
                    Outcome outcome = first.difference().isEmpty() ? first : run(scenarios.get(i), recorder);
                    tests.add(DynamicTest.dynamicTest(scenarios.get(i).name(), () -> assertSame(outcome)));
                }
                return tests;
            } finally {
                threads.shutdownNow();
            }
        }
    }

    @Test
    void handWrittenScenariosLeaveNothingToChance() {
        try (Recorder recorder = new Recorder()) {
            assertThat(new HandWritten(recorder, folder).all())
                    .filteredOn(scenario -> !scenario.isDecided(new Random(1)))
                    .extracting(Scenario::name)
                    .isEmpty();
        }
    }

    private Outcome run(Scenario scenario, Recorder recorder) throws Exception {
        Path own = Files.createTempDirectory(folder, scenario.name());
        List<Instant> arrivals = new ArrayList<>();
        try (LiveAlertmanager live =
                LiveAlertmanager.start(own, scenario.routing().toString())) {
            Instant start = live.startedAt();
            Instant begin = Instant.now().plusMillis(500);
            for (Scenario.Post post : scenario.posts()) {
                sleepUntil(Scenario.at(begin, post.second()));
                arrivals.add(live.post(post.posted(begin)));
            }
            sleepUntil(Scenario.at(begin, scenario.seconds()));
            List<Told> real = recorder.told(scenario.name());
            List<Told> simulated = scenario.simulate(start, begin, arrivals).notifications().stream()
                    .map(Told::of)
                    .toList();
            return new Outcome(scenario, simulated, real);
        }
    }

    private static void assertSame(Outcome outcome) {
        String configuration = outcome.scenario.routing() + "\n" + outcome.scenario.posts();
        assertThat(outcome.simulated).as(configuration).isNotEmpty();
        assertThat(outcome.difference()).as(configuration).isEmpty();
    }

    private static void sleepUntil(Instant time) throws InterruptedException {
        long millis = Duration.between(Instant.now(), time).toMillis();
        if (millis > 0) {
            TimeUnit.MILLISECONDS.sleep(millis);
        }
    }
}
