package io.auditrules.prerequisite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import io.auditrules.prerequisite.Collector.Event;
import io.auditrules.rule.Condition;
import io.auditrules.rule.Field;
import io.auditrules.rule.Rule;
import io.auditrules.rule.ValuePattern;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** A rule sees behind the filter what it would see without it. */
class AuditFilterTest {
    private static final Map<Field, List<String>> VALUES = values();
    private static final Map<Field, Function<Event, String>> PARTS = parts();

    private static Map<Field, List<String>> values() {
        Map<Field, List<String>> values = new LinkedHashMap<>();
        values.put(Field.VERB, List.of("get", "list", "watch", "create", "update", "patch", "delete"));
        values.put(
                Field.RESOURCE,
                List.of("pods", "nodes", "secrets", "rolebindings", "roles", "deployments", "widgets", ""));
        values.put(Field.API_GROUP, List.of("", "apps", "rbac.authorization.k8s.io", "example.com"));
        values.put(Field.SUBRESOURCE, List.of("exec", "status", "token", ""));
        values.put(
                Field.USER,
                List.of(
                        "system:admin",
                        "system:serviceaccount:team-1:builder",
                        "system:serviceaccount:kube-system:job-controller",
                        "o'brien",
                        "alice",
                        ""));
        values.put(Field.NAMESPACE, List.of("team-1", "team-2", "kube-system", ""));
        values.put(Field.CODE, List.of("101", "201", "403", "404"));
        values.put(Field.of("requestObject.kind"), List.of("a", "b", ""));
        values.put(Field.of("responseObject.kind"), List.of("a", "b", ""));
        return values;
    }

    private static Map<Field, Function<Event, String>> parts() {
        return Map.of(
                Field.VERB,
                Event::verb,
                Field.RESOURCE,
                Event::resource,
                Field.API_GROUP,
                Event::apiGroup,
                Field.SUBRESOURCE,
                Event::subresource,
                Field.USER,
                Event::user,
                Field.NAMESPACE,
                Event::namespace,
                Field.CODE,
                event -> String.valueOf(event.code()),
                Field.of("requestObject.kind"),
                Event::request,
                Field.of("responseObject.kind"),
                Event::response);
    }

    @Test
    void nothingThatARuleLooksForIsDroppedOrCutShort() {
        int filters = 0;
        int dropped = 0;
        int seen = 0;
        for (long seed = 0; seed < 1_500; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            List<Rule> rules = Stream.generate(() -> rule(random))
                    .limit(1 + random.nextInt(4))
                    .toList();
            Optional<Map<String, Object>> filter = AuditFilter.of(Needs.of(rules));
            if (filter.isEmpty()) {
                continue;
            }
            filters++;
            Collector collector = new Collector(filter.get());
            for (int i = 0; i < 60; i++) {
                Event event = event(random);
                Optional<Event> forwarded = collector.forwards(event);
                dropped += forwarded.isEmpty() ? 1 : 0;
                for (Rule rule : rules) {
                    boolean isSeen = holds(rule, event);
                    seen += isSeen ? 1 : 0;
                    if (forwarded.map(one -> holds(rule, one)).orElse(false) != isSeen) {
                        fail("seed " + seed + "\n" + rule + "\n" + filter.get() + "\n" + event + "\nforwarded: "
                                + forwarded);
                    }
                }
            }
        }
        assertThat(filters).isGreaterThan(500);
        assertThat(dropped).isGreaterThan(1_500);
        assertThat(seen).isGreaterThan(2_500);
    }

    /** In a group that serves the resource; a condition that names no group means one of those. */
    private static Event event(SplittableRandom random) {
        String resource = one(random, Field.RESOURCE);
        List<String> groups = resource.equals("widgets")
                ? List.of("example.com", "")
                : resource.isEmpty() ? List.of("") : List.copyOf(ApiGroups.of(resource));
        return new Event(
                one(random, Field.VERB),
                groups.get(random.nextInt(groups.size())),
                resource,
                resource.isEmpty() ? "" : one(random, Field.SUBRESOURCE),
                one(random, Field.USER),
                resource.isEmpty() ? "" : one(random, Field.NAMESPACE),
                Integer.parseInt(one(random, Field.CODE)),
                one(random, Field.of("requestObject.kind")),
                one(random, Field.of("responseObject.kind")));
    }

