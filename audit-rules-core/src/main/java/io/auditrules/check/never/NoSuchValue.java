package io.auditrules.check.never;

import io.auditrules.check.About;
import io.auditrules.check.AuditLog;
import io.auditrules.check.Check;
import io.auditrules.check.Findings;
import io.auditrules.check.PlacedRule;
import io.auditrules.check.Scene;
import io.auditrules.logql.LabelFilter;
import io.auditrules.logql.LogRange;
import io.auditrules.logql.Matcher;
import io.auditrules.logql.NumberFilter;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** A filter on a field of an event that wants what no event has there; told apart by whether other values are wanted too. */
final class NoSuchValue implements Check {
    private static final About ALONE = About.of("never/no-such-value");
    private static final About AMONG_OTHERS = About.of("never/dead-alternative");

    private final boolean isAlone;

    private NoSuchValue(boolean isAlone) {
        this.isAlone = isAlone;
    }

    /** Finds filters that no event passes. */
    static Check alone() {
        return new NoSuchValue(true);
    }

    /** Finds values that a filter lists in vain. */
    static Check amongOthers() {
        return new NoSuchValue(false);
    }

    @Override
    public About about() {
        return isAlone ? ALONE : AMONG_OTHERS;
    }

    @Override
    public void check(Scene scene, Findings findings) {
        AuditLog log = scene.auditLog();
        for (PlacedRule rule : scene.rules()) {
            for (LogRange range : rule.ranges()) {
                if (log.isReadBy(range)) {
                    check(rule, range, findings);
                }
            }
        }
    }

    private void check(PlacedRule rule, LogRange range, Findings findings) {
        Asked asked = new Asked(range);
        Vocabulary.of(range, asked).forEach((field, vocabulary) -> {
            List<LabelFilter> necessary = asked.necessary(field);
            for (Matcher matcher : asked.wanting(field)) {
                check(rule, matcher, necessary.stream().anyMatch(one -> one == matcher), vocabulary, asked, findings);
            }
            if (isAlone && !vocabulary.values().isEmpty()) {
                necessary.stream()
                        .filter(NumberFilter.class::isInstance)
                        .filter(filter -> vocabulary.values().stream().noneMatch(asked.test(filter)::passes))
                        .forEach(filter -> findings.add(
                                ALONE,
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
            Asked asked,
            Findings findings) {
        Optional<Set<String>> listed = Texts.of(matcher);
        Set<String> faulty = new LinkedHashSet<>();
        listed.ifPresent(texts -> texts.stream()
                .filter(text ->
                        !text.isEmpty() && vocabulary.fault().apply(text).isPresent())
                .sorted()
                .forEach(faulty::add));
        boolean isDead = vocabulary.values().isEmpty()
                ? listed.filter(texts -> !texts.isEmpty() && faulty.size() == texts.size())
                        .isPresent()
                : vocabulary.values().stream().noneMatch(asked.test(matcher)::passes);
        if (isDead && isNecessary) {
            if (isAlone) {
                String first = faulty.stream().findFirst().orElse(matcher.value());
                Vocabulary.Fault fault = vocabulary
                        .fault()
                        .apply(first)
                        .orElseGet(() -> new Vocabulary.Fault("is what no event has there", ALONE.advice()));
                findings.add(ALONE, rule.placeOf(matcher), said(matcher.value(), fault), fault.advice());
            }
        } else if (!isAlone) {
            for (String value : faulty) {
                vocabulary
                        .fault()
                        .apply(value)
                        .ifPresent(fault -> findings.add(
                                AMONG_OTHERS,
                                rule.placeOf(matcher).narrowedTo(value),
                                said(value, fault),
                                fault.advice()));
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
