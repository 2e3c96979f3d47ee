package io.auditrules.check;

import io.auditrules.diagnostic.Place;
import java.util.Comparator;

/**
 * Something that will go wrong.
 *
 * @param about the check that found it
 * @param place the token
 * @param detail what it is in this case: a sentence without a full stop, values in double quotes
 * @param advice what to do in this case
 */
public record Finding(About about, Place place, String detail, String advice) implements Comparable<Finding> {
    private static final Comparator<Finding> READING_ORDER = Comparator.comparing(Finding::place)
            .thenComparing(finding -> finding.about().id())
            .thenComparing(Finding::detail);

    /** Orders findings as a person reads: by place. */
    @Override
    public int compareTo(Finding other) {
        return READING_ORDER.compare(this, other);
    }
}
