package io.auditrules.rule;

import io.auditrules.diagnostic.IllegalValueException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** How urgent an alert is: the three that the Loki Operator's webhook accepts. */
public enum Severity {
    CRITICAL,
    WARNING,
    INFO;

    /**
     * Reads the form that stands in manifests.
     *
     * @throws IllegalValueException for any other text
     */
    public static Severity of(String text) {
        return Arrays.stream(values())
                .filter(severity -> severity.toString().equals(text))
                .findFirst()
                .orElseThrow(() -> new IllegalValueException(
                        "the severity \"" + text + "\" is refused by the Loki Operator",
                        "legal here: " + String.join(", ", names())));
    }

    /** All, as manifests write them. */
    public static List<String> names() {
        return Arrays.stream(values()).map(Severity::toString).toList();
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
