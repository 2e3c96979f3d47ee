package io.auditrules.alertmanager;

import io.auditrules.diagnostic.Place;
import io.auditrules.diagnostic.Places;
import io.auditrules.diagnostic.Problems;
import io.auditrules.diagnostic.Source;
import io.auditrules.yaml.YamlMapping;
import io.auditrules.yaml.YamlNode;
import io.auditrules.yaml.YamlReader;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/**
 * Puts the audit part into a configuration that someone else keeps: the routes under our root, the receivers they lead
 * to, inhibitions, time intervals, and the defaults that these rely on. Who gets all other alerts stays the business of
 * the existing root route; what our routes inherit from ours is written into them, so that they mean what they meant.
 */
public final class RoutingMerge {
    private final Routing audit;
    private final Problems problems;
    private final RoutingReader reader;

    private RoutingMerge(Routing audit, Places places, Problems problems, Problems notes) {
        this.audit = audit;
        this.problems = problems;
        this.reader = new RoutingReader(RoutingProblems.strict(problems, notes), places);
    }

    /**
     * The existing configuration with the audit part in it.
     *
     * @param existing an {@code alertmanager.yaml}
     * @param placement where our routes go among the existing ones under the root
     * @param places gets where the routes, receivers and so on of the existing file stand
     * @param problems gets what is wrong with the existing file, and names that mean different things in the two
     * @param notes gets what is left out or written another way
     * @return empty if there was a problem
     */
    public static Optional<Routing> into(
            Source existing, Routing audit, Placement placement, Places places, Problems problems, Problems notes) {
        return new RoutingMerge(audit, places, problems, notes).merge(existing, placement, notes);
    }

    private Optional<Routing> merge(Source existing, Placement placement, Problems notes) {
        int before = problems.list().size();
        List<YamlNode> documents = YamlReader.read(existing, problems);
        if (problems.list().size() > before) {
            return Optional.empty();
        }
        if (documents.size() != 1 || !(documents.get(0) instanceof YamlMapping mapping)) {
            problems.add(existing.place(), "not one alertmanager.yaml", "it is one mapping, with \"route\" in it");
            return Optional.empty();
        }
        if (mapping.get("kind").isPresent() && mapping.get("route").isEmpty()) {
            problems.add(
                    mapping.place(),
                    "this is an object of Kubernetes, not an alertmanager.yaml",
                    "give the text that stands in it under \"alertmanager.yaml\"");
            return Optional.empty();
        }
        Optional<Routing> base = reader.routing(mapping, Set.of());
        if (base.isEmpty()) {
            return base;
        }
        Routing merged = merge(base.get(), placement, mapping, notes);
        return problems.list().size() == before ? Optional.of(merged) : Optional.empty();
    }

    private Routing merge(Routing base, Placement placement, YamlMapping mapping, Problems notes) {
        List<Route> ours = audit.root().routes().stream()
                .map(route -> withInherited(route, audit.root(), base.root()))
                .toList();
        List<Route> routes = new ArrayList<>(base.root().routes());
        OptionalInt index = ours.isEmpty() ? OptionalInt.of(0) : placement.in(routes);
        if (index.isEmpty()) {
            problems.add(
                    mapping.get("route").map(YamlNode::place).orElse(mapping.place()),
                    placement.problem(),
                    "name the receiver whose route shall come after ours, or place ours first or last");
        }
        routes.addAll(index.orElse(0), ours);
        String fallback = audit.root().receiver().orElseThrow();
        if (!base.root().receiver().equals(Optional.of(fallback))) {
            notes.add(
                    mapping.place(),
                    "alerts that no route takes still go to \""
                            + base.root().receiver().orElseThrow() + "\": the receiver \"" + fallback
                            + "\" of the audit root route is not used for them",
                    "");
        }
        Routing.Builder merged = base.toBuilder()
                .withRoot(base.root().toBuilder().withRoutes(routes).build());
        addReceivers(base, usedIn(ours), fallback, merged);
        for (TimeInterval interval : audit.timeIntervals()) {
            base.timeIntervals().stream()
                    .filter(other -> other.name().equals(interval.name()))
                    .findFirst()
                    .ifPresentOrElse(
                            other -> mustBeEqual("time interval", interval.name(), interval, other),
                            () -> merged.timeIntervals(interval));
        }
        audit.inhibitRules().stream()
                .filter(rule -> !base.inhibitRules().contains(rule))
                .forEach(merged::inhibit);
        audit.templates().stream()
                .filter(path -> !base.templates().contains(path))
                .forEach(merged::templates);
        merged.global(defaults(base.global(), audit.global()));
        audit.others().forEach((key, settings) -> {
            if (!base.others().containsKey(key)) {
                merged.other(key, settings);
            }
        });
        return merged.build((subject, key, value, message, advice) -> {
            // Each part was right alone; what does not fit now has been told above.
        });
    }

