package io.auditrules.text;

/**
 * What stands between {@code <%} and {@code %>}.
 *
 * @param name the variable, with dots for what is inside another; empty for a comment
 * @param start where the tag begins in the text
 * @param end where it has ended
 */
record Tag(Kind kind, String name, int start, int end) {

    enum Kind {
        VALUE,
        SECTION,
        INVERTED,
        END,
        COMMENT
    }

    /** Leaves no trace when it stands alone on its line, as the Mustache specification says. */
    boolean isSilent() {
        return kind != Kind.VALUE;
    }
}