    private static String one(SplittableRandom random, Field field) {
        List<String> values = Objects.requireNonNull(VALUES.get(field));
        return values.get(random.nextInt(values.size()));
    }

    private static Rule rule(SplittableRandom random) {
        Rule.Builder rule = Rule.alert("A")
                .annotation("summary", "s")
                .annotation("description", "d")
                .when(condition(random, 3));
        if (random.nextInt(3) == 0) {
            rule.except(condition(random, 1));
        }
        return rule.build();
    }

    private static Condition condition(SplittableRandom random, int depth) {
        List<Condition> parts = IntStream.rangeClosed(0, 1 + random.nextInt(2))
                .mapToObj(i -> depth == 0 ? test(random) : condition(random, depth - 1))
                .toList();
        return switch (random.nextInt(depth == 0 ? 1 : 8)) {
            case 1, 2, 3 -> Condition.all(parts);
            case 4, 5 -> Condition.any(parts);
            case 6 -> Condition.not(parts.get(0));
            default -> test(random);
        };
    }

    private static Condition test(SplittableRandom random) {
        List<Field> fields = new ArrayList<>(VALUES.keySet());
        Field field = fields.get(random.nextInt(fields.size()));
        String value = one(random, field);
        int from = random.nextInt(value.length() + 1);
        return switch (random.nextInt(6)) {
            case 0 -> field.like(value.substring(0, from) + "*" + value.substring(Math.min(value.length(), from + 2)));
            case 1 -> field.like("*" + value.substring(from));
            case 2 -> field.matches(Pattern.quote(value).replace("\\E", "").replace("\\Q", ""));
            default -> field.isOneOf(value, one(random, field));
        };
    }

    private static boolean holds(Rule rule, Event event) {
        io.auditrules.rule.Query.Events events =
                (io.auditrules.rule.Query.Events) rule.detection().query();
        return holds(events.when(), event)
                && rule.exceptions().stream().noneMatch(exception -> holds(exception, event));
    }

    private static boolean holds(Condition condition, Event event) {
        return condition.accept(new Condition.Visitor<>() {
            @Override
            public Boolean matches(Condition.Matches matches) {
                String value =
                        Objects.requireNonNull(PARTS.get(matches.field())).apply(event);
                return Pattern.matches("(?s)" + matches.pattern().accept(REGEX), value);
            }

            @Override
            public Boolean in(Condition.In in) {
                throw new AssertionError("no rule here asks for " + in);
            }

            @Override
            public Boolean some(Condition.Some some) {
                throw new AssertionError("no rule here asks for " + some);
            }

            @Override
            public Boolean all(Condition.All all) {
                return all.conditions().stream().allMatch(part -> part.accept(this));
            }

            @Override
            public Boolean any(Condition.Any any) {
                return any.conditions().stream().anyMatch(part -> part.accept(this));
            }

            @Override
            public Boolean not(Condition.Not not) {
                return !not.condition().accept(this);
            }
        });
    }

    private static final ValuePattern.Visitor<String> REGEX = new ValuePattern.Visitor<>() {
        @Override
        public String exact(ValuePattern.Exact exact) {
            return Pattern.quote(exact.text());
        }

        @Override
        public String glob(ValuePattern.Glob glob) {
            return Stream.of(glob.text().split("\\*", -1)).map(Pattern::quote).collect(Collectors.joining(".*"));
        }

        @Override
        public String regex(ValuePattern.Regex regex) {
            return regex.text();
        }

        @Override
        public String network(ValuePattern.Network network) {
            throw new AssertionError("no rule here asks for " + network);
        }

        @Override
        public String sameAs(ValuePattern.SameAs other) {
            throw new AssertionError("no rule here asks for " + other);
        }
    };
}
