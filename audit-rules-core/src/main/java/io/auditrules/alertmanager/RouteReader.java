package io.auditrules.alertmanager;

import io.auditrules.diagnostic.IllegalValueException;
import io.auditrules.diagnostic.Place;
import io.auditrules.diagnostic.Places;
import io.auditrules.yaml.YamlMapping;
import io.auditrules.yaml.YamlScalar;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;

/** Reads what holds matchers: routes, to any depth, and inhibitions. */
final class RouteReader {
    private final RoutingProblems problems;
    private final IdentityHashMap<Object, YamlMapping> origins;
    private final Places places;

    RouteReader(RoutingProblems problems, IdentityHashMap<Object, YamlMapping> origins, Places places) {
        this.problems = problems;
        this.origins = origins;
        this.places = places;
    }

    Route read(YamlMapping mapping) {
        MappingReader keys = new MappingReader(mapping, "the route", problems);
        Route.Builder route = Route.inheriting();
        keys.text("receiver", name -> {
            route.receiver(name);
            places.put(name, keys.place("receiver"));
        });
        route.matching(matchers(keys, "match", "match_re", "matchers").toArray(Matcher[]::new));
        route.continues(keys.truth("continue"));
        groupBy(keys, route);
        keys.text("group_wait", route::groupWait);
        keys.text("group_interval", route::groupInterval);
        keys.text("repeat_interval", route::repeatInterval);
        keys.scalars("mute_time_intervals").forEach(name -> route.mutedDuring(placed(name)));
        keys.scalars("active_time_intervals").forEach(name -> route.activeDuring(placed(name)));
        keys.mapping("labels").ifPresent(labels -> {
            ValueCheck.TEXT_BY_NAME.check("labels", labels, problems);
            route.labels(Settings.of(labels));
        });
        keys.mappings("routes").forEach(child -> route.routes(read(child)));
        keys.end();
        Route read = route.build();
        origins.put(read, mapping);
        places.put(read, mapping.place());
        read.groupWait().ifPresent(time -> places.put(time, keys.place("group_wait")));
        read.groupInterval().ifPresent(time -> places.put(time, keys.place("group_interval")));
        read.repeatInterval().ifPresent(time -> places.put(time, keys.place("repeat_interval")));
        read.groupBy().filter(List::isEmpty).ifPresent(names -> places.put(names, keys.place("group_by")));
        return read;
    }

    private String placed(YamlScalar text) {
        places.put(text.text(), text.place());
        return text.text();
    }

    void readInhibition(YamlMapping mapping, Routing.Builder routing) {
        int before = problems.count();
        MappingReader keys = new MappingReader(mapping, "the inhibition", problems);
        String name = keys.scalar("name").map(YamlScalar::text).orElse("");
        List<Matcher> source = matchers(keys, "source_match", "source_match_re", "source_matchers");
        List<Matcher> target = matchers(keys, "target_match", "target_match_re", "target_matchers");
        List<YamlScalar> equal = keys.scalars("equal");
        equal.forEach(label -> keys.attempt(label.place(), () -> LabelName.check(label.text())));
        keys.end();
        if (problems.count() > before) {
            return;
        }
        try {
            InhibitRule rule = new InhibitRule(
                    name, source, target, equal.stream().map(this::placed).toList());
            places.put(rule, mapping.place());
            routing.inhibit(rule);
        } catch (IllegalValueException illegal) {
            problems.add(RoutingProblems.Kind.UNCONDITIONAL, mapping.place(), illegal.message(), illegal.advice());
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
                good.add(placed(name));
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
            List<Matcher> read = MatcherText.read(text.text(), text.place(), problems);
            for (Matcher matcher : read) {
                places.put(
                        matcher, read.size() == 1 ? text.place() : text.place().narrowedTo(matcher.toString()));
                matchers.add(matcher);
            }
        }
        return matchers;
    }

    private void byLabel(MappingReader keys, String key, Matcher.Operator operator, List<Matcher> matchers) {
        keys.mapping(key).ifPresent(mapping -> {
            if (!mapping.entries().isEmpty()) {
                tellOldForm(key, keys.keyPlace(key));
            }
            for (YamlMapping.Entry entry : mapping.entries()) {
                int before = problems.count();
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
                    keys.attempt(value.place(), () -> {
                        Matcher matcher = new Matcher(entry.key().text(), operator, text);
                        places.put(matcher, value.place());
                        matchers.add(matcher);
                    });
                }
                if (problems.count() > before) {
                    problems.somethingIsUnread();
                }
            }
        });
    }

    private void tellOldForm(String key, Place place) {
        String now = key.replaceFirst("match(_re)?$", "matchers");
        problems.add(
                RoutingProblems.Kind.OLD_FORM,
                place,
                "\"" + key + "\" is deprecated since Alertmanager 0.22",
                "write it as " + now + ", such as "
                        + (key.endsWith("_re") ? "'severity =~ \"critical|warning\"'" : "'severity = \"critical\"'"));
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
