package io.auditrules.check.never;

import io.auditrules.check.Check;
import io.auditrules.check.EventLines;
import io.auditrules.check.Findings;
import io.auditrules.check.PlacedRule;
import io.auditrules.check.Scene;
import io.auditrules.logql.LabelFilter;
import io.auditrules.logql.Matcher;
import io.auditrules.logql.NumberFilter;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** A filter on a field of an event that wants what no event has there; told apart by whether other values are wanted too. */
final class NoSuchValue extends AuditCheck {
    private final boolean isAlone;

    private NoSuchValue(String id, boolean isAlone) {
        super(id);
        this.isAlone = isAlone;
    }

    /** Finds filters that no event passes. */
    static Check alone() {
        return new NoSuchValue("never/no-such-value", true);
    }

    /** Finds values that a filter lists in vain. */
    static Check amongOthers() {
        return new NoSuchValue("never/dead-alternative", false);
    }

    @Override
    void check(Scene scene, PlacedRule rule, EventLines lines, Findings findings) {
        Vocabulary.of(lines).forEach((field, vocabulary) -> {
            List<LabelFilter> necessary = lines.necessary(field);
            for (Matcher matcher : lines.wanting(field)) {
                check(rule, matcher, necessary.stream().anyMatch(one -> one == matcher), vocabulary, lines, findings);
            }
            if (isAlone && !vocabulary.values().isEmpty()) {
                necessary.stream()
                        .filter(NumberFilter.class::isInstance)
                        .filter(filter -> vocabulary.values().stream().noneMatch(lines.test(filter)::passes))
                        .forEach(filter -> findings.add(
                                about(),
                                rule.placeOf(filter),
                                "no event has a " + name(field) + " with which " + filter + " holds"));
            }
        });
    }

    private void check(
            PlacedRule rule,
            Matcher matcher,
            boolean isNecessary,
            Vocabulary vocabulary,
            EventLines lines,
            Findings findings) {
        Optional<Set<String>> listed = lines.test(matcher).texts();
        Set<String> faulty = new LinkedHashSet<>();
        listed.ifPresent(texts -> texts.stream()
                .filter(text ->
                        !text.isEmpty() && vocabulary.fault().apply(text).isPresent())
                .sorted()
                .forEach(faulty::add));
        boolean isDead = vocabulary.values().isEmpty()
                ? listed.filter(texts -> !texts.isEmpty() && faulty.size() == texts.size())
                        .isPresent()
                : vocabulary.values().stream().noneMatch(lines.test(matcher)::passes);
        if (isDead && isNecessary) {
            if (isAlone) {
                String first = faulty.stream().findFirst().orElse(matcher.value());
                Vocabulary.Fault fault = vocabulary
                        .fault()
                        .apply(first)
                        .orElseGet(() -> new Vocabulary.Fault("is what no event has there", about().advice()));
                findings.add(about(), rule.placeOf(matcher), said(matcher.value(), fault), fault.advice());
            }
        } else if (!isAlone) {
            for (String value : faulty) {
                vocabulary
                        .fault()
                        .apply(value)
                        .ifPresent(fault -> findings.add(
                                about(), rule.placeOf(matcher).narrowedTo(value), said(value, fault), fault.advice()));
            }
        }
    }

    private static String said(String value, Vocabulary.Fault fault) {
        return "\"" + value + "\" " + fault.what();
    }

    private static String name(String field) {
        return field.equals("responseStatus.code") ? "status" : field;
    }
}
