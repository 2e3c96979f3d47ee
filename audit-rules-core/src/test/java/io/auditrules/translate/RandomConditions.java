package io.auditrules.translate;

import io.auditrules.rule.Condition;
import io.auditrules.rule.Field;
import io.auditrules.rule.FieldFunction;
import io.auditrules.rule.Site;
import io.auditrules.rule.SiteParameter;
import io.auditrules.rule.ValuePattern;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Conditions over the fields of {@link RandomEvents}, and what they mean for an event. */
final class RandomConditions {
    private RandomConditions() {}

    static Condition next(SplittableRandom random) {
        return next(random, 3);
    }

    private static Condition next(SplittableRandom random, int depth) {
        int kind = depth == 0 ? 0 : random.nextInt(10);
        return switch (kind) {
            case 8 -> some(random);
            case 9 -> derived(random);
            case 5 -> Condition.all(several(random, depth));
            case 6 -> Condition.any(several(random, depth));
            case 7 -> Condition.not(next(random, depth - 1));
            default -> test(random);
        };
    }

    private static List<Condition> several(SplittableRandom random, int depth) {
        return IntStream.rangeClosed(0, random.nextInt(3))
                .mapToObj(i -> next(random, depth - 1))
                .toList();
    }

    private static Condition test(SplittableRandom random) {
        List<Field> fields = new ArrayList<>(RandomEvents.VALUES.keySet());
        Field field = fields.get(random.nextInt(fields.size()));
        List<String> values = Objects.requireNonNull(RandomEvents.VALUES.get(field));
        String value = values.get(random.nextInt(values.size()));
        if (field.isList()) {
            return random.nextInt(4) == 0 ? field.like(glob(value, random)) : field.is(value);
        }
        return test(field, values, random);
    }

    /** An element of a list; the lists are those that {@link RandomEvents} puts into bodies. */
    private static Condition some(SplittableRandom random) {
        if (random.nextInt(3) == 0) {
            return Field.of("requestObject.spec.usages").some(test(Field.ELEMENT, RandomEvents.USAGES, random));
        }
        Condition element = element(random, 2);
        return random.nextBoolean()
                ? RandomEvents.CONTAINERS.some(element)
                : Condition.any(RandomEvents.CONTAINERS.some(element), RandomEvents.INIT_CONTAINERS.some(element));
    }

    private static Condition element(SplittableRandom random, int depth) {
        return switch (depth == 0 ? random.nextInt(4) : random.nextInt(7)) {
            case 0 -> test(Field.ofElement("image"), RandomEvents.IMAGES, random);
            case 1 -> test(Field.ofElement("securityContext.privileged"), List.of("true", "false", ""), random);
            case 2 -> test(Field.ofElement("securityContext.runAsUser"), List.of("0", "1000", ""), random);
            case 3 ->
                Field.ofElement("securityContext.capabilities.add")
                        .some(test(Field.ELEMENT, RandomEvents.CAPABILITIES, random));
            case 4 -> Condition.all(element(random, depth - 1), element(random, depth - 1));
            case 5 -> Condition.any(element(random, depth - 1), element(random, depth - 1));
            default -> Condition.not(element(random, depth - 1));
        };
    }

    /** A test of something that is made of the event first. */
    private static Condition derived(SplittableRandom random) {
        Field last = Field.SOURCE_IPS.then(FieldFunction.LAST);
        return switch (random.nextInt(7)) {
            case 5 -> Field.USER.in(random.nextBoolean() ? SiteParameter.PLATFORM_USERS : SiteParameter.DEPLOYERS);
            case 6 -> Field.NAMESPACE.in(SiteParameter.SYSTEM_NAMESPACES);
            case 0 -> last.isIn(random.nextBoolean() ? "10.0.0.0/8" : "2001:db8::/32");
            case 1 -> test(last, Objects.requireNonNull(RandomEvents.VALUES.get(Field.SOURCE_IPS)), random);
            case 2 ->
                Field.REQUEST_URI
                        .then(FieldFunction.URLDECODE)
                        .matches(random.nextBoolean() ? ".*[?&]command=sh( .*|&.*)?" : ".*/etc/passwd.*");
            case 3 -> Field.USER.sameAs("system:serviceaccount:${namespace}:*");
            default -> Field.NAME.sameAs(random.nextBoolean() ? "${user}" : "${resource}-0");
        };
    }

    private static Condition test(Field field, List<String> values, SplittableRandom random) {
        String value = values.get(random.nextInt(values.size()));
        return switch (random.nextInt(4)) {
            case 0 -> field.like(glob(value, random));
            case 1 -> field.matches(regex(value, random));
            case 2 -> field.isOneOf(value, values.get(random.nextInt(values.size())));
            default -> field.is(value);
        };
    }

