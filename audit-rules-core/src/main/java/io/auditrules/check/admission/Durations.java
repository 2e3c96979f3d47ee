package io.auditrules.check.admission;

import io.auditrules.diagnostic.IllegalValueException;
import io.auditrules.time.PrometheusDuration;
import io.auditrules.yaml.YamlScalar;
import java.util.Optional;

/** Durations as the operator reads them. */
final class Durations {
    private Durations() {}

    /** Why a text is no duration; empty if it is one. */
    static Optional<String> refusal(YamlScalar text) {
        try {
            new PrometheusDuration(text.text());
            return Optional.empty();
        } catch (IllegalValueException e) {
            return Optional.of(text.text().isEmpty() ? "the empty text is not a duration" : e.message());
        }
    }
}
