package io.auditrules.check.blind;

import io.auditrules.check.About;
import io.auditrules.check.Check;
import io.auditrules.check.Findings;
import io.auditrules.check.PlacedRule;
import io.auditrules.check.Scene;
import io.auditrules.logql.DurationLiteral;
import io.auditrules.logql.LogRange;
import io.auditrules.logql.RangeAggregation;
import io.auditrules.time.PrometheusDuration;
import java.time.Duration;

/** A window that does not reach from one evaluation to the next, with what lines need to arrive. */
final class Gap implements Check {
    private static final About BETWEEN = About.of("blind/gap");
    private static final About LATE = About.of("blind/late-lines");
    /** What a line may need from the API server to Loki. */
    private static final Duration LAG = Duration.ofMinutes(1);

    private final boolean isBetween;

    private Gap(boolean isBetween) {
        this.isBetween = isBetween;
    }

    /** Finds windows that are shorter than the interval. */
    static Check betweenEvaluations() {
        return new Gap(true);
    }

    /** Finds windows that leave no time for lines to arrive. */
    static Check lateLines() {
        return new Gap(false);
    }

    @Override
    public About about() {
        return isBetween ? BETWEEN : LATE;
    }

    @Override
    public void check(Scene scene, Findings findings) {
        for (PlacedRule rule : scene.rules()) {
            rule.query().stream()
                    .flatMap(Read::of)
                    .filter(read -> read.aggregation().operation() != RangeAggregation.Operation.ABSENT_OVER_TIME)
                    .map(Read::range)
                    .filter(range -> scene.auditLines(rule).contains(rule.lines(range)))
                    .forEach(range -> check(rule, range, findings));
        }
    }

    private void check(PlacedRule rule, LogRange range, Findings findings) {
        Duration window = range.range().value();
        Duration interval = rule.interval();
        if (window.compareTo(interval) < 0) {
            if (isBetween) {
                findings.add(
                        BETWEEN,
                        rule.placeOf(range.range()),
                        "of each " + text(interval) + " between two evaluations it looks at " + text(window));
            }
            return;
        }
        Duration offset = range.offset().map(DurationLiteral::value).orElse(Duration.ZERO);
        Duration spare = window.minus(interval).plus(offset);
        if (isBetween || offset.isNegative()) {
            return;
        }
        if (window.equals(interval)) {
            findings.add(
                    LATE,
                    rule.placeOf(range.range()),
                    "the window is as long as the interval of " + text(interval)
                            + ", so one evaluation that is left out"
                            + (offset.compareTo(LAG) < 0 ? ", or a line that comes late," : "") + " loses events",
                    advice(interval));
        } else if (spare.compareTo(LAG) < 0) {
            findings.add(
                    LATE,
                    rule.placeOf(range.range()),
                    "a line that comes more than " + text(spare) + " late is in no window",
                    advice(interval));
        }
    }

    private static String advice(Duration interval) {
        Duration twice = interval.multipliedBy(2);
        Duration withLag = interval.plus(LAG);
        return "make the window at least " + text(twice.compareTo(withLag) > 0 ? twice : withLag);
    }

    private static String text(Duration duration) {
        return PrometheusDuration.of(duration).text();
    }
}
