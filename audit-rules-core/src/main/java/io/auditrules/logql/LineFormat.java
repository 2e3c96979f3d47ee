package io.auditrules.logql;

/**
 * Replaces the line by what a Go template yields.
 *
 * @param template the text as it is; whether it is a template that Loki can expand is not checked here
 */
public record LineFormat(String template) implements Stage {

    public LineFormat {
        Text.check(template);
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
        return visitor.lineFormat(this);
    }

    /** The canonical LogQL text. */
    @Override
    public String toString() {
        return Printer.print(this);
    }
}
