package io.auditrules.junit;

import io.auditrules.AuditRules;
import io.auditrules.diagnostic.Problem;
import io.auditrules.diagnostic.Problems;
import io.auditrules.diagnostic.Source;
import io.auditrules.scenario.Mismatch;
import io.auditrules.scenario.PlacedScenario;
import io.auditrules.scenario.Scenario;
import io.auditrules.scenario.Site;
import io.auditrules.scenario.Trial;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;

/**
 * Scenarios as dynamic tests, one each.
 *
 * <pre>{@code
 * @TestFactory
 * Stream<DynamicTest> rules() {
 *     return ScenarioTests.of(new SecretRules().auditRules(), shell, nearMiss);
 * }
 * }</pre>
 */
public final class ScenarioTests {
    private ScenarioTests() {}

    /**
     * Tests of scenarios written in Java.
     *
     * @throws io.auditrules.diagnostic.ProblemsException if the rules do not fit together
     */
    public static Stream<DynamicTest> of(AuditRules rules, Scenario... scenarios) {
        Source java = new Source("scenarios in Java", "");
        return tests(
                rules.site(),
                Arrays.stream(scenarios)
                        .map(scenario -> new PlacedScenario(scenario, java.place()))
                        .toList());
    }

    /**
     * Tests of the scenarios in files and in rules; what cannot be read is a test that fails.
     *
     * @param directory all {@code .yaml} and {@code .yml} files below it are read; may be missing
     * @param base what paths in messages are relative to: the project
     * @throws io.auditrules.diagnostic.ProblemsException if the rules do not fit together
     */
    public static Stream<DynamicTest> of(AuditRules rules, Path directory, Path base) {
        Site site = rules.site();
        Problems problems = new Problems();
        List<PlacedScenario> scenarios = rules.scenarios(site, directory, base, problems);
        return Stream.concat(problems.list().stream().map(ScenarioTests::failing), tests(site, scenarios));
    }

    private static DynamicTest failing(Problem problem) {
        return DynamicTest.dynamicTest(problem.place().toString(), () -> {
            throw new AssertionError(problem.toString());
        });
    }

    private static Stream<DynamicTest> tests(Site site, List<PlacedScenario> scenarios) {
        Trial trial = new Trial(site);
        return scenarios.stream()
                .map(placed -> DynamicTest.dynamicTest(placed.scenario().name(), () -> {
                    List<Mismatch> mismatches = trial.judge(placed.scenario(), placed.place(), InstantSource.system())
                            .mismatches();
                    if (!mismatches.isEmpty()) {
                        throw new AssertionError(placed.place() + "\n"
                                + mismatches.stream().map(Mismatch::toString).collect(Collectors.joining("\n\n")));
                    }
                }));
    }
}
