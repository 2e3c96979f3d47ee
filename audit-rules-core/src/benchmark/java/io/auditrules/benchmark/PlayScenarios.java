package io.auditrules.benchmark;

import io.auditrules.AuditRules;
import io.auditrules.scenario.TestRun;
import java.nio.file.Path;
import java.time.InstantSource;

/** Plays the scenarios of {@link ScenarioFiles}, as the goal {@code test} does, and says how it went. */
final class PlayScenarios {
    private PlayScenarios() {}

    /** Ends with 1 if one fails. */
    public static void main(String[] arguments) {
        Path folder = Path.of(arguments[0]);
        TestRun run = AuditRules.read(folder.resolve("rules"), folder)
                .test(folder.resolve("scenarios"), folder, InstantSource.system());
        System.out.println(run.verdicts().size() + " played, " + run.failed().size() + " failed");
        System.exit(run.isPassed() ? 0 : 1);
    }
}
