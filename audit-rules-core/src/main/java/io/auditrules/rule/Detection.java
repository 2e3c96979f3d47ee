package io.auditrules.rule;

import java.util.List;

/**
 * What to look for, what identifies an alert, and how much is too much.
 *
 * @param query what to look for
 * @param by what identifies an alert, in the order in which the labels are written
 * @param threshold when the events of a window are too many
 */
public record Detection(Query query, List<By> by, Threshold threshold) {
    public Detection {
        by = List.copyOf(by);
    }
}
