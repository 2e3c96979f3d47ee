package io.auditrules.translate;

import io.auditrules.rule.Condition;
import io.auditrules.rule.Field;
import io.auditrules.rule.ValuePattern;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * A condition in the shape that label filters can say: LogQL has no "not", so negation has moved down to the single
 * tests, and alternatives for one field have become one test.
 */
sealed interface Clause {

    <R> R accept(Visitor<R> visitor);

    /**
     * A field has one of these looks, or, negated, none of them.
     *
     * @param alternatives at least one
     */
    record Test(Field field, List<ValuePattern> alternatives, boolean isNegated) implements Clause {
        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.test(this);
        }
    }

    /**
     * An element of one of several lists fulfils a condition, or, negated, none does.
     *
     * @param lists at least one
     */
    record Elements(List<Field> lists, Condition element, boolean isNegated) implements Clause {
        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.elements(this);
        }
    }

    /** All of them; none is true. */
    record And(List<Clause> parts) implements Clause {
        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.and(this);
        }
    }

    /** One of them; none is false. */
    record Or(List<Clause> parts) implements Clause {
        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.or(this);
        }
    }

    /** One method for each kind. */
    interface Visitor<R> {
        R test(Test test);

        R elements(Elements elements);

        R and(And and);

        R or(Or or);
    }

    /** Whether it holds for no event. */
    default boolean neverHolds() {
        return equals(new Or(List.of()));
    }

    /** The condition, and none of the exceptions; without parameters of a site. */
    static Clause of(Condition condition, List<Condition> exceptions) {
        List<Clause> parts = new ArrayList<>();
        parts.add(of(condition, false));
        exceptions.forEach(exception -> parts.add(of(exception, true)));
        return and(parts);
    }

    /** The fields whose values are looked at, in the order of their first; lists are looked at elsewhere. */
    default Set<Field> fields() {
        Set<Field> fields = new LinkedHashSet<>();
        accept(new Visitor<Boolean>() {
            @Override
            public Boolean test(Test test) {
                test.alternatives().forEach(pattern -> others(pattern, fields));
                return fields.add(test.field());
            }

            @Override
            public Boolean elements(Elements elements) {
                patterns(elements.element()).forEach(pattern -> others(pattern, fields));
                return true;
            }

            @Override
            public Boolean and(And and) {
                and.parts().forEach(part -> part.accept(this));
                return true;
            }

            @Override
            public Boolean or(Or or) {
                or.parts().forEach(part -> part.accept(this));
                return true;
            }
        });
        return fields;
    }

    private static void others(ValuePattern pattern, Set<Field> fields) {
        if (pattern instanceof ValuePattern.SameAs other) {
            fields.add(other.field());
        }
    }

    private static Stream<ValuePattern> patterns(Condition condition) {
        return condition.accept(new Condition.Visitor<>() {
            @Override
            public Stream<ValuePattern> matches(Condition.Matches matches) {
                return Stream.of(matches.pattern());
            }

            @Override
            public Stream<ValuePattern> in(Condition.In in) {
                throw new IllegalArgumentException("not at a site: " + in);
            }

            @Override
            public Stream<ValuePattern> some(Condition.Some some) {
                return some.element().accept(this);
            }

            @Override
            public Stream<ValuePattern> all(Condition.All all) {
                return all.conditions().stream().flatMap(part -> part.accept(this));
            }

            @Override
            public Stream<ValuePattern> any(Condition.Any any) {
                return any.conditions().stream().flatMap(part -> part.accept(this));
            }

            @Override
            public Stream<ValuePattern> not(Condition.Not not) {
                return not.condition().accept(this);
            }
        });
    }

    private static Clause of(Condition condition, boolean negated) {
        return condition.accept(new Condition.Visitor<>() {
            @Override
            public Clause matches(Condition.Matches matches) {
                return new Test(matches.field(), List.of(matches.pattern()), negated);
            }

            @Override
            public Clause in(Condition.In in) {
                throw new IllegalArgumentException("not at a site: " + in);
            }

            @Override
            public Clause some(Condition.Some some) {
                return new Elements(List.of(some.list()), some.element(), negated);
            }

            @Override
            public Clause all(Condition.All all) {
                return negated ? or(parts(all.conditions())) : and(parts(all.conditions()));
            }

            @Override
            public Clause any(Condition.Any any) {
                return negated ? and(parts(any.conditions())) : or(parts(any.conditions()));
            }

            @Override
            public Clause not(Condition.Not not) {
                return of(not.condition(), !negated);
            }

            private List<Clause> parts(List<Condition> conditions) {
                return conditions.stream().map(part -> of(part, negated)).toList();
            }
        });
    }

    private static Clause and(List<Clause> parts) {
        List<Clause> flat = new ArrayList<>();
        for (Clause part : parts) {
            flat.addAll(part instanceof And and ? and.parts() : List.of(part));
        }
        if (flat.stream().anyMatch(Clause::neverHolds)) {
            return new Or(List.of());
        }
        // "not a" and "not b" is "neither a nor b".
        List<Clause> merged = merge(flat, true);
        return merged.size() == 1 ? merged.get(0) : new And(merged);
    }

    private static Clause or(List<Clause> parts) {
        List<Clause> flat = new ArrayList<>();
        for (Clause part : parts) {
            flat.addAll(part instanceof Or or ? or.parts() : List.of(part));
        }
        if (flat.contains(new And(List.of()))) {
            return new And(List.of());
        }
        List<Clause> merged = merge(flat, false);
        return merged.size() == 1 ? merged.get(0) : new Or(merged);
    }

    /** Joins the tests of one field, and those of like elements, that are negated as said, at the place of the first. */
    private static List<Clause> merge(List<Clause> parts, boolean negated) {
        List<Clause> merged = new ArrayList<>();
        for (Clause part : parts) {
            int same = 0;
            while (same < merged.size() && join(merged.get(same), part, negated).isEmpty()) {
                same++;
            }
            if (same < merged.size()) {
                merged.set(same, join(merged.get(same), part, negated).orElseThrow());
            } else {
                merged.add(part);
            }
        }
        return merged;
    }

    private static Optional<Clause> join(Clause first, Clause second, boolean negated) {
        if (first instanceof Test one
                && second instanceof Test other
                && one.isNegated() == negated
                && other.isNegated() == negated
                && one.field().equals(other.field())) {
            return Optional.of(new Test(one.field(), union(one.alternatives(), other.alternatives()), negated));
        }
        if (first instanceof Elements one
                && second instanceof Elements other
                && one.isNegated() == negated
                && other.isNegated() == negated
                && one.element().equals(other.element())) {
            return Optional.of(new Elements(union(one.lists(), other.lists()), one.element(), negated));
        }
        return Optional.empty();
    }

    private static <T> List<T> union(List<T> first, List<T> second) {
        Set<T> union = new LinkedHashSet<>(first);
        union.addAll(second);
        return List.copyOf(union);
    }
}
