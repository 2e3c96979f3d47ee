package io.auditrules.template;

/** What a function returns to Go as its error, or panics with; whoever called it says where. */
final class Failure extends RuntimeException {
    private static final long serialVersionUID = 1;

    /** The message is bytes of UTF-8, as all texts inside. */
    Failure(String message) {
        super(message, null, false, false);
    }

    String text() {
        return String.valueOf(getMessage());
    }
}
