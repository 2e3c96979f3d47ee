package io.auditrules.rule;

import io.auditrules.diagnostic.IllegalValueException;
import io.auditrules.diagnostic.Suggestion;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** What is made of a field's value before it is looked at: {@code requestURI | urldecode}. */
public enum FieldFunction {
    /** Percent-encoding undone, {@code +} read as a blank; a percent sign that begins no code is dropped. */
    URLDECODE,
    /** Base64 undone. */
    B64DEC,
    /** What is base64-encoded between the lines {@code -----BEGIN …-----} and {@code -----END …-----}, decoded. */
    PEM,
    /** The last element of a list of texts; of {@code sourceIPs}, the one address that the API server saw itself. */
    LAST;

    /**
     * Reads the form that definitions use.
     *
     * @throws IllegalValueException for any other text
     */
    public static FieldFunction of(String text) {
        return Arrays.stream(values())
                .filter(function -> function.toString().equals(text))
                .findFirst()
                .orElseThrow(() -> new IllegalValueException(
                        "\"" + text + "\" makes nothing of a field", Suggestion.of(text, names())));
    }

    /** All, as definitions write them. */
    public static List<String> names() {
        return Arrays.stream(values()).map(FieldFunction::toString).toList();
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
