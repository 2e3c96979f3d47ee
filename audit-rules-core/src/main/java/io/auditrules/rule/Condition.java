package io.auditrules.rule;

import io.auditrules.diagnostic.IllegalValueException;
import java.util.List;

/**
 * What an audit event must look like.
 *
 * <pre>{@code
 * Condition shell = Condition.all(
 *         Field.RESOURCE.is("pods"),
 *         Field.SUBRESOURCE.isOneOf("exec", "attach"),
 *         Condition.not(Field.USER.like("system:serviceaccount:openshift-*")));
 * }</pre>
 */
public sealed interface Condition {

    <R> R accept(Visitor<R> visitor);

    /** A field has a value of a certain look; for a list field, one of its elements has. */
    record Matches(Field field, ValuePattern pattern) implements Condition {
        public Matches {
            if (field.isList()) {
                checkListPattern(field, pattern);
            }
        }

        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.matches(this);
        }

        /**
         * Loki gives a list as one JSON text, so an element is recognised by the quotes around it: patterns that could
         * run over a quote, or that would need one, cannot be said.
         */
        private static void checkListPattern(Field field, ValuePattern pattern) {
            String text = pattern.accept(new ValuePattern.Visitor<>() {
                @Override
                public String exact(ValuePattern.Exact exact) {
                    return exact.text();
                }

                @Override
                public String glob(ValuePattern.Glob glob) {
                    return glob.text();
                }

                @Override
                public String regex(ValuePattern.Regex regex) {
                    throw new IllegalValueException(
                            "a regular expression cannot be matched against \"" + field + "\", which is a list",
                            "Loki sees the list as one text, and the expression could run from one element into the next;"
                                    + " use a value or a glob");
                }

                @Override
                public String network(ValuePattern.Network network) {
                    throw new IllegalValueException(
                            "\"" + field + "\" is a list, not an address",
                            "only the last address was seen by the API server itself: write " + field + " | last");
                }

                @Override
                public String sameAs(ValuePattern.SameAs other) {
                    throw new IllegalValueException(
                            "\"" + field + "\" is a list and cannot be the same as a value",
                            "write some: {sameAs: …} to look at its elements");
                }
            });
            if (text.isEmpty()) {
                throw new IllegalValueException(
                        "\"" + field + "\" is a list and has no empty element", "name the element to look for");
            }
            if (text.indexOf('"') >= 0 || text.indexOf('\\') >= 0) {
                throw new IllegalValueException(
                        "an element of the list \"" + field
                                + "\" cannot be matched by a text with a quote or backslash",
                        "leave the character out by putting * in its place");
            }
        }
    }

    /**
     * One element of a list of any kind fulfils a condition: one container is privileged. A field that is no list has no
     * element.
     *
     * @param list where the list lies
     * @param element its fields begin in the element; {@link Field#ELEMENT} is the element itself
     */
    record Some(Field list, Condition element) implements Condition {
        public Some {
            if (!list.functions().isEmpty()) {
                throw new IllegalValueException("\"" + list + "\" is no list", "name the list itself");
            }
        }

        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.some(this);
        }
    }

    /** The value is one of those that a site says of itself; never, if it says none. */
    record In(Field field, SiteParameter parameter) implements Condition {
        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.in(this);
        }

        private Condition withValues(Site site) {
            List<Condition> values =
                    site.valuesOf(parameter).stream().map(this::test).toList();
            return values.isEmpty() ? not(all(List.of())) : any(values);
        }

        private Condition test(String value) {
            return parameter.kind() == SiteParameter.Kind.NETWORK
                    ? field.isIn(value)
                    : value.contains("*") ? field.like(value) : field.is(value);
        }
    }

    /** All of several; true for every event if there is none. */
    record All(List<Condition> conditions) implements Condition {
        public All {
            conditions = List.copyOf(conditions);
        }

        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.all(this);
        }
    }

    /** At least one of several. */
    record Any(List<Condition> conditions) implements Condition {
        public Any {
            conditions = List.copyOf(conditions);
            if (conditions.isEmpty()) {
                throw new IllegalValueException("any of nothing never holds", "name at least one alternative");
            }
        }

        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.any(this);
        }
    }

    /** The opposite. */
    record Not(Condition condition) implements Condition {
        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.not(this);
        }
    }

    /**
     * The same condition with the values of a site in the place of its parameters.
     *
     * @throws IllegalValueException if the values cannot be looked for in the field
     */
    default Condition at(Site site) {
        return accept(new Visitor<>() {
            @Override
            public Condition matches(Matches matches) {
                return matches;
            }

            @Override
            public Condition in(In in) {
                return in.withValues(site);
            }

            @Override
            public Condition some(Some some) {
                return new Some(some.list(), some.element().accept(this));
            }

            @Override
            public Condition all(All all) {
                return new All(
                        all.conditions().stream().map(part -> part.accept(this)).toList());
            }

            @Override
            public Condition any(Any any) {
                return new Any(
                        any.conditions().stream().map(part -> part.accept(this)).toList());
            }

            @Override
            public Condition not(Not not) {
                return new Not(not.condition().accept(this));
            }
        });
    }

    /** Holds if all of these hold. */
    static Condition all(Condition... conditions) {
        return all(List.of(conditions));
    }

    /** Holds if all of these hold. */
    static Condition all(List<Condition> conditions) {
        return conditions.size() == 1 ? conditions.get(0) : new All(conditions);
    }

    /** Holds if one of these holds. */
    static Condition any(Condition... conditions) {
        return any(List.of(conditions));
    }

    /** Holds if one of these holds. */
    static Condition any(List<Condition> conditions) {
        return conditions.size() == 1 ? conditions.get(0) : new Any(conditions);
    }

    /** Holds if this one does not. */
    static Condition not(Condition condition) {
        return new Not(condition);
    }

    /** One method for each kind. */
    interface Visitor<R> {
        R matches(Matches matches);

        R in(In in);

        R some(Some some);

        R all(All all);

        R any(Any any);

        R not(Not not);
    }
}
