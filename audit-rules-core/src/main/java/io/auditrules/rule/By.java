package io.auditrules.rule;

import io.auditrules.diagnostic.IllegalValueException;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** Part of what identifies an alert: events that agree in all of them are counted together and make one alert. */
public sealed interface By {

    /** The label that the alert will have. */
    String label();

    /** The field whose value it is; empty for a label that does not come from the event. */
    Optional<Field> field();

    /** The value of a field, under the label that Loki's {@code json} stage gives it. */
    record OfField(Field of) implements By {
        @Override
        public String label() {
            return of.label();
        }

        @Override
        public Optional<Field> field() {
            return Optional.of(of);
        }
    }

    /** A label of the stream, or one that the rule's own pipeline makes. */
    record OfLabel(String label) implements By {
        private static final Pattern NAME = Pattern.compile("[a-zA-Z_][a-zA-Z0-9_]*");
        private static final Set<String> OVERWRITTEN = Set.of("namespace", "tenantId", "severity", "alertname");

        public OfLabel {
            if (!NAME.matcher(label).matches()) {
                throw new IllegalValueException(
                        "\"" + label + "\" is not a label name",
                        "letters, digits and _ are legal, but no leading digit");
            }
            // Loki Operator 0.7.0 and later set namespace and tenantId, the rule itself the other two: series that
            // differ
            // in nothing else collapse, and the rule fails.
            if (OVERWRITTEN.contains(label)) {
                throw new IllegalValueException(
                        "the label \"" + label + "\" is overwritten on its way to Alertmanager",
                        "series that differ only in it would collapse and the rule would fail; give the value another label");
            }
        }

        @Override
        public Optional<Field> field() {
            return Optional.empty();
        }
    }

    /** By the value of a field. */
    static By field(Field field) {
        return new OfField(field);
    }

    /** By a label that does not come from the event. */
    static By label(String name) {
        return new OfLabel(name);
    }
}
