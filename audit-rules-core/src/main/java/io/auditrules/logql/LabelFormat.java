package io.auditrules.logql;

import io.auditrules.diagnostic.IllegalValueException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Renames labels or makes them with Go templates, {@code | label_format a=b, c="{{.d}}"}.
 *
 * @param assignments at least one; each label once
 */
public record LabelFormat(List<Assignment> assignments) implements Stage {

    /** The name under which Loki tells errors of the pipeline. */
    private static final String ERROR_LABEL = "__error__";

    /**
     * A label gets a new value.
     *
     * @param label the label that is made
     * @param value another label's name, or a template
     * @param isRename whether the value names the label that is renamed
     */
    public record Assignment(String label, String value, boolean isRename) {

        public Assignment {
            Names.check(label);
            if (isRename) {
                Names.check(value);
            } else {
                Text.check(value);
            }
        }

        /** {@code label=other}: the other label is gone afterwards. */
        public static Assignment rename(String label, String other) {
            return new Assignment(label, other, true);
        }

        /** {@code label="template"}; whether Loki can expand the template is not checked here. */
        public static Assignment template(String label, String template) {
            return new Assignment(label, template, false);
        }
    }

    public LabelFormat {
        assignments = List.copyOf(assignments);
        if (assignments.isEmpty()) {
            throw new IllegalValueException("label_format without a label", "");
        }
        Set<String> seen = new HashSet<>();
        for (Assignment assignment : assignments) {
            if (assignment.label().equals(ERROR_LABEL)) {
                throw new IllegalValueException("label_format cannot make __error__", "choose another label");
            }
            if (!seen.add(assignment.label())) {
                throw new IllegalValueException(
                        "label_format makes " + Text.shown(assignment.label()) + " twice",
                        "use a second label_format stage");
            }
        }
    }

    /** A stage of these assignments. */
    public static LabelFormat of(Assignment... assignments) {
        return new LabelFormat(List.of(assignments));
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
        return visitor.labelFormat(this);
    }

    /** The canonical LogQL text. */
    @Override
    public String toString() {
        return Printer.print(this);
    }
}
