package io.auditrules.maven;

import io.auditrules.AuditRules;
import io.auditrules.files.OutputFile;
import io.auditrules.live.Live;
import io.auditrules.live.LiveResult;
import io.auditrules.live.LiveSettings;
import io.auditrules.report.ConsoleText;
import io.auditrules.report.HtmlReport;
import io.auditrules.report.JUnitXml;
import io.auditrules.report.JsonReport;
import io.auditrules.report.LiveText;
import io.auditrules.scenario.Coverage;
import io.auditrules.scenario.PlacedScenario;
import io.auditrules.scenario.TestRun;
import java.io.File;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.inject.Inject;
import org.apache.maven.plugin.MojoExecution;
import org.apache.maven.plugin.MojoFailureException;
import org.apache.maven.plugins.annotations.LifecyclePhase;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;
import org.apache.maven.plugins.annotations.ResolutionScope;
import org.apache.maven.project.MavenProject;
import org.jspecify.annotations.Nullable;

/**
 * Plays the project's scenarios, from the audit event to the receiver who is told, and fails if one does not come as
 * expected. Needs no cluster. Writes <code>TEST-audit-rules.xml</code> (JUnit), <code>scenarios.json</code> and
 * <code>scenarios.html</code>.
 */
@Mojo(
        name = "test",
        defaultPhase = LifecyclePhase.VERIFY,
        requiresDependencyResolution = ResolutionScope.RUNTIME,
        threadSafe = true)
final class TestMojo extends RulesMojo {
    /** Where the scenarios lie; those in rules are played too. */
    @Parameter(
            property = PropertyNames.SCENARIOS_DIRECTORY,
            defaultValue = "${project.basedir}/src/test/audit-rules",
            required = true)
    private File scenariosDirectory;

    /** Where the reports are written. */
    @Parameter(
            property = PropertyNames.REPORTS_DIRECTORY,
            defaultValue = "${project.build.directory}/audit-rules",
            required = true)
    private File reportsDirectory;

    /** Tells of each scenario what fired, the routes that it took, who was told, and who was not and why. */
    @Parameter(property = PropertyNames.EXPLAIN, defaultValue = "false")
    private boolean explain;

    /** How many percent of the rules must be seen to fire in a scenario, and to stay silent in a near miss. */
    @Parameter(property = PropertyNames.RULE_COVERAGE, defaultValue = "0")
    private int ruleCoverage;

    /** How many percent of the receivers must be reached in a scenario. */
    @Parameter(property = PropertyNames.RECEIVER_COVERAGE, defaultValue = "0")
    private int receiverCoverage;

    /** How many percent of the branches of the route tree must be taken in a scenario. */
    @Parameter(property = PropertyNames.ROUTE_COVERAGE, defaultValue = "0")
    private int routeCoverage;

    /**
     * A Loki, 3.x, to whose ruler the scenarios are played too, at once and as fast as they allow; it is started on loopback
     * and ended afterwards. The goal fails if it does otherwise than the simulation.
     */
    @Parameter(property = PropertyNames.LOKI_BINARY)
    private @Nullable String lokiBinary;

    /** A Loki that runs, instead; what it must be set to is said where it is not. */
    @Parameter(property = PropertyNames.LOKI_URL)
    private @Nullable String lokiUrl;

    /** An Alertmanager for the same. */
    @Parameter(property = PropertyNames.ALERTMANAGER_BINARY)
    private @Nullable String alertmanagerBinary;

    /** An Alertmanager that runs, instead; it plays one scenario after the other. */
    @Parameter(property = PropertyNames.ALERTMANAGER_URL)
    private @Nullable String alertmanagerUrl;

    /** The file that it reads; it is written to if its first line is <code># audit-rules may write this file.</code> */
    @Parameter(property = PropertyNames.ALERTMANAGER_CONFIG)
    private @Nullable File alertmanagerConfig;

    /** How a Loki and an Alertmanager that run reach this machine; at that port of 127.0.0.1 they are awaited. */
    @Parameter(property = PropertyNames.LIVE_URL, defaultValue = LiveSettings.HERE)
    private String liveUrl = LiveSettings.HERE;

