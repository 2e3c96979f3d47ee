package io.auditrules.report;

import io.auditrules.diagnostic.Visible;
import io.auditrules.scenario.Mismatch;
import io.auditrules.scenario.TestRun;
import io.auditrules.scenario.Verdict;
import java.util.ArrayList;
import java.util.List;

/**
 * A run as a terminal shows it: a line for each scenario, then what failed and why, what is not covered, and the totals
 * last, where they are seen.
 *
 * <pre>{@code
 * PASS  rules/exec.test.yaml:3   a shell in a pod is told (2 lines, 1 alert, 41 ms)
 * FAIL  rules/exec.test.yaml:19  a refused shell is not told (1 line, 1 alert, 12 ms)
 * }</pre>
 */
public final class ConsoleText {
    private final TestRun run;
    private final boolean explain;
    private final List<Line> lines = new ArrayList<>();

    private ConsoleText(TestRun run, boolean explain) {
        this.run = run;
        this.explain = explain;
    }

    /** How much a line matters. */
    public enum Weight {
        /** All is well. */
        INFO,
        /** Not covered. */
        WARNING,
        /** Failed. */
        ERROR
    }

    /**
     * One line.
     *
     * @param text without a line end, and without characters that a terminal acts on
     */
    public record Line(Weight weight, String text) {}

    /**
     * The lines to print.
     *
     * @param explain whether to tell of each scenario what fired, the routes that it took, who was told and who was not
     */
    public static List<Line> of(TestRun run, boolean explain) {
        ConsoleText console = new ConsoleText(run, explain);
        console.scenarios();
        run.failed().forEach(console::failure);
        console.coverage();
        console.totals();
        return List.copyOf(console.lines);
    }

    private void scenarios() {
        int width = run.verdicts().stream()
                .mapToInt(verdict -> place(verdict).length())
                .max()
                .orElse(0);
        for (Verdict verdict : run.verdicts()) {
            String place = place(verdict);
            Weight weight = verdict.isPassed() ? Weight.INFO : Weight.ERROR;
            add(
                    weight,
                    (verdict.isPassed() ? "PASS  " : "FAIL  ") + place + " ".repeat(width - place.length()) + "  "
                            + verdict.scenario().name() + " (" + Words.amounts(verdict) + ")");
            if (explain) {
                new Explanation(run.site(), verdict).lines().forEach(line -> add(weight, "      " + line));
            }
        }
    }

    private void failure(Verdict verdict) {
        add(Weight.ERROR, "");
        add(Weight.ERROR, place(verdict) + "  " + verdict.scenario().name());
        for (Mismatch mismatch : verdict.mismatches()) {
            Words.lines(mismatch).forEach(line -> add(Weight.ERROR, "  " + line));
        }
    }

    private void coverage() {
        List<String> missing = CoverageText.missing(run.coverage());
        if (!missing.isEmpty()) {
            add(Weight.WARNING, "");
            add(Weight.WARNING, "not covered:");
            missing.forEach(line -> add(Weight.WARNING, "  " + line));
        }
    }

    private void totals() {
        int failed = run.failed().size();
        int all = run.verdicts().size();
        String summary = CoverageText.summary(run.coverage());
        add(Weight.INFO, "");
        if (!summary.isEmpty()) {
            add(Weight.INFO, "covered: " + summary);
        }
        add(
                failed > 0 ? Weight.ERROR : all == 0 ? Weight.WARNING : Weight.INFO,
                Words.count(all, "scenario") + ": " + (all - failed) + " passed, " + failed + " failed");
    }

    private static String place(Verdict verdict) {
        return Visible.line(Words.place(verdict.place()));
    }

    private void add(Weight weight, String text) {
        lines.add(new Line(weight, Visible.line(text)));
    }
}
