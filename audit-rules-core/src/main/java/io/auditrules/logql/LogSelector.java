package io.auditrules.logql;

import java.time.Duration;
import java.util.Optional;

/**
 * A log query: a stream selector and the stages that its lines go through, {@code {app="x"} |= "error" | json}.
 *
 * @param selector which streams
 * @param pipeline what happens to each line; may have no stage
 */
public record LogSelector(Selector selector, Pipeline pipeline) implements Expr {

    /** This query with more stages at its end. */
    public LogSelector pipe(Stage... stages) {
        return new LogSelector(selector, pipeline.then(stages));
    }

    /** The lines of the last while, such as {@code 2h}, for an aggregation. */
    public LogRange over(String range) {
        return over(DurationLiteral.range(range));
    }

    /** The lines of the last while, for an aggregation. */
    public LogRange over(Duration range) {
        return over(DurationLiteral.of(range));
    }

    private LogRange over(DurationLiteral range) {
        return new LogRange(this, Optional.empty(), range, Optional.empty());
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
        return visitor.logSelector(this);
    }

    /** The canonical LogQL text. */
    @Override
    public String toString() {
        return Printer.print(this);
    }
}
