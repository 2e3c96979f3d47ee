package io.auditrules.logql;

/** Removes ANSI colour codes from the line. */
public record Decolorize() implements Stage {

    @Override
    public <R> R accept(Visitor<R> visitor) {
        return visitor.decolorize(this);
    }

    /** The canonical LogQL text. */
    @Override
    public String toString() {
        return Printer.print(this);
    }
}
