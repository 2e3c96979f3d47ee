package io.auditrules.diagnostic;

/**
 * A value that cannot be: thrown by the model when a value is built, and turned into a {@link Problem} with a place by
 * whoever read the value from a file.
 */
public final class IllegalValueException extends IllegalArgumentException {
    private static final long serialVersionUID = 1;

    private final String message;
    private final String advice;
    private final int from;
    private final int to;

    /** The two texts of a {@link Problem}. */
    public IllegalValueException(String message, String advice) {
        this(message, advice, -1, -1);
    }

    /**
     * The same for a text of which only a part is wrong.
     *
     * @param from where the part begins in the text, in UTF-16
     * @param to behind its last character
     */
    public IllegalValueException(String message, String advice, int from, int to) {
        super(advice.isEmpty() ? message : message + ": " + advice);
        this.message = message;
        this.advice = advice;
        this.from = from;
        this.to = to;
    }

    /** What is wrong, without the advice. */
    public String message() {
        return message;
    }

    /** What to do, or what would be legal; may be empty. */
    public String advice() {
        return advice;
    }

    /** Where in the text that cannot be its wrong part stands; all of the text if no part is known. */
    public Place placeIn(Source text) {
        return from < 0 ? text.place() : text.placeAt(from, to);
    }
}
