package io.auditrules.logql;

import io.auditrules.regex.Re2;

/**
 * Makes labels of what the named groups of a regular expression match, {@code | regexp "(?P<verb>GET|PUT)"}.
 *
 * @param regex with at least one named group
 */
public record Regexp(String regex) implements Stage {

    public Regexp {
        Text.check(regex);
        Re2.checkNamedGroup(regex);
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
        return visitor.regexp(this);
    }

    /** The canonical LogQL text. */
    @Override
    public String toString() {
        return Printer.print(this);
    }
}
