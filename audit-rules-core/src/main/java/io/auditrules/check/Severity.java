package io.auditrules.check;

import io.auditrules.diagnostic.IllegalValueException;
import java.util.Arrays;
import java.util.Locale;

/** How bad it is; the worst first. */
public enum Severity {
    /** The cluster refuses it, or it never does what it is for. */
    ERROR,
    /** It fails under circumstances that will come. */
    WARNING,
    /** It works, but could be better, or cheaper. */
    NOTE;

    /**
     * Reads the form that people write.
     *
     * @throws IllegalValueException for any other text
     */
    public static Severity of(String text) {
        return Arrays.stream(values())
                .filter(severity -> severity.toString().equals(text))
                .findFirst()
                .orElseThrow(() -> new IllegalValueException(
                        "\"" + text + "\" is not a severity of a finding", "legal here: error, warning, note"));
    }

    /** Whether this is as bad as another, or worse. */
    public boolean isAtLeast(Severity other) {
        return compareTo(other) <= 0;
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
