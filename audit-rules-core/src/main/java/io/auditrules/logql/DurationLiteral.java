package io.auditrules.logql;

import io.auditrules.diagnostic.IllegalValueException;
import java.time.Duration;

/**
 * A duration, as its author wrote it.
 *
 * @param text {@code 2h}, {@code 1h30m}, {@code 120m}, {@code 1.5s}
 * @param value what Loki reads; {@link #parse} gives it
 */
public record DurationLiteral(String text, Duration value) {

    public DurationLiteral {
        if (!GoDuration.value(text).equals(value)) {
            throw new IllegalValueException(Text.shown(text) + " is not " + value, "");
        }
    }

    /** The duration that a text is where LogQL takes both Prometheus' form and Go's: {@code 1d}, {@code -1.5h}. */
    public static DurationLiteral parse(String text) {
        return new DurationLiteral(text, GoDuration.value(text));
    }

    /** The duration that a text is in the brackets of a range, where only Prometheus' form is legal: {@code 1d12h}. */
    public static DurationLiteral range(String text) {
        return new DurationLiteral(text, GoDuration.rangeValue(text));
    }

    /** The duration in Prometheus' form, the largest units first: {@code 1h30m}. */
    public static DurationLiteral of(Duration value) {
        return parse(GoDuration.text(value));
    }

    /** Refuses what Loki would not read as a duration outside of brackets, such as a plain 0. */
    void checkStandsAlone() {
        if (!Lexer.isSingle(text, Token.Kind.DURATION)) {
            throw new IllegalValueException(Text.shown(text) + " is not a duration to Loki", "write a unit: 0s");
        }
    }

    /** Whether the text can stand in the brackets of a range. */
    boolean isRange() {
        return GoDuration.isRange(text);
    }

    /** The text as it was written. */
    @Override
    public String toString() {
        return text;
    }
}
