package io.auditrules.scenario;

import io.auditrules.AuditRules;
import io.auditrules.golden.GoldenCase;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What people are told of scenarios that do not come as expected, on the rules in scenario/definitions: one folder a case,
 * below golden/mismatches.
 */
class JudgeTest {
    private static final Path RESOURCES =
            Path.of(System.getProperty("basedir", "")).toAbsolutePath().resolve("src/test/resources");

    static List<GoldenCase> cases() {
        return GoldenCase.all("mismatches");
    }

    @ParameterizedTest
    @MethodSource("cases")
    void tellsWhatIsDifferentAndWhy(GoldenCase golden) {
        golden.assertProduces(Map.of("mismatches.txt", told(golden.folder())));
    }

    private static String told(Path folder) {
        Path definitions = RESOURCES.resolve("scenario/definitions");
        TestRun run = AuditRules.read(definitions, definitions)
                .test(folder, folder, InstantSource.fixed(Scenario.DEFAULT_START));
        return run.problems().stream().map(problem -> problem + "\n").collect(Collectors.joining())
                + run.verdicts().stream().map(JudgeTest::told).collect(Collectors.joining("\n"));
    }

    private static String told(Verdict verdict) {
        String name = "# " + verdict.scenario().name() + "\n";
        return verdict.isPassed()
                ? name + "as expected\n"
                : name
                        + verdict.mismatches().stream()
                                .map(mismatch -> mismatch + "\n")
                                .collect(Collectors.joining());
    }
}
