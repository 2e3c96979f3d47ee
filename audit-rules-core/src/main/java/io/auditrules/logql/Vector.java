package io.auditrules.logql;

/**
 * A series without labels and with this value, {@code vector(0)}.
 *
 * @param value without a sign
 */
public record Vector(Literal value) implements Metric {

    public Vector {
        GoNumber.checkUnsigned(value);
    }

    /** {@code vector(value)}. */
    public static Vector of(double value) {
        return new Vector(Literal.of(value));
    }

    @Override
    public <R> R accept(Metric.Visitor<R> visitor) {
        return visitor.vector(this);
    }

    /** The canonical LogQL text. */
    @Override
    public String toString() {
        return Printer.print(this);
    }
}
