package io.auditrules.translate;

import io.auditrules.rule.Condition;
import io.auditrules.rule.Field;
import io.auditrules.rule.ValuePattern;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

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

    /** All of them; none is true. */
    record And(List<Clause> parts) implements Clause {
        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.and(this);
        }
    }

    /** One of them; at least two. */
    record Or(List<Clause> parts) implements Clause {
        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.or(this);
        }
    }

    /** One method for each kind. */
    interface Visitor<R> {
        R test(Test test);

        R and(And and);

        R or(Or or);
    }

    /** The condition, and none of the exceptions. */
    static Clause of(Condition condition, List<Condition> exceptions) {
        List<Clause> parts = new ArrayList<>();
        parts.add(of(condition, false));
        exceptions.forEach(exception -> parts.add(of(exception, true)));
        return and(parts);
    }

    /** The fields of all tests, in the order of their first. */
    default Set<Field> fields() {
        Set<Field> fields = new LinkedHashSet<>();
        accept(new Visitor<Boolean>() {
            @Override
            public Boolean test(Test test) {
                return fields.add(test.field());
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

    private static Clause of(Condition condition, boolean negated) {
        return condition.accept(new Condition.Visitor<>() {
            @Override
            public Clause matches(Condition.Matches matches) {
                return new Test(matches.field(), List.of(matches.pattern()), negated);
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
        // "not a" and "not b" is "neither a nor b".
        List<Clause> merged = merge(flat, true);
        return merged.size() == 1 ? merged.get(0) : new And(merged);
    }

    private static Clause or(List<Clause> parts) {
        List<Clause> flat = new ArrayList<>();
        for (Clause part : parts) {
            flat.addAll(part instanceof Or or ? or.parts() : List.of(part));
        }
        List<Clause> merged = merge(flat, false);
        return merged.size() == 1 ? merged.get(0) : new Or(merged);
    }

    /** Joins the tests of one field that are negated as said, at the place of the first. */
    private static List<Clause> merge(List<Clause> parts, boolean negated) {
        List<Clause> merged = new ArrayList<>();
        for (Clause part : parts) {
            int same = part instanceof Test test && test.isNegated() == negated ? indexOf(merged, test) : -1;
            if (same < 0) {
                merged.add(part);
            } else {
                Set<ValuePattern> alternatives = new LinkedHashSet<>(((Test) merged.get(same)).alternatives());
                alternatives.addAll(((Test) part).alternatives());
                merged.set(same, new Test(((Test) part).field(), List.copyOf(alternatives), negated));
            }
        }
        return merged;
    }

    private static int indexOf(List<Clause> parts, Test wanted) {
        for (int i = 0; i < parts.size(); i++) {
            if (parts.get(i) instanceof Test test
                    && test.field().equals(wanted.field())
                    && test.isNegated() == wanted.isNegated()) {
                return i;
            }
        }
        return -1;
    }
}
