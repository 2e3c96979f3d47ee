package io.auditrules.diagnostic;

/**
 * A value that cannot be: thrown by the model when a value is built, and turned into a {@link Problem} with a place by
 * whoever read the value from a file.
 */
public final class IllegalValueException extends IllegalArgumentException {
    private static final long serialVersionUID = 1;

    private final String message;
    private final String advice;

    /** The two texts of a {@link Problem}. */
    public IllegalValueException(String message, String advice) {
        super(advice.isEmpty() ? message : message + ": " + advice);
        this.message = message;
        this.advice = advice;
    }

    /** What is wrong, without the advice. */
    public String message() {
        return message;
    }

    /** What to do, or what would be legal; may be empty. */
    public String advice() {
        return advice;
    }
}
