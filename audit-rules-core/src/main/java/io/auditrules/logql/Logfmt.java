package io.auditrules.logql;

import java.util.List;

/**
 * Makes labels of a logfmt line.
 *
 * @param isStrict whether a line that is no logfmt is an error
 * @param keepsEmpty whether a key without a value becomes a label
 * @param extractions empty for everything
 */
public record Logfmt(boolean isStrict, boolean keepsEmpty, List<Extraction> extractions) implements Stage {

    public Logfmt {
        extractions = List.copyOf(extractions);
        extractions.forEach(extraction -> LogfmtKey.check(extraction.expression()));
    }

    /** {@code | logfmt}. */
    public static Logfmt all() {
        return new Logfmt(false, false, List.of());
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
        return visitor.logfmt(this);
    }

    /** The canonical LogQL text. */
    @Override
    public String toString() {
        return Printer.print(this);
    }
}