    /** The value with a star in the place of a random part. */
    private static String glob(String value, SplittableRandom random) {
        int from = random.nextInt(value.length() + 1);
        int to = from + random.nextInt(value.length() + 1 - from);
        String glob = value.substring(0, from) + "*" + value.substring(to);
        return glob.indexOf('"') >= 0 || glob.indexOf('\\') >= 0 ? "*" : glob;
    }

    private static String regex(String value, SplittableRandom random) {
        String literal = LabelRegex.quote(value);
        return List.of(literal, literal + "|dev[0-9]", ".*" + literal, "(?i)" + literal, "[a-z]+", "")
                .get(random.nextInt(6));
    }

    /** Evaluates a condition directly: what its Javadoc says, and nothing of LogQL. */
    static boolean holds(Condition condition, Map<String, Object> event) {
        return holds(condition, event, event);
    }

    private static boolean holds(Condition condition, @Nullable Object at, Map<String, Object> event) {
        return condition.accept(new Condition.Visitor<>() {
            @Override
            public Boolean matches(Condition.Matches matches) {
                Object value = value(at, matches.field().path());
                if (matches.field().isList()) {
                    return value instanceof List<?> list
                            && list.stream().anyMatch(element -> fits((String) element, matches.pattern(), event));
                }
                for (FieldFunction function : matches.field().functions()) {
                    value = apply(function, value);
                }
                return fits(value == null ? "" : value.toString(), matches.pattern(), event);
            }

            @Override
            public Boolean in(Condition.In in) {
                return in.at(Site.DEFAULT).accept(this);
            }

            @Override
            public Boolean some(Condition.Some some) {
                return value(at, some.list().path()) instanceof List<?> list
                        && list.stream().anyMatch(element -> holds(some.element(), element, event));
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

    private static @Nullable Object value(@Nullable Object at, List<String> path) {
        Object value = at;
        for (String step : path.equals(Field.ELEMENT.path()) ? List.<String>of() : path) {
            value = value instanceof Map<?, ?> map ? map.get(step) : null;
        }
        return value;
    }

    private static @Nullable Object apply(FieldFunction function, @Nullable Object value) {
        return switch (function) {
            case LAST -> value instanceof List<?> list && !list.isEmpty() ? list.get(list.size() - 1) : null;
            case URLDECODE -> value == null ? null : decoded((String) value);
            case B64DEC, PEM -> throw new AssertionError("no random event has a body of this kind");
        };
    }

    /** Percent codes undone where there are any. */
    private static String decoded(String text) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        for (int i = 0; i < text.length(); i++) {
            String code = text.substring(i, Math.min(i + 3, text.length()));
            if (code.matches("%[0-9a-fA-F]{2}")) {
                bytes.write(Integer.parseInt(code.substring(1), 16));
                i += 2;
            } else if (text.charAt(i) != '%') {
                bytes.write(text.charAt(i) == '+' ? ' ' : text.charAt(i));
            }
        }
        return bytes.toString(StandardCharsets.UTF_8);
    }

    private static boolean fits(String value, ValuePattern pattern, Map<String, Object> event) {
        return pattern.accept(new ValuePattern.Visitor<>() {
            @Override
            public Boolean exact(ValuePattern.Exact exact) {
                return value.equals(exact.text());
            }

            @Override
            public Boolean glob(ValuePattern.Glob glob) {
                String[] parts = glob.text().split("\\*", -1);
                String last = parts[parts.length - 1];
                if (!value.startsWith(parts[0]) || !value.endsWith(last)) {
                    return false;
                }
                // What is between the first and the last part must hold the others, in order.
                int at = parts[0].length();
                for (int i = 1; i < parts.length - 1; i++) {
                    int found = value.indexOf(parts[i], at);
                    if (found < 0) {
                        return false;
                    }
                    at = found + parts[i].length();
                }
                return at <= value.length() - last.length();
            }

            @Override
            public Boolean regex(ValuePattern.Regex regex) {
                return com.google.re2j.Pattern.matches(regex.text(), value);
            }

            @Override
            public Boolean network(ValuePattern.Network network) {
                return network.text().startsWith("10.") ? value.startsWith("10.") : value.startsWith("2001:db8:");
            }

            @Override
            public Boolean sameAs(ValuePattern.SameAs other) {
                Object its = value(event, other.field().path());
                String whole = other.before() + (its == null ? "" : its) + other.after();
                return other.isPrefix() ? value.startsWith(whole) : value.equals(whole);
            }
        });
    }
}
