package io.auditrules.logql;

import io.auditrules.diagnostic.IllegalValueException;

/** What LogQL takes for a label's name. */
final class Names {
    private Names() {}

    static void check(String label) {
        if (!Lexer.isSingle(label, Token.Kind.NAME)) {
            throw new IllegalValueException(
                    Text.shown(label) + " cannot be a label's name in LogQL",
                    label.isEmpty()
                            ? "name the label"
                            : Lexer.isReserved(label)
                                    ? "it is a reserved word; take another name with json or label_format"
                                    : "a name has letters, digits and _, and does not begin with a digit");
        }
    }
}
