package io.auditrules.check.never;

import io.auditrules.check.EventLines;
import io.auditrules.check.LabelTest;
import io.auditrules.logql.LabelFilter;
import io.auditrules.logql.Matcher;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** What lines must fulfil, by the fields of the event. */
final class Asked {
    private static final String LEVEL = "level";

    private final EventLines lines;
    private final Map<String, List<LabelFilter>> necessary;
    private final Map<String, List<Matcher>> wanting;

    Asked(EventLines lines) {
        this.lines = lines;
        this.necessary =
                lines.necessary().stream().collect(Collectors.groupingBy(filter -> fieldOf(EventLines.label(filter))));
        this.wanting = lines.filters().stream()
                .filter(Matcher.class::isInstance)
                .map(Matcher.class::cast)
                .filter(matcher ->
                        !matcher.operator().isNegative() && test(matcher).fails(""))
                .collect(Collectors.groupingBy(matcher -> fieldOf(matcher.label())));
    }

    EventLines lines() {
        return lines;
    }

    /** The filters on a field that every line must pass. */
    List<LabelFilter> necessary(String field) {
        return necessary.getOrDefault(field, List.of());
    }

    /** The matchers on a field that only lines pass which have it; those of an {@code or} too. */
    List<Matcher> wanting(String field) {
        return wanting.getOrDefault(field, List.of());
    }

    /** The level has no name among the fields that definitions use; what is no field is all the same. */
    private String fieldOf(String label) {
        return lines.field(label)
                .orElse(
                        label.equals(LEVEL) && lines.readsAllFields() && !Labels.areMade(lines.stages(), label)
                                ? LEVEL
                                : "");
    }

    LabelTest test(LabelFilter filter) {
        return lines.test(filter);
    }

    /** Whether a line passes whose field has this value, as far as can be told. */
    boolean allows(String field, String value) {
        return necessary(field).stream().noneMatch(filter -> test(filter).fails(value));
    }

    /** Those values of a field with which a line passes, as far as can be told. */
    List<String> allowed(String field, Collection<String> values) {
        List<LabelTest> all = necessary(field).stream().map(this::test).toList();
        return values.stream()
                .filter(value -> all.stream().noneMatch(test -> test.fails(value)))
                .toList();
    }

    /** Whether a line passes only if it has the field. */
    boolean needs(String field) {
        return !allows(field, "");
    }
}
