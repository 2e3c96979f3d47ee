package io.auditrules.alertmanager;

import io.auditrules.diagnostic.Place;
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
    private final Problems problems;
    private final Problems notes;
    /** Where the pieces of the model were written. */
    private final IdentityHashMap<Object, YamlMapping> origins = new IdentityHashMap<>();

    RoutingReader(Problems problems, Problems notes) {
        this.problems = problems;
        this.notes = notes;
    }

    /**
     * The configuration that a mapping says.
     *
     * @param ignored keys of the mapping that are not Alertmanager's and are read by someone else
     * @param problems gets all that Alertmanager 0.25 would refuse, and secrets in clear
     * @param notes gets what works but would not everywhere, and is written again in a way that does
     * @return empty if there was a problem
     */
    public static Optional<Routing> read(YamlMapping mapping, Set<String> ignored, Problems problems, Problems notes) {
        return new RoutingReader(problems, notes).routing(mapping, ignored);
    }

    Optional<Routing> routing(YamlMapping written, Set<String> ignored) {
        YamlMapping mapping = Masked.of(written);
        int before = problems.list().size();
        MappingReader keys = new MappingReader(mapping, "the configuration", problems);
        Optional<YamlMapping> global = keys.mapping("global");
        List<YamlScalar> templates = keys.scalars("templates");
        Optional<YamlMapping> route = keys.mapping("route");
        if (route.isEmpty()) {
            problems.add(mapping.place(), "\"route\" is missing", "say at least which receiver gets all alerts");
        }
        RouteReader routes = new RouteReader(problems, notes, origins);
        Routing.Builder routing = Routing.root(routes.read(route.orElse(new YamlMapping(List.of(), mapping.place()))));
        global.ifPresent(settings -> {
            GlobalSchema.GLOBAL.check("global", settings, problems);
            routing.global(Settings.of(settings));
        });
        templates.forEach(path -> routing.templates(path.text()));
        keys.mappings("receivers").forEach(receiver -> readReceiver(receiver, routing));
        keys.mappings("inhibit_rules").forEach(rule -> routes.readInhibition(rule, routing));
        TimeIntervalReader intervals = new TimeIntervalReader(problems, origins);
        keys.mappings("time_intervals").forEach(interval -> intervals.read(interval, routing));
        keys.mappings("mute_time_intervals").forEach(interval -> intervals.read(interval, routing));
        for (String key : List.of("tracing", "event_recorder")) {
            keys.mapping(key).ifPresent(settings -> routing.other(key, Settings.of(settings)));
        }
        ignored.forEach(keys::ignore);
        keys.end();
        boolean complete = route.isPresent();
        Routing read = routing.build((subject, key, value, message, advice) -> {
            if (complete) {
                problems.add(place(subject, key, value), message, advice);
            }
        });
        return problems.list().size() == before ? Optional.of(read) : Optional.empty();
    }

    private void readReceiver(YamlMapping mapping, Routing.Builder routing) {
        MappingReader keys = new MappingReader(mapping, "the receiver", problems);
        Optional<String> name = keys.scalar("name").map(YamlScalar::text).filter(text -> !text.isEmpty());
        if (name.isEmpty()) {
            problems.add(mapping.place(), "the receiver has no name", "routes need one to refer to it");
        }
        Receiver.Builder receiver = Receiver.named(name.orElse("?"));
        for (String integration : Integrations.keys()) {
            for (YamlMapping settings : keys.mappings(integration)) {
                Integrations.check(integration, settings, problems);
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
        if (name.isPresent()) {
            routing.receivers(built);
        }
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
