package io.auditrules.rulefile;

import io.auditrules.diagnostic.Place;
import io.auditrules.diagnostic.Places;
import io.auditrules.logql.And;
import io.auditrules.logql.BytesFilter;
import io.auditrules.logql.DurationFilter;
import io.auditrules.logql.DurationLiteral;
import io.auditrules.logql.IpFilter;
import io.auditrules.logql.LabelFilter;
import io.auditrules.logql.LineFilter;
import io.auditrules.logql.Literal;
import io.auditrules.logql.Matcher;
import io.auditrules.logql.NumberFilter;
import io.auditrules.logql.Or;
import io.auditrules.rule.Companion;
import io.auditrules.rule.Condition;
import io.auditrules.rule.Query;
import io.auditrules.rule.Rule;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What the parts of a rule's LogQL were made of: a filter on a label of what the definition asks of that field, a group of what
 * stands in {@code by}, a range of the window. Where a field is asked for several times, the first stands for all.
 */
final class RuleParts {
    private final Rule rule;
    private final Places places;
    private final Map<String, Place> wanted = new HashMap<>();
    private final Map<String, Place> unwanted = new HashMap<>();

    /** @param places where the values of the rule stand */
    RuleParts(Rule rule, Places places) {
        this.rule = rule;
        this.places = places;
        events().map(Query.Events::when).forEach(when -> collect(when, wanted, unwanted));
        rule.detection().also().stream().map(Companion::when).forEach(when -> collect(when, wanted, unwanted));
        rule.exceptions().forEach(exception -> collect(exception, unwanted, wanted));
    }

    private Stream<Query.Events> events() {
        return rule.detection().query() instanceof Query.Events events ? Stream.of(events) : Stream.empty();
    }

    private void collect(Condition condition, Map<String, Place> asked, Map<String, Place> denied) {
        condition.accept(new Fields(Optional.empty(), asked, denied));
    }

    /** Where what a part was made of stands; empty if nobody wrote it, or that is not known. */
    Optional<Place> find(Object part) {
        if (part instanceof LabelFilter filter) {
            return filter.accept(new OfFilter());
        }
        if (part instanceof String label) {
            return by(label).or(() -> wanted(label));
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

    private Optional<Place> by(String label) {
        return rule.detection().by().stream()
                .filter(by -> by.label().equals(label))
                .flatMap(by -> places.find(by).stream())
                .findFirst();
    }

    private Optional<Place> wanted(String label) {
        return Optional.ofNullable(wanted.get(label)).or(() -> Optional.ofNullable(unwanted.get(label)));
    }

    private Optional<Place> unwanted(String label) {
        return Optional.ofNullable(unwanted.get(label)).or(() -> Optional.ofNullable(wanted.get(label)));
    }

    /** Collects where fields are asked for. */
    private final class Fields implements Condition.Visitor<Boolean> {
        private final Optional<Place> around;
        private final Map<String, Place> asked;
        private final Map<String, Place> denied;

        Fields(Optional<Place> around, Map<String, Place> asked, Map<String, Place> denied) {
            this.around = around;
            this.asked = asked;
            this.denied = denied;
        }

        private Fields inside(Condition condition) {
            return new Fields(place(condition), asked, denied);
        }

        private Optional<Place> place(Condition condition) {
            return places.find(condition).or(() -> around);
        }

        private boolean add(String label, Condition condition) {
            place(condition).ifPresent(place -> asked.putIfAbsent(label, place));
            return true;
        }

        private boolean all(List<Condition> conditions, Condition whole) {
            conditions.forEach(each -> each.accept(inside(whole)));
            return true;
        }

        @Override
        public Boolean matches(Condition.Matches matches) {
            return add(matches.field().label(), matches);
        }

        @Override
        public Boolean in(Condition.In in) {
            return add(in.field().label(), in);
        }

        @Override
        public Boolean some(Condition.Some some) {
            return add(some.list().label(), some);
        }

        @Override
        public Boolean all(Condition.All all) {
            return all(all.conditions(), all);
        }

        @Override
        public Boolean any(Condition.Any any) {
            return all(any.conditions(), any);
        }

        @Override
        public Boolean not(Condition.Not not) {
            return not.condition().accept(new Fields(place(not), /* asked= */ denied, /* denied= */ asked));
        }
    }

    /** Finds what a filter was made of. */
    private final class OfFilter implements LabelFilter.Visitor<Optional<Place>> {
        @Override
        public Optional<Place> matcher(Matcher matcher) {
            return matcher.operator().isNegative() ? unwanted(matcher.label()) : wanted(matcher.label());
        }

        @Override
        public Optional<Place> number(NumberFilter number) {
            return wanted(number.label());
        }

        @Override
        public Optional<Place> duration(DurationFilter duration) {
            return wanted(duration.label());
        }

        @Override
        public Optional<Place> bytes(BytesFilter bytes) {
            return wanted(bytes.label());
        }

        @Override
        public Optional<Place> ip(IpFilter ip) {
            return wanted(ip.label());
        }

        @Override
        public Optional<Place> and(And and) {
            return first(and.filters());
        }

        @Override
        public Optional<Place> or(Or or) {
            return first(or.filters());
        }

        private Optional<Place> first(List<LabelFilter> filters) {
            return filters.stream()
                    .flatMap(filter -> filter.accept(this).stream())
                    .findFirst();
        }
    }
}
