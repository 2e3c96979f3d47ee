package io.auditrules.logql;

import io.auditrules.diagnostic.IllegalValueException;
import java.util.List;

/**
 * Removes all labels but these, {@code | keep level, user=~"system:.+"}.
 *
 * @param labels at least one
 */
public record Keep(List<LabelSelection> labels) implements Stage {

    public Keep {
        labels = List.copyOf(labels);
        if (labels.isEmpty()) {
            throw new IllegalValueException("keep without a label", "");
        }
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
        return visitor.keep(this);
    }

    /** The canonical LogQL text. */
    @Override
    public String toString() {
        return Printer.print(this);
    }
}
