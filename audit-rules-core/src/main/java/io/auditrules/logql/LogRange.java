package io.auditrules.logql;

import io.auditrules.diagnostic.IllegalValueException;
import java.util.Optional;

/**
 * The lines of a while, {@code {app="x"} | json [5m] offset 1m}: what a range aggregation works on.
 *
 * @param query which lines
 * @param unwrap the label whose numbers are aggregated, if not the lines are
 * @param range how far back
 * @param offset how long ago the while ends
 */
public record LogRange(
        LogSelector query, Optional<Unwrap> unwrap, DurationLiteral range, Optional<DurationLiteral> offset) {

    public LogRange {
        offset.ifPresent(DurationLiteral::checkStandsAlone);
        if (!range.isRange()) {
            throw new IllegalValueException(
                    Text.shown(range.text()) + " cannot be a range",
                    "write whole units, the largest first, such as 1h30m");
        }
    }

    /** The same lines, with the numbers of a label. */
    public LogRange unwrap(Unwrap unwrapped) {
        return new LogRange(query, Optional.of(unwrapped), range, offset);
    }

    /** The same, but as of a while ago. */
    public LogRange offset(String duration) {
        return new LogRange(query, unwrap, range, Optional.of(DurationLiteral.parse(duration)));
    }

    /** {@code count_over_time(this)}. */
    public RangeAggregation countOverTime() {
        return aggregate(RangeAggregation.Operation.COUNT_OVER_TIME);
    }

    /** {@code rate(this)}. */
    public RangeAggregation rate() {
        return aggregate(RangeAggregation.Operation.RATE);
    }

    /** This, aggregated by an operation that needs no parameter. */
    public RangeAggregation aggregate(RangeAggregation.Operation operation) {
        return new RangeAggregation(operation, Optional.empty(), this, Grouping.NONE);
    }

    /** The canonical LogQL text. */
    @Override
    public String toString() {
        return Printer.print(this);
    }
}
