package io.auditrules.logql;

/** Restores the line and the labels that Promtail's {@code pack} stage embedded in JSON. */
public record Unpack() implements Stage {

    @Override
    public <R> R accept(Visitor<R> visitor) {
        return visitor.unpack(this);
    }

    /** The canonical LogQL text. */
    @Override
    public String toString() {
        return Printer.print(this);
    }
}
