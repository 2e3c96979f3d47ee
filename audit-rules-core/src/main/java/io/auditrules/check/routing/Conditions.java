package io.auditrules.check.routing;

import io.auditrules.alertmanager.Matcher;
import io.auditrules.alertmanager.Matcher.Operator;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Matchers that all hold, and what follows from that. What cannot be decided does not follow. */
final class Conditions {
    private static final Set<String> ANY = Set.of(".*", "(.*)", "(?:.*)", "^.*$", "^.*", ".*$");
    private static final Set<String> ANY_TEXT = Set.of(".+", "(.+)", "(?:.+)", "^.+$", "^.+", ".+$", ".*.+", ".+.*");

    private final List<Matcher> matchers;

    Conditions(List<Matcher> matchers) {
        this.matchers = List.copyOf(matchers);
    }

    /** These and more. */
    Conditions and(List<Matcher> more) {
        List<Matcher> all = new ArrayList<>(matchers);
        all.addAll(more);
        return new Conditions(all);
    }

    /** The first matcher that nothing can fulfil which fulfils those before it. */
    Optional<Matcher> contradiction() {
        for (int i = 0; i < matchers.size(); i++) {
            Conditions before = new Conditions(matchers.subList(0, i));
            Conditions with = new Conditions(matchers.subList(0, i + 1));
            if (with.isContradictoryOn(matchers.get(i).label())
                    && !before.isContradictoryOn(matchers.get(i).label())) {
                return Optional.of(matchers.get(i));
            }
        }
        return Optional.empty();
    }

    private boolean isContradictoryOn(String label) {
        List<Matcher> all = on(label);
        Optional<List<String>> values = values(all);
        return values.isPresent()
                ? values.get().isEmpty()
                : all.stream().anyMatch(matcher -> all.contains(opposite(matcher)));
    }

    private static Matcher opposite(Matcher matcher) {
        Operator operator = switch (matcher.operator()) {
            case EQUAL -> Operator.NOT_EQUAL;
            case NOT_EQUAL -> Operator.EQUAL;
            case REGEXP -> Operator.NOT_REGEXP;
            case NOT_REGEXP -> Operator.REGEXP;
        };
        return new Matcher(matcher.label(), operator, matcher.value());
    }

    /** Whether all that fulfils these fulfils others too. */
    boolean imply(List<Matcher> others) {
        return others.stream().allMatch(this::imply);
    }

    private boolean imply(Matcher other) {
        List<Matcher> all = on(other.label());
        if (isAlwaysFulfilled(other) || all.contains(other)) {
            return true;
        }
        Optional<List<String>> values = values(all);
        return values.isPresent()
                ? values.get().stream().allMatch(value -> fulfils(value, other))
                : all.stream().anyMatch(matcher -> implies(matcher, other));
    }

    /** Of a matcher whose values cannot be counted. */
    private static boolean implies(Matcher matcher, Matcher other) {
        boolean wantsSomething =
                (other.operator() == Operator.NOT_EQUAL && other.value().isEmpty())
                        || (other.operator() == Operator.REGEXP && ANY_TEXT.contains(other.value()));
        if (wantsSomething) {
            return !fulfils("", matcher);
        }
        return switch (other.operator()) {
            case NOT_EQUAL -> !fulfils(other.value(), matcher);
            case NOT_REGEXP ->
                new Matcher(other.label(), Operator.REGEXP, other.value())
                        .values()
                        .filter(values -> values.stream().noneMatch(value -> fulfils(value, matcher)))
                        .isPresent();
            case EQUAL, REGEXP -> false;
        };
    }

    private static boolean isAlwaysFulfilled(Matcher matcher) {
        return matcher.operator() == Operator.REGEXP && ANY.contains(matcher.value());
    }

    private List<Matcher> on(String label) {
        return matchers.stream()
                .filter(matcher -> matcher.label().equals(label))
                .toList();
    }

    /** The values that fulfil all matchers on one label, where they can be counted. */
    private static Optional<List<String>> values(List<Matcher> all) {
        return all.stream()
                .flatMap(matcher -> matcher.values().stream())
                .findFirst()
                .map(values -> values.stream()
                        .distinct()
                        .filter(value -> all.stream().allMatch(matcher -> fulfils(value, matcher)))
                        .toList());
    }

    private static boolean fulfils(String value, Matcher matcher) {
        return matcher.matches(Map.of(matcher.label(), value));
    }
}
