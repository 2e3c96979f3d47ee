package io.auditrules.pipeline;

import io.auditrules.logql.Grouping;
import java.util.List;
import java.util.stream.Stream;

/**
 * The labels that a sample keeps. Loki drops the others before it aggregates, which decides what parsers look for.
 *
 * @param names sorted; one that stands twice can be kept twice, as in Loki, where it then matches no other series
 * @param isWithout whether the names are those that are dropped
 * @param isWithoutLabels whether a sample keeps none
 */
public record SampleGrouping(List<String> names, boolean isWithout, boolean isWithoutLabels) {

    /** Every label is kept. */
    public static final SampleGrouping ALL = new SampleGrouping(List.of(), false, false);

    /** No label is kept. */
    public static final SampleGrouping NOTHING = new SampleGrouping(List.of(), false, true);

    public SampleGrouping {
        names = names.stream().sorted().toList();
    }

    /** What an aggregation with this grouping leaves; without {@code by} and {@code without} that is nothing. */
    public static SampleGrouping of(Grouping grouping) {
        boolean isWithout = grouping.kind() == Grouping.Kind.WITHOUT;
        return new SampleGrouping(
                grouping.labels(), isWithout, grouping.labels().isEmpty() && !isWithout);
    }

    /** What is left where a label gives the number of the sample: Loki drops it unless it groups by it. */
    SampleGrouping withoutUnwrapped(String label) {
        return names.isEmpty() || isWithout
                ? new SampleGrouping(
                        Stream.concat(names.stream(), Stream.of(label)).toList(), true, isWithoutLabels)
                : this;
    }
}
