package io.auditrules.logql;

import io.auditrules.diagnostic.IllegalValueException;
import java.util.List;

/**
 * Removes these labels, {@code | drop level, user=~"system:.+"}.
 *
 * @param labels at least one
 */
public record Drop(List<LabelSelection> labels) implements Stage {

    public Drop {
        labels = List.copyOf(labels);
        if (labels.isEmpty()) {
            throw new IllegalValueException("drop without a label", "");
        }
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
        return visitor.drop(this);
    }

    /** The canonical LogQL text. */
    @Override
    public String toString() {
        return Printer.print(this);
    }
}