    /** How long a scenario may take there; one that takes longer, even shortened, is not played. All are played at once. */
    @Parameter(property = PropertyNames.LIVE_LONGEST, defaultValue = "15m")
    private String liveLongest = "";

    /** Skips this goal. */
    @Parameter(property = PropertyNames.SKIP_TEST, defaultValue = "false")
    private boolean skipTest;

    /** Skips this goal, as it does other tests. */
    @Parameter(property = PropertyNames.SKIP_TESTS, defaultValue = "false")
    private boolean skipTests;

    @Inject
    TestMojo(MavenProject project, MojoExecution execution) {
        super(project, execution);
    }

    @Override
    boolean isGoalSkipped() {
        return skipTest || skipTests;
    }

    @Override
    void execute(AuditRules rules) throws MojoFailureException {
        TestRun run = rules.test(scenariosDirectory.toPath(), base(), InstantSource.system());
        report(run);
        conclude(run, live(run));
    }

    private void report(TestRun run) {
        ConsoleText.of(run, explain).forEach(this::print);
        Path reports = reportsDirectory.toPath();
        OutputFile.write(reports.resolve("TEST-audit-rules.xml"), JUnitXml.of(run));
        OutputFile.write(reports.resolve("scenarios.json"), JsonReport.of(run));
        OutputFile.write(reports.resolve("scenarios.html"), HtmlReport.of(run));
    }

    private void print(ConsoleText.Line line) {
        switch (line.weight()) {
            case INFO -> getLog().info(line.text());
            case WARNING -> getLog().warn(line.text());
            case ERROR -> getLog().error(line.text());
        }
    }

    /** What real peers make of the scenarios; nothing if none are named. */
    private List<LiveResult> live(TestRun run) throws MojoFailureException {
        Optional<LiveSettings> settings = new LivePeers(
                        lokiBinary,
                        lokiUrl,
                        alertmanagerBinary,
                        alertmanagerUrl,
                        alertmanagerConfig,
                        liveUrl,
                        liveLongest)
                .settings();
        if (settings.isEmpty()) {
            return List.of();
        }
        List<PlacedScenario> scenarios = run.verdicts().stream()
                .map(verdict -> new PlacedScenario(verdict.scenario(), verdict.place()))
                .toList();
        List<LiveResult> results = Live.play(
                run.site(),
                scenarios,
                settings.get(),
                result -> LiveText.of(result).forEach(this::print));
        print(LiveText.totals(results));
        return results;
    }

    /** All that is wrong at once: scenarios that cannot be read, those that failed, and coverage. */
    private void conclude(TestRun run, List<LiveResult> live) throws MojoFailureException {
        List<String> wrong = new ArrayList<>();
        int problems = run.problems().size();
        if (problems > 0) {
            wrong.add((problems == 1 ? "1 problem" : problems + " problems") + " in scenarios, see above");
        }
        int failed = run.failed().size();
        if (failed > 0) {
            wrong.add((failed == 1 ? "1 scenario" : failed + " scenarios") + " failed, see above");
        }
        if (live.stream().anyMatch(result -> result.isPlayed() && !result.agrees())) {
            wrong.add("Loki or Alertmanager do otherwise than the simulation, see above: please report it");
        }
        Coverage coverage = run.coverage();
        require("rules", PropertyNames.RULE_COVERAGE, coverage.percentOfRules(), ruleCoverage, wrong);
        require("receivers", PropertyNames.RECEIVER_COVERAGE, coverage.percentOfReceivers(), receiverCoverage, wrong);
        require(
                "branches of the routing",
                PropertyNames.ROUTE_COVERAGE,
                coverage.percentOfRoutes(),
                routeCoverage,
                wrong);
        if (!wrong.isEmpty()) {
            throw new MojoFailureException("\n" + String.join("\n\n", wrong));
        }
    }

    private static void require(String what, String property, int actual, int wanted, List<String> wrong) {
        if (actual < wanted) {
            wrong.add(actual + "% of the " + what + " are covered by scenarios, " + property + " wants " + wanted
                    + "%: what is missing is listed above");
        }
    }
}
