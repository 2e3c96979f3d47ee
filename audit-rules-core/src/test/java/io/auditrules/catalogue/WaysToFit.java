package io.auditrules.catalogue;

import io.auditrules.rule.Condition;
import io.auditrules.rule.Field;
import io.auditrules.rule.ValuePattern;
import io.auditrules.scenario.AuditEvent;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * How an event can be changed so that it fulfils a condition: a way for each alternative, each list entry and each value of a
 * parameter. There is none into lists of objects, nor for regular expressions of which no example is known.
 */
final class WaysToFit implements Condition.Visitor<List<WaysToFit.Way>> {
    /** Stands for the star of a glob. */
    private static final String ANY_TEXT = "x";

    private static final Map<String, String> EXAMPLES = Map.of(
            "[^?]*\\?(.*&)?dryRun=All(&.*)?", "/api/v1/namespaces/x/things?dryRun=All&fieldManager=kubectl",
            "/((api|apis|openapi)(/[^?]*)?)?([?].*)?", "/apis?timeout=32s",
            "/metrics(/[^?]*)?([?].*)?", "/metrics/slis",
            "/api/v1/nodes/[^/?]+/proxy/logs/[^?]*(\\?.*)?", "/api/v1/nodes/worker-1/proxy/logs/messages");

    private WaysToFit() {}

    /** Makes an event fit; empty if that one cannot. */
    interface Way extends Function<AuditEvent, Optional<AuditEvent>> {}

    /**
     * All ways that are known.
     *
     * @param condition with the values of a site in the place of its parameters
     */
    static List<Way> of(Condition condition) {
        return condition.accept(new WaysToFit());
    }

    @Override
    public List<Way> matches(Condition.Matches matches) {
        Field field = matches.field();
        return matches.pattern().accept(new ValuePattern.Visitor<>() {
            @Override
            public List<Way> exact(ValuePattern.Exact exact) {
                return List.of(event -> Optional.of(with(event, field, exact.text())));
            }

            @Override
            public List<Way> glob(ValuePattern.Glob glob) {
                return List.of(
                        event -> Optional.of(with(event, field, glob.text().replace("*", ANY_TEXT))));
            }

            @Override
            public List<Way> regex(ValuePattern.Regex regex) {
                return Stream.ofNullable(EXAMPLES.get(regex.text()))
                        .map(example -> (Way) event -> Optional.of(with(event, field, example)))
                        .toList();
            }

            @Override
            public List<Way> network(ValuePattern.Network network) {
                return List.of();
            }

            @Override
            public List<Way> sameAs(ValuePattern.SameAs other) {
                return List.of(event -> Optional.ofNullable(event.fields().get(other.field()))
                        .map(value -> with(
                                event,
                                field,
                                other.before() + value + other.after() + (other.isPrefix() ? ANY_TEXT : ""))));
            }
        });
    }

    /** The event with another value; the empty text is that there is none, and without a resource there is no object. */
    private static AuditEvent with(AuditEvent event, Field field, String value) {
        if (value.isEmpty()) {
            List<String> gone = field.equals(Field.RESOURCE) ? List.of("objectRef") : field.path();
            Map<Field, Object> others = new LinkedHashMap<>(event.fields());
            others.keySet().removeIf(each -> begins(each.path(), gone));
            return new AuditEvent(others, event.command(), event.lasts());
        }
        return event.fields().entrySet().stream()
                .filter(entry -> entry.getValue() instanceof Map<?, ?>
                        && begins(field.path(), entry.getKey().path()))
                .findFirst()
                .map(entry -> event.and(
                        entry.getKey(),
                        with(
                                entry.getValue(),
                                field.path()
                                        .subList(
                                                entry.getKey().path().size(),
                                                field.path().size()),
                                value)))
                .orElseGet(() -> event.and(field, value));
    }

    private static boolean begins(List<String> path, List<String> with) {
        return path.size() >= with.size() && path.subList(0, with.size()).equals(with);
    }

    /** The same object with another value somewhere in it. */
    private static Object with(@Nullable Object object, List<String> path, String value) {
        if (path.isEmpty()) {
            return value;
        }
        Map<String, Object> changed = new LinkedHashMap<>();
        if (object instanceof Map<?, ?> map) {
            map.forEach((key, element) -> changed.put((String) key, element));
        }
        changed.put(path.get(0), with(changed.get(path.get(0)), path.subList(1, path.size()), value));
        return changed;
    }

    @Override
    public List<Way> in(Condition.In in) {
        throw new IllegalArgumentException("no site has said what " + in.parameter() + " are");
    }

    @Override
    public List<Way> some(Condition.Some some) {
        return List.of();
    }

    @Override
    public List<Way> all(Condition.All all) {
        List<Way> ways = List.of(Optional::of);
        for (Condition part : all.conditions()) {
            List<Way> longer = new ArrayList<>();
            for (Way first : ways) {
                part.accept(this)
                        .forEach(then -> longer.add(event -> first.apply(event).flatMap(Objects.requireNonNull(then))));
            }
            ways = longer;
        }
        return ways;
    }

    @Override
    public List<Way> any(Condition.Any any) {
        return any.conditions().stream()
                .flatMap(part -> part.accept(this).stream())
                .toList();
    }

    /** Only that something is there can be made so. */
    @Override
    public List<Way> not(Condition.Not not) {
        return not.condition() instanceof Condition.Matches matches
                        && matches.pattern().equals(new ValuePattern.Exact(""))
                ? List.of(event -> Optional.of(event.and(matches.field(), ANY_TEXT)))
                : List.of();
    }
}
