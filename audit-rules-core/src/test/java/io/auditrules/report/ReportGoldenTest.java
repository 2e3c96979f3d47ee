package io.auditrules.report;

import io.auditrules.golden.GoldenCase;
import io.auditrules.scenario.Scenario;
import io.auditrules.scenario.TestRun;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What people review: every report of a small run, in which one scenario passes, one fails and one has a gap. */
class ReportGoldenTest {
    static List<GoldenCase> cases() {
        return GoldenCase.all("report");
    }

    @ParameterizedTest
    @MethodSource("cases")
    void reportsAsApproved(GoldenCase golden) {
        List<Scenario> scenarios = Demo.scenarios();
        TestRun run = Demo.run(Demo.site(), List.of(scenarios.get(0), scenarios.get(1), scenarios.get(4)));

        golden.assertProduces(Map.of(
                "report.html",
                HtmlReport.of(run),
                "report.xml",
                JUnitXml.of(run),
                "report.json",
                JsonReport.of(run) + "\n",
                "console.txt",
                console(run, false),
                "explain.txt",
                console(run, true)));
    }

    private static String console(TestRun run, boolean explain) {
        return ConsoleText.of(run, explain).stream()
                .map(line -> ("[" + line.weight() + "] " + line.text()).stripTrailing() + "\n")
                .collect(Collectors.joining());
    }
}
