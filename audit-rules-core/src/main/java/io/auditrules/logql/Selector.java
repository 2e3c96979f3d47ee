package io.auditrules.logql;

import io.auditrules.diagnostic.IllegalValueException;
import java.util.List;

/**
 * A stream selector, {@code {log_type="audit", namespace=~"prod-.+"}}.
 *
 * @param matchers at least one, of which at least one does not match the empty value, as Loki demands (v3.7.6)
 */
public record Selector(List<Matcher> matchers) {

    public Selector {
        matchers = List.copyOf(matchers);
        if (matchers.stream().allMatch(Matcher::matchesEmpty)) {
            throw new IllegalValueException(
                    matchers.isEmpty()
                            ? "a selector without a matcher selects every stream, which Loki refuses"
                            : "all matchers of the selector match an absent label, which Loki refuses",
                    "add a matcher that names a value, such as app=\"x\" or app=~\".+\"");
        }
    }

    /** A selector of these matchers. */
    public static Selector of(Matcher... matchers) {
        return new Selector(List.of(matchers));
    }

    /** A log query: the lines of these streams, through these stages. */
    public LogSelector pipe(Stage... stages) {
        return new LogSelector(this, Pipeline.of(stages));
    }

    /** A log query: the lines of these streams, through the stages of a pipeline. */
    public LogSelector pipe(Pipeline pipeline) {
        return new LogSelector(this, pipeline);
    }

    /** The canonical LogQL text. */
    @Override
    public String toString() {
        return Printer.print(this);
    }
}
