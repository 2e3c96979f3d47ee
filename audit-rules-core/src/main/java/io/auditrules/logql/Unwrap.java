package io.auditrules.logql;

import java.util.List;

/**
 * Takes the number to aggregate from a label, {@code | unwrap duration(took) | __error__=""}.
 *
 * @param label the label's name
 * @param conversion how its text becomes a number
 * @param filters conditions after it, joined as stages are; may be empty
 */
public record Unwrap(String label, Conversion conversion, List<LabelFilter> filters) {

    /** How the text of a label becomes a number. */
    public enum Conversion {
        /** The text is a number. */
        NUMBER(""),
        /** The text is a size such as {@code 20MB}, the number is bytes. */
        BYTES("bytes"),
        /** The text is a duration such as {@code 1m30s}, the number is seconds. */
        DURATION("duration"),
        /** The same as {@link #DURATION}. */
        DURATION_SECONDS("duration_seconds");

        private final String word;

        Conversion(String word) {
            this.word = word;
        }

        /** As LogQL writes it; empty for a number. */
        public String word() {
            return word;
        }
    }

    public Unwrap {
        Names.check(label);
        filters = List.copyOf(filters);
    }

    /** {@code | unwrap label}. */
    public static Unwrap of(String label) {
        return new Unwrap(label, Conversion.NUMBER, List.of());
    }

    /** The canonical LogQL text. */
    @Override
    public String toString() {
        return Printer.print(this);
    }
}
