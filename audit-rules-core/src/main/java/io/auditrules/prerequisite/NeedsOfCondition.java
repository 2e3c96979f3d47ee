package io.auditrules.prerequisite;

import io.auditrules.rule.AuditLevel;
import io.auditrules.rule.Condition;
import io.auditrules.rule.Field;
import io.auditrules.rule.ValuePattern;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What requests a condition can hold for; more where it cannot be told. */
final class NeedsOfCondition implements Condition.Visitor<Needs> {

    static Needs of(Condition condition) {
        return condition.accept(new NeedsOfCondition());
    }

    /** What an event must hold so that the field can have a value. */
    static AuditLevel levelOf(Field field) {
        return switch (field.path().get(0)) {
            case "requestObject" -> AuditLevel.REQUEST;
            case "responseObject" -> AuditLevel.REQUEST_RESPONSE;
            default -> AuditLevel.METADATA;
        };
    }

    @Override
    public Needs matches(Condition.Matches matches) {
        Field field = matches.field();
        Values values = matches.pattern().accept(VALUES);
        Need need = Need.ANY.atLeast(levelOf(field));
        if (values.isAny()) {
            return Needs.of(need);
        }
        // The empty text stands for what is not there, which is something to look for in these two only.
        boolean isSaid = !values.covers(ABSENT);
        if (field.equals(Field.API_GROUP)) {
            return Needs.of(need.withApiGroups(values));
        } else if (field.equals(Field.SUBRESOURCE)) {
            return Needs.of(need.withSubresources(values));
        } else if (field.equals(Field.VERB) && isSaid) {
            return Needs.of(need.withVerbs(values));
        } else if (field.equals(Field.RESOURCE) && isSaid) {
            return Needs.of(need.withResources(values));
        } else if (field.equals(Field.USER) && isSaid) {
            return Needs.of(need.withUsers(values));
        } else if (field.equals(Field.NAMESPACE) && isSaid) {
            return Needs.of(need.withNamespaces(values));
        }
        return Needs.of(need);
    }

    /** What a site says of itself can change without what is recorded. */
    @Override
    public Needs in(Condition.In in) {
        return Needs.of(Need.ANY.atLeast(levelOf(in.field())));
    }

    @Override
    public Needs some(Condition.Some some) {
        return Needs.of(Need.ANY.atLeast(levelOf(some.list())));
    }

    @Override
    public Needs all(Condition.All all) {
        return all.conditions().stream().map(part -> part.accept(this)).reduce(Needs.of(Need.ANY), Needs::and);
    }

    @Override
    public Needs any(Condition.Any any) {
        return any.conditions().stream()
                .map(part -> part.accept(this))
                .reduce(Needs.NONE, (left, right) -> left.or(right).bounded());
    }

    /** What a condition does not hold for can be anything, but it is seen only where the condition could be seen. */
    @Override
    public Needs not(Condition.Not not) {
        return Needs.of(Need.ANY.atLeast(not.condition().accept(LEVEL)));
    }

    private static final Values ABSENT = Values.of(Set.of(""));

    private static final ValuePattern.Visitor<Values> VALUES = new ValuePattern.Visitor<>() {
        @Override
        public Values exact(ValuePattern.Exact exact) {
            return Values.of(Set.of(exact.text()));
        }

        @Override
        public Values glob(ValuePattern.Glob glob) {
            return Values.of(Set.of(glob.text()));
        }

        @Override
        public Values regex(ValuePattern.Regex regex) {
            return Values.ANY;
        }

        @Override
        public Values network(ValuePattern.Network network) {
            return Values.ANY;
        }

        @Override
        public Values sameAs(ValuePattern.SameAs other) {
            return Values.ANY;
        }
    };

    private static final Condition.Visitor<AuditLevel> LEVEL = new Condition.Visitor<>() {
        @Override
        public AuditLevel matches(Condition.Matches matches) {
            return levelOf(matches.field());
        }

        @Override
        public AuditLevel in(Condition.In in) {
            return levelOf(in.field());
        }

        @Override
        public AuditLevel some(Condition.Some some) {
            return levelOf(some.list());
        }

        @Override
        public AuditLevel all(Condition.All all) {
            return most(all.conditions());
        }

        @Override
        public AuditLevel any(Condition.Any any) {
            return most(any.conditions());
        }

        @Override
        public AuditLevel not(Condition.Not not) {
            return not.condition().accept(this);
        }

        private AuditLevel most(List<Condition> conditions) {
            Optional<AuditLevel> most =
                    conditions.stream().map(part -> part.accept(this)).max(AuditLevel::compareTo);
            return most.orElse(AuditLevel.METADATA);
        }
    };

    /** How much of an event a condition looks at, whatever the request. */
    static AuditLevel levelOf(Condition condition) {
        return condition.accept(LEVEL);
    }
}
