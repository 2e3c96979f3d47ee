package io.auditrules.alertmanager;

import io.auditrules.diagnostic.IllegalValueException;
import io.auditrules.diagnostic.Problems;
import io.auditrules.yaml.YamlMapping;
import io.auditrules.yaml.YamlScalar;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;

/** Reads what holds matchers: routes, to any depth, and inhibitions. */
final class RouteReader {
    private final Problems problems;
    private final Problems notes;
    private final IdentityHashMap<Object, YamlMapping> origins;

    RouteReader(Problems problems, Problems notes, IdentityHashMap<Object, YamlMapping> origins) {
        this.problems = problems;
        this.notes = notes;
        this.origins = origins;
    }

    Route read(YamlMapping mapping) {
        MappingReader keys = new MappingReader(mapping, "the route", problems);
        Route.Builder route = Route.inheriting();
        keys.text("receiver", route::receiver);
        route.matching(matchers(keys, "match", "match_re", "matchers").toArray(Matcher[]::new));
        route.continues(keys.truth("continue"));
        groupBy(keys, route);
        keys.text("group_wait", route::groupWait);
        keys.text("group_interval", route::groupInterval);
        keys.text("repeat_interval", route::repeatInterval);
        keys.scalars("mute_time_intervals").forEach(name -> route.mutedDuring(name.text()));
        keys.scalars("active_time_intervals").forEach(name -> route.activeDuring(name.text()));
        keys.mapping("labels").ifPresent(labels -> {
            ValueCheck.TEXT_BY_NAME.check("labels", labels, problems);
            route.labels(Settings.of(labels));
        });
        keys.mappings("routes").forEach(child -> route.routes(read(child)));
        keys.end();
        Route read = route.build();
        origins.put(read, mapping);
        return read;
    }

    void readInhibition(YamlMapping mapping, Routing.Builder routing) {
        int before = problems.list().size();
        MappingReader keys = new MappingReader(mapping, "the inhibition", problems);
        String name = keys.scalar("name").map(YamlScalar::text).orElse("");
        List<Matcher> source = matchers(keys, "source_match", "source_match_re", "source_matchers");
        List<Matcher> target = matchers(keys, "target_match", "target_match_re", "target_matchers");
        List<YamlScalar> equal = keys.scalars("equal");
        equal.forEach(label -> keys.attempt(label.place(), () -> LabelName.check(label.text())));
        keys.end();
        if (problems.list().size() == before) {
            keys.attempt(
                    mapping.place(),
                    () -> routing.inhibit(new InhibitRule(
                            name,
                            source,
                            target,
                            equal.stream().map(YamlScalar::text).toList())));
        }
    }

    private void groupBy(MappingReader keys, Route.Builder route) {
        if (keys.node("group_by").isEmpty()) {
            return;
        }
        List<YamlScalar> names = keys.scalars("group_by");
        List<String> good = new ArrayList<>();
        for (YamlScalar name : names) {
            // One more at a time, so that what is wrong has its own place.
            List<String> more = new ArrayList<>(good);
            more.add(name.text());
            keys.attempt(name.place(), () -> {
                route.groupBy(more);
                good.add(name.text());
            });
        }
        route.groupBy(good);
    }

    /** The three ways to say matchers, as one list. */
    private List<Matcher> matchers(MappingReader keys, String equalKey, String regexpKey, String matchersKey) {
        List<Matcher> matchers = new ArrayList<>();
        byLabel(keys, equalKey, Matcher.Operator.EQUAL, matchers);
        byLabel(keys, regexpKey, Matcher.Operator.REGEXP, matchers);
        for (YamlScalar text : keys.scalars(matchersKey)) {
            try {
                MatcherText parsed = MatcherText.parse(text.text());
                matchers.addAll(parsed.matchers());
                if (!parsed.note().isEmpty()) {
                    notes.add(text.place(), parsed.note(), "");
                }
            } catch (IllegalValueException illegal) {
                problems.add(text.place(), illegal);
            }
        }
        return matchers;
    }

    private void byLabel(MappingReader keys, String key, Matcher.Operator operator, List<Matcher> matchers) {
        keys.mapping(key).ifPresent(mapping -> {
            for (YamlMapping.Entry entry : mapping.entries()) {
                keys.attempt(
                        entry.key().place(), () -> LabelName.check(entry.key().text()));
                if (!(entry.value() instanceof YamlScalar value)) {
                    ValueCheck.mustBe(key + "." + entry.key().text(), "a text", entry.value(), problems);
                } else if (value.isNull() && operator.isRegexp()) {
                    problems.add(
                            entry.key().place(),
                            "the regular expression for \"" + entry.key().text() + "\" is missing",
                            "write \"\" for an absent label");
                } else if (matchesName(entry)) {
                    // A value left out is the empty text, as in Alertmanager.
                    String text = value.isNull() ? "" : value.text();
                    keys.attempt(
                            value.place(),
                            () -> matchers.add(new Matcher(entry.key().text(), operator, text)));
                }
            }
        });
    }

    private static boolean matchesName(YamlMapping.Entry entry) {
        try {
            LabelName.check(entry.key().text());
            return true;
        } catch (IllegalValueException reported) {
            return false;
        }
    }
}
