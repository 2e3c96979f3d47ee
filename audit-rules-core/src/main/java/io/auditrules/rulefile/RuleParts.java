package io.auditrules.rulefile;

import io.auditrules.diagnostic.Place;
import io.auditrules.diagnostic.Places;
import io.auditrules.logql.DurationLiteral;
import io.auditrules.logql.LabelFilter;
import io.auditrules.logql.LineFilter;
import io.auditrules.logql.Literal;
import io.auditrules.logql.Matcher;
import io.auditrules.rule.Companion;
import io.auditrules.rule.Condition;
import io.auditrules.rule.Field;
import io.auditrules.rule.Query;
import io.auditrules.rule.Rule;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What the parts of a rule's LogQL were made of: a filter on a label of what the definition asks of that field, a group of what
 * stands in {@code by}, a range of the window. Where a field is asked for several times, the first stands for all.
 */
final class RuleParts {
    private final Rule rule;
    private final Places places;

    /** @param places where the values of the rule stand */
    RuleParts(Rule rule, Places places) {
        this.rule = rule;
        this.places = places;
    }

    /** Where what a part was made of stands; empty if nobody wrote it, or that is not known. */
    Optional<Place> find(Object part) {
        if (part instanceof LabelFilter filter) {
            return asked(filter.label(), isNegative(filter));
        }
        if (part instanceof String label) {
            return by(label).or(() -> asked(label, false));
        }
        if (part instanceof LineFilter filter) {
            return find(filter.alternatives().get(0));
        }
        if (part instanceof LineFilter.Alternative text) {
            return events().flatMap(events -> events.lines().stream())
                    .filter(line -> line.text().equals(text.text()))
                    .flatMap(line -> places.find(line).stream())
                    .findFirst();
        }
        if (part instanceof DurationLiteral) {
            return places.find(rule.window());
        }
        return part instanceof Literal ? places.find(rule.detection().threshold()) : Optional.empty();
    }

    private static boolean isNegative(LabelFilter filter) {
        return filter instanceof Matcher matcher && matcher.operator().isNegative();
    }

    private Stream<Query.Events> events() {
        return rule.detection().query() instanceof Query.Events events ? Stream.of(events) : Stream.empty();
    }

    private Optional<Place> by(String label) {
        return rule.detection().by().stream()
                .filter(by -> by.label().equals(label))
                .flatMap(by -> places.find(by).stream())
                .findFirst();
    }

    /** What is asked of a field: rather what is excluded, or rather what is wanted. */
    private Optional<Place> asked(String label, boolean isNegative) {
        return only(label, isNegative).or(() -> only(label, !isNegative));
    }

    private Optional<Place> only(String label, boolean isNegative) {
        Stream<Condition> wanted = Stream.concat(
                events().map(Query.Events::when),
                rule.detection().also().stream().map(Companion::when));
        return Stream.concat(
                        wanted.flatMap(each -> each.accept(new Asked(label, isNegative, Optional.empty())).stream()),
                        rule.exceptions().stream()
                                .flatMap(each -> each.accept(new Asked(label, !isNegative, Optional.empty())).stream()))
                .findFirst();
    }

    /** Finds where a field is asked for: below an odd number of negations, or an even one. */
    private final class Asked implements Condition.Visitor<Optional<Place>> {
        private final String label;
        private final boolean isNegative;
        private final Optional<Place> around;

        Asked(String label, boolean isNegative, Optional<Place> around) {
            this.label = label;
            this.isNegative = isNegative;
            this.around = around;
        }

        private Optional<Place> place(Condition condition) {
            return places.find(condition).or(() -> around);
        }

        private Optional<Place> one(Field field, Condition condition) {
            return !isNegative && field.label().equals(label) ? place(condition) : Optional.empty();
        }

        private Optional<Place> first(List<Condition> conditions, Condition whole) {
            Asked inside = new Asked(label, isNegative, place(whole));
            return conditions.stream()
                    .flatMap(each -> each.accept(inside).stream())
                    .findFirst();
        }

        @Override
        public Optional<Place> matches(Condition.Matches matches) {
            return one(matches.field(), matches);
        }

        @Override
        public Optional<Place> in(Condition.In in) {
            return one(in.field(), in);
        }

        @Override
        public Optional<Place> some(Condition.Some some) {
            return one(some.list(), some);
        }

        @Override
        public Optional<Place> all(Condition.All all) {
            return first(all.conditions(), all);
        }

        @Override
        public Optional<Place> any(Condition.Any any) {
            return first(any.conditions(), any);
        }

        @Override
        public Optional<Place> not(Condition.Not not) {
            return not.condition().accept(new Asked(label, !isNegative, place(not)));
        }
    }
}
