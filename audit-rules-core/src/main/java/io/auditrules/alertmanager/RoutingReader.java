package io.auditrules.alertmanager;

import io.auditrules.diagnostic.Place;
import io.auditrules.diagnostic.Places;
import io.auditrules.diagnostic.Problems;
import io.auditrules.yaml.YamlMapping;
import io.auditrules.yaml.YamlNode;
import io.auditrules.yaml.YamlScalar;
import io.auditrules.yaml.YamlSequence;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Reads a configuration in Alertmanager's own keys, so that an existing file can be pasted. */
public final class RoutingReader {
    private final RoutingProblems problems;
    private final Places places;
    /** The mappings that the pieces of the model are made of. */
    private final IdentityHashMap<Object, YamlMapping> origins = new IdentityHashMap<>();

    RoutingReader(RoutingProblems problems, Places places) {
        this.problems = problems;
        this.places = places;
    }

    /**
     * The configuration that a mapping says.
     *
     * @param ignored keys of the mapping that are not Alertmanager's and are read by someone else
     * @param places gets where its parts stand, see {@link #readAll}
     * @param problems gets all that Alertmanager 0.25 would refuse, and secrets in clear
     * @param notes gets what works but would not everywhere, and is written again in a way that does
     * @return empty if there was a problem
     */
    public static Optional<Routing> read(
            YamlMapping mapping, Set<String> ignored, Places places, Problems problems, Problems notes) {
        return new RoutingReader(RoutingProblems.strict(problems, notes), places).routing(mapping, ignored);
    }

    /** The same, for who does not ask where its parts stand. */
    public static Optional<Routing> read(YamlMapping mapping, Set<String> ignored, Problems problems, Problems notes) {
        return read(mapping, ignored, new Places(), problems, notes);
    }

    /**
     * What a mapping says as far as it can be read, whatever is wrong with it.
     *
     * @param places gets where its parts stand: routes, inhibitions, receivers and their settings, time intervals and their
     *     periods, matchers, durations, and the very texts that are names of receivers, of time intervals and of labels
     * @param problems gets what is wrong
     */
    public static Routing readAll(YamlMapping mapping, Places places, RoutingProblems problems) {
        return new RoutingReader(problems, places).whatIsThere(mapping, Set.of(), true);
    }

    Optional<Routing> routing(YamlMapping written, Set<String> ignored) {
        // In strict mode this counts secrets too, and all else that keeps a definition from being read.
        int before = problems.count();
        Routing read = whatIsThere(written, ignored, true);
        return problems.count() == before ? Optional.of(read) : Optional.empty();
    }

    /**
     * What a mapping says.
     *
     * @param isComplete false for what an operator adds to a configuration: the settings of its receivers are in other keys,
     *     and its root is no root in the end
     */
    Routing whatIsThere(YamlMapping written, Set<String> ignored, boolean isComplete) {
        YamlMapping mapping = Masked.of(written);
        MappingReader keys = new MappingReader(mapping, "the configuration", problems);
        Optional<YamlMapping> global = keys.mapping("global");
        List<YamlScalar> templates = keys.scalars("templates");
        Optional<YamlMapping> route = keys.mapping("route");
        if (route.isEmpty()) {
            problems.add(mapping.place(), "\"route\" is missing", "say at least which receiver gets all alerts");
        }
        RouteReader routes = new RouteReader(problems, origins, places);
        Routing.Builder routing = Routing.root(routes.read(route.orElse(new YamlMapping(List.of(), mapping.place()))));
        global.ifPresent(settings -> {
            GlobalSchema.GLOBAL.check("global", settings, problems);
            routing.global(Settings.of(settings));
        });
        templates.forEach(path -> routing.templates(path.text()));
        keys.mappings("receivers").forEach(receiver -> readReceiver(receiver, isComplete, routing));
        keys.mappings("inhibit_rules").forEach(rule -> routes.readInhibition(rule, routing));
        TimeIntervalReader intervals = new TimeIntervalReader(problems, origins, places);
        keys.mappings("time_intervals").forEach(interval -> intervals.read(interval, routing));
        keys.mappings("mute_time_intervals").forEach(interval -> intervals.read(interval, routing));
        for (String key : List.of("tracing", "event_recorder")) {
            keys.mapping(key).ifPresent(settings -> routing.other(key, Settings.of(settings)));
        }
        ignored.forEach(keys::ignore);
        keys.end();
        return routing.build((subject, key, value, message, advice) -> {
            boolean isOfRoot = route.isPresent() && route.get().equals(origins.get(subject));
            boolean isForOperator =
                    subject instanceof Settings || (isOfRoot && !key.isEmpty() && !key.equals("receiver"));
            if (route.isPresent() && (isComplete || !isForOperator)) {
                problems.add(place(subject, key, value), message, advice);
            }
        });
    }

    private void readReceiver(YamlMapping mapping, boolean isComplete, Routing.Builder routing) {
        MappingReader keys = new MappingReader(mapping, "the receiver", problems);
        Optional<YamlScalar> name =
                keys.scalar("name").filter(text -> !text.text().isEmpty());
        if (name.isEmpty()) {
            problems.add(mapping.place(), "the receiver has no name", "routes need one to refer to it");
        }
        Receiver.Builder receiver = Receiver.named(name.map(YamlScalar::text).orElse("?"));
        for (String integration : Integrations.keys()) {
            for (YamlMapping settings : keys.mappings(integration)) {
                if (isComplete) {
                    Integrations.check(integration, settings, problems);
                }
            }
        }
        // In the order of the file.
        for (YamlMapping.Entry entry : mapping.entries()) {
            if (Integrations.keys().contains(entry.key().text()) && entry.value() instanceof YamlSequence list) {
                list.items().stream()
                        .filter(item -> item instanceof YamlMapping)
                        .map(item -> Settings.of((YamlMapping) item))
                        .forEach(settings -> {
                            origins.put(settings, settings.mapping());
                            places.put(settings, entry.key().place());
                            receiver.checked(entry.key().text(), settings);
                        });
            }
        }
        keys.mapping("labels").ifPresent(labels -> {
            ValueCheck.TEXT_BY_NAME.check("labels", labels, problems);
            receiver.labels(Settings.of(labels));
        });
        keys.end();
        Receiver built = receiver.build();
        origins.put(built, mapping);
        name.ifPresent(text -> {
            places.put(built, text.place());
            routing.receivers(built);
        });
    }

    /** The text that is meant, else the value under the key, else the whole piece. */
    Place place(Object subject, String key, String value) {
        YamlMapping mapping = origins.get(subject);
        if (mapping == null) {
            throw new IllegalStateException("no origin for " + subject);
        }
        Optional<YamlNode> node = mapping.get(key);
        if (node.isPresent() && node.get() instanceof YamlSequence list) {
            return list.items().stream()
                    .filter(item -> item instanceof YamlScalar scalar
                            && (value.isEmpty() || scalar.text().equals(value)))
                    .findFirst()
                    .orElse(list)
                    .place();
        }
        return node.map(YamlNode::place).orElse(mapping.place());
    }
}
