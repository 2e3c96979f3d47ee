package io.auditrules.yaml;

import io.auditrules.diagnostic.Place;

/**
 * A single value: the text as the author wrote it (without quotes, with escapes resolved), and what YAML 1.1 takes it
 * for. {@code on} is kept as {@code on}: who wants a string has it, who wants a boolean asks {@link #type}.
 *
 * @param text never normalised: {@code 0o17} and {@code 1:30} stay what they are
 * @param type what a plain scalar is resolved to; always {@link Type#STRING} for a quoted one
 */
public record YamlScalar(String text, Type type, Place place) implements YamlNode {

    /** What YAML 1.1 resolves a plain scalar to. */
    public enum Type {
        STRING("text"),
        INTEGER("a number"),
        FLOAT("a number"),
        BOOLEAN("true or false"),
        TIMESTAMP("a date"),
        NULL("nothing");

        private final String words;

        Type(String words) {
            this.words = words;
        }
    }

    /** True for {@code null}, {@code ~} and a value left out. */
    public boolean isNull() {
        return type == Type.NULL;
    }

    @Override
    public String kind() {
        return type.words;
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
        return visitor.scalar(this);
    }
}
