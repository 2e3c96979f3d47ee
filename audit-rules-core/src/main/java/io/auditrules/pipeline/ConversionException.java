package io.auditrules.pipeline;

/** A text that is not the value that it should be; the message is the one that Loki puts into {@code __error_details__}. */
final class ConversionException extends Exception {
    private static final long serialVersionUID = 1;

    ConversionException(String message) {
        // thrown for each of many lines: no stack trace
        super(message, null, false, false);
    }

    @Override
    public String getMessage() {
        String message = super.getMessage();
        return message == null ? "" : message;
    }
}