    /** The route as it is under our root, to be put under another. */
    private static Route withInherited(Route route, Route ours, Route theirs) {
        Route.Builder builder = route.toBuilder();
        if (route.receiver().isEmpty()) {
            ours.receiver().ifPresent(builder::receiver);
        }
        if (route.groupBy().isEmpty() && !ours.groupBy().equals(theirs.groupBy())) {
            ours.groupBy().ifPresent(builder::groupBy);
        }
        if (route.groupWait().isEmpty() && !ours.groupWait().equals(theirs.groupWait())) {
            ours.groupWait().ifPresent(time -> builder.groupWait(time.text()));
        }
        if (route.groupInterval().isEmpty() && !ours.groupInterval().equals(theirs.groupInterval())) {
            ours.groupInterval().ifPresent(time -> builder.groupInterval(time.text()));
        }
        if (route.repeatInterval().isEmpty() && !ours.repeatInterval().equals(theirs.repeatInterval())) {
            ours.repeatInterval().ifPresent(time -> builder.repeatInterval(time.text()));
        }
        return builder.build();
    }

    private void addReceivers(Routing base, Set<String> used, String fallback, Routing.Builder merged) {
        for (Receiver receiver : audit.receivers()) {
            // Our root route is not taken over, nor is a receiver that only it led to.
            if (receiver.name().equals(fallback) && !used.contains(fallback)) {
                continue;
            }
            base.receivers().stream()
                    .filter(other -> other.name().equals(receiver.name()))
                    .findFirst()
                    .ifPresentOrElse(
                            other -> mustBeEqual("receiver", receiver.name(), receiver, other),
                            () -> merged.receivers(receiver));
        }
    }

    private void mustBeEqual(String what, String name, Object ours, Object theirs) {
        if (!ours.equals(theirs)) {
            problems.add(
                    reader.place(theirs, "name", ""),
                    "the " + what + " \"" + name + "\" is defined here, and differently in the audit routing",
                    "give one of the two another name, or make them say the same");
        }
    }

    private Settings defaults(Settings theirs, Settings ours) {
        Settings both = theirs;
        for (YamlMapping.Entry entry : ours.mapping().entries()) {
            String key = entry.key().text();
            Optional<YamlNode> there = theirs.mapping().get(key);
            if (there.isEmpty()) {
                both = both.and(key, entry.value());
            } else if (!Objects.equals(Settings.content(there.get()), Settings.content(entry.value()))) {
                Place place = there.get().place();
                problems.add(
                        place,
                        "\"" + key + "\" under \"global\" is set here, and differently in the audit routing",
                        "write it into the receivers of the audit routing instead");
            }
        }
        return both;
    }

    private static Set<String> usedIn(List<Route> routes) {
        Set<String> used = new LinkedHashSet<>();
        for (Route route : routes) {
            route.receiver().ifPresent(used::add);
            used.addAll(usedIn(route.routes()));
        }
        return used;
    }
}
