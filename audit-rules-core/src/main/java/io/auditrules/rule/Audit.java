package io.auditrules.rule;

import io.auditrules.diagnostic.IllegalValueException;
import io.auditrules.diagnostic.Suggestion;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * What the cluster records, and what becomes of a detection that needs more.
 *
 * @param profile empty if it is not stated: then no need is checked
 * @param unmet what becomes of a detection whose need the profile does not meet
 */
public record Audit(Optional<AuditProfile> profile, Unmet unmet) {
    /** Nothing is stated. */
    public static final Audit UNSTATED = new Audit(Optional.empty(), Unmet.FALLBACK);

    /** What becomes of a detection whose need the profile does not meet. */
    public enum Unmet {
        /** It sees what can be seen without bodies. */
        FALLBACK,
        /** It is refused. */
        ERROR;

        /**
         * Reads the form that definitions use.
         *
         * @throws IllegalValueException for any other text
         */
        public static Unmet of(String text) {
            return Arrays.stream(values())
                    .filter(unmet -> unmet.toString().equals(text))
                    .findFirst()
                    .orElseThrow(() -> new IllegalValueException(
                            "\"" + text + "\" does not say what becomes of an unmet need",
                            Suggestion.of(text, names())));
        }

        /** All, as definitions write them. */
        public static List<String> names() {
            return Arrays.stream(values()).map(Unmet::toString).toList();
        }

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}
