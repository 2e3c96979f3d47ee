package io.auditrules.rule;

import io.auditrules.diagnostic.IllegalValueException;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * What to look for, what identifies an alert, and how much is too much.
 *
 * @param query what to look for
 * @param by what identifies an alert, in the order in which the labels are written
 * @param threshold when the events of a window are too many
 * @param also what must have happened in the window as well
 * @param topk how many alerts there can be at most at a time, those with the highest values; empty for as many as Loki
 *     allows ({@code max_query_series}), beyond which the whole rule fails
 * @param atMetadata what is looked for instead where the audit log has no bodies
 * @param requires parameters of the site without whose values the detection makes no sense
 */
public record Detection(
        Query query,
        List<By> by,
        Threshold threshold,
        List<Companion> also,
        OptionalInt topk,
        Optional<Condition> atMetadata,
        List<SiteParameter> requires) {
    public Detection {
        by = List.copyOf(by);
        also = List.copyOf(also);
        requires = List.copyOf(requires);
        if (atMetadata.isPresent() && !(query instanceof Query.Events)) {
            throw new IllegalValueException(
                    "atMetadata cannot stand beside LogQL that is used as it is", "describe the detection with when");
        }
        if (topk.isPresent()) {
            checkTopk(topk.getAsInt());
        }
    }

    /** The same detection as it is where the audit log has no bodies; empty if there is none. */
    public Optional<Detection> withoutBodies() {
        return atMetadata.map(when -> new Detection(
                new Query.Events(when, ((Query.Events) query).lines()),
                by,
                threshold,
                also,
                topk,
                Optional.empty(),
                requires));
    }

    /**
     * Refuses what cannot be.
     *
     * @throws IllegalValueException if no alert would be left
     */
    public static void checkTopk(int topk) {
        if (topk < 1) {
            throw new IllegalValueException("topk of " + topk + " leaves no alert", "write for example 100");
        }
    }
}
