package io.auditrules.logql;

/**
 * One label that {@link Json} or {@link Logfmt} takes from a line, {@code who="user.username"}.
 *
 * @param label the name that the value gets
 * @param expression where the value stands in the line
 */
public record Extraction(String label, String expression) {

    public Extraction {
        Names.check(label);
        Text.check(expression);
    }

    /** {@code label="expression"}. */
    public static Extraction of(String label, String expression) {
        return new Extraction(label, expression);
    }

    /** The canonical LogQL text. */
    @Override
    public String toString() {
        return Printer.print(this);
    }
}
