package io.auditrules.maven;

import java.io.Serial;

/** Rules written in Java cannot be loaded or run; the message says what the project's author can do. */
final class JavaRulesException extends RuntimeException {
    @Serial
    private static final long serialVersionUID = 1;

    JavaRulesException(String message) {
        super(message);
    }

    JavaRulesException(String message, Throwable cause) {
        super(message, cause);
    }
}
