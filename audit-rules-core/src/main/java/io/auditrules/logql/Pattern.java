package io.auditrules.logql;

/**
 * Makes labels of the parts of a line, {@code | pattern "<ip> - <_> <rest>"}.
 *
 * @param expression with at least one named capture
 */
public record Pattern(String expression) implements Stage {

    public Pattern {
        Text.check(expression);
        PatternExpression.checkParser(expression);
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
        return visitor.pattern(this);
    }

    /** The canonical LogQL text. */
    @Override
    public String toString() {
        return Printer.print(this);
    }
}
