package io.auditrules.report;

import io.auditrules.diagnostic.Problem;
import io.auditrules.scenario.Coverage;
import io.auditrules.scenario.Coverage.OfReceiver;
import io.auditrules.scenario.Coverage.OfRoute;
import io.auditrules.scenario.Coverage.OfRule;
import io.auditrules.scenario.TestRun;
import io.auditrules.scenario.Verdict;
import io.auditrules.text.MustacheText;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * A run as one page for a browser, or for paper: how it went, what is not covered, and each scenario with its time line as
 * SVG. It has no script and needs nothing from elsewhere; it is well-formed XML too.
 */
public final class HtmlReport {
    private static final MustacheText TEMPLATE = MustacheText.ofHtml(template());

    private HtmlReport() {}

    /** The page. */
    public static String of(TestRun run) {
        return TEMPLATE.render(ViewData.of(page(run)));
    }

    private static String template() {
        try (InputStream stream =
                Objects.requireNonNull(HtmlReport.class.getResourceAsStream("report.html"), "report.html")) {
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * All that the template shows.
     *
     * @param result how it went, in one sentence
     * @param problems why scenarios could not be read
     * @param scenarios those that failed first
     */
    record Page(
            boolean isPassed,
            String result,
            boolean hasProblems,
            List<String> problems,
            List<CoverageText.Ratio> ratios,
            boolean hasCoverage,
            boolean isCovered,
            List<CoverageView> coverage,
            List<ScenarioView> scenarios) {}

    /** What is covered of rules, receivers or routes, and what is not. */
    record CoverageView(
            String what, boolean isMissing, List<CoverageRow> missing, boolean isSeen, List<CoverageRow> seen) {

        /** Those of which there is at least one. */
        static List<CoverageView> of(Coverage coverage) {
            return Stream.of(
                            of("rules", coverage.rules(), OfRule::isCovered, HtmlReport::row),
                            of("receivers", coverage.receivers(), OfReceiver::isCovered, HtmlReport::row),
                            of("routes", coverage.routes(), OfRoute::isCovered, HtmlReport::row))
                    .filter(view -> view.isMissing || view.isSeen)
                    .toList();
        }

        private static <T> CoverageView of(
                String what, List<T> each, Predicate<T> isCovered, Function<T, CoverageRow> row) {
            List<CoverageRow> missing =
                    each.stream().filter(isCovered.negate()).map(row).toList();
            List<CoverageRow> seen = each.stream().filter(isCovered).map(row).toList();
            return new CoverageView(what, !missing.isEmpty(), missing, !seen.isEmpty(), seen);
        }
    }

    /** A rule, a receiver or a route, and what was seen of it. */
    record CoverageRow(String name, String detail) {}

    private static Page page(TestRun run) {
        int failed = run.failed().size();
        int all = run.verdicts().size();
        List<CoverageView> coverage = CoverageView.of(run.coverage());
        return new Page(
                run.isPassed() && all > 0,
                result(failed, all),
                !run.problems().isEmpty(),
                run.problems().stream().map(Problem::toString).toList(),
                CoverageText.Ratio.of(run.coverage()),
                !coverage.isEmpty(),
                coverage.stream().noneMatch(CoverageView::isMissing),
                coverage,
                run.verdicts().stream()
                        .sorted(Comparator.comparing(Verdict::isPassed))
                        .map(ScenarioView::of)
                        .toList());
    }

    private static String result(int failed, int all) {
        if (all == 0) {
            return "there was no scenario";
        }
        return failed == 0
                ? Words.count(all, "scenario") + " passed"
                : failed + " of " + Words.count(all, "scenario") + " failed";
    }

    private static CoverageRow row(OfRule rule) {
        return new CoverageRow(
                rule.alert(),
                rule.isCovered()
                        ? "fires in " + Words.count(rule.fired(), "scenario") + ", near miss in " + rule.nearMisses()
                        : CoverageText.lack(rule));
    }

    private static CoverageRow row(OfReceiver receiver) {
        return new CoverageRow(receiver.name(), receiver.isCovered() ? "alerts reached it" : "no alert reached it");
    }

    private static CoverageRow row(OfRoute route) {
        return new CoverageRow(
                CoverageText.matchers(route.node()) + " → " + route.node().receiver(),
                route.isCovered() ? "alerts took it" : "no alert took it");
    }
}
