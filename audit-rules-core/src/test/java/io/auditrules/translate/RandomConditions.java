package io.auditrules.translate;

import io.auditrules.rule.Condition;
import io.auditrules.rule.Field;
import io.auditrules.rule.ValuePattern;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/** Conditions over the fields of {@link RandomEvents}, and what they mean for an event. */
final class RandomConditions {
    private RandomConditions() {}

    static Condition next(SplittableRandom random) {
        return next(random, 3);
    }

    private static Condition next(SplittableRandom random, int depth) {
        int kind = depth == 0 ? 0 : random.nextInt(8);
        return switch (kind) {
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
        int kind = random.nextInt(4);
        if (field.isList()) {
            return kind == 0 ? field.like(glob(value, random)) : field.is(value);
        }
        return switch (kind) {
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
        return condition.accept(new Condition.Visitor<>() {
            @Override
            public Boolean matches(Condition.Matches matches) {
                Object value = RandomEvents.get(event, matches.field());
                if (matches.field().isList()) {
                    return value instanceof List<?> list
                            && list.stream().anyMatch(element -> fits((String) element, matches.pattern()));
                }
                return fits(value == null ? "" : value.toString(), matches.pattern());
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

    private static boolean fits(String value, ValuePattern pattern) {
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
        });
    }
}
