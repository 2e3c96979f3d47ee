package io.auditrules.template;

/**
 * A template could not be expanded with the given data. The message is the one of Go's text/template; of a line, Loki puts
 * it into the label {@code __error_details__}. It has no stack trace: with millions of lines it is an answer like another.
 */
public final class ExpansionException extends Exception {
    private static final long serialVersionUID = 1;

    ExpansionException(String message) {
        super(message, null, false, false);
    }

    /** The message, which is always there. */
    @Override
    public String getMessage() {
        return String.valueOf(super.getMessage());
    }
}
