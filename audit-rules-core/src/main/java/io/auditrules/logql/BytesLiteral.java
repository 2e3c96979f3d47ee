package io.auditrules.logql;

import io.auditrules.diagnostic.IllegalValueException;

/**
 * A size in bytes, as its author wrote it.
 *
 * @param text {@code 20MB}, {@code 1.5KiB}
 * @param value what Loki reads, unsigned; {@link #parse} gives it
 */
public record BytesLiteral(String text, long value) {

    public BytesLiteral {
        if (!Lexer.isSingle(text, Token.Kind.BYTES)) {
            throw new IllegalValueException(
                    Text.shown(text) + " is not a size to Loki", "write a number and a unit, such as 20MB or 1.5KiB");
        }
        if (GoBytes.value(text) != value) {
            throw new IllegalValueException(
                    Text.shown(text) + " is not " + Long.toUnsignedString(value) + " bytes", "");
        }
    }

    /** The size that a text is. */
    public static BytesLiteral parse(String text) {
        return new BytesLiteral(text, GoBytes.value(text));
    }

    /** The text as it was written. */
    @Override
    public String toString() {
        return text;
    }
}
