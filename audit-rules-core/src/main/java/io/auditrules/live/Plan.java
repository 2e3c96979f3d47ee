package io.auditrules.live;

import io.auditrules.alert.AlertingGroup;
import io.auditrules.alert.AlertingRule;
import io.auditrules.alert.RulerSettings;
import io.auditrules.alertmanager.Routing;
import io.auditrules.diagnostic.IllegalValueException;
import io.auditrules.event.Entry;
import io.auditrules.event.Log;
import io.auditrules.scenario.Expectation;
import io.auditrules.scenario.Happening;
import io.auditrules.scenario.Outcome;
import io.auditrules.scenario.PlacedScenario;
import io.auditrules.scenario.Scenario;
import io.auditrules.scenario.Since;
import io.auditrules.scenario.Site;
import io.auditrules.scenario.Trial;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/**
 * How a scenario is played to real peers: what is written when, on a clock that runs faster and begins when they are ready.
 *
 * @param site with durations of the faster clock, and only the rules that the scenario is about
 * @param start of the scenario as it was written
 * @param entries at the times of the faster clock, counted from that start
 * @param length until the last time that counts
 * @param factor how much faster
 */
record Plan(PlacedScenario scenario, Site site, Instant start, List<Entry> entries, Duration length, int factor) {
    Plan {
        entries = List.copyOf(entries);
    }

    /**
     * The plan for a scenario.
     *
     * @param longest that it may take
     * @throws IllegalValueException if it cannot be played to real peers, with the reason
     */
    static Plan of(Site site, PlacedScenario placed, Duration longest) {
        Scenario scenario = placed.scenario();
        Trial trial = new Trial(site);
        Outcome outcome = trial.play(scenario);
        if (!scenario.missed().isEmpty()) {
            throw new IllegalValueException(
                    "the ruler misses evaluations, which a real one does not on command", "try it without \"missed\"");
        }
        List<AlertingGroup> groups = trial.groups(scenario);
        check(groups);
        Optional<Routing> routing = site.routing().map(each -> withoutClock(each, outcome));
        Shortening shortening = Shortening.most(site, groups);
        Duration length = shortening.of(Duration.between(outcome.start(), outcome.end()));
        if (length.compareTo(longest) > 0) {
            throw new IllegalValueException(
                    "it takes " + Since.text(length)
                            + (shortening.factor() > 1 ? ", though shortened " + shortening.factor() + " times" : "")
                            + ", and at most " + Since.text(longest) + " are allowed",
                    "let it run shorter, or allow more");
        }
        List<Entry> entries = new ArrayList<>();
        for (Entry entry : all(outcome)) {
            Duration after = Duration.between(outcome.start(), entry.time());
            entries.add(new Entry(
                    outcome.start().plus(shortening.of(after)),
                    entry.stream(),
                    entry.structuredMetadata(),
                    entry.line()));
        }
        Site shorter = new Site(
                groups.stream().map(shortening::group).toList(),
                shortening.ruler(site.ruler()),
                site.auditStream(),
                site.maxLineSize(),
                routing.map(shortening::routing));
        return new Plan(placed, shorter, outcome.start(), entries, length, shortening.factor());
    }

    /** The same on a ruler that is set otherwise. */
    Plan on(RulerSettings ruler) {
        Site other =
                new Site(site.groups(), ruler, site.auditStream(), site.maxLineSize(), site.routing(), site.proven());
        return new Plan(scenario, other, start, entries, length, factor);
    }

    private static void check(List<AlertingGroup> groups) {
        Set<String> names = new HashSet<>();
        for (AlertingGroup group : groups) {
            if (!names.add(group.name())) {
                throw new IllegalValueException(
                        "two groups are called \"" + group.name() + "\"", "give each group a name of its own");
            }
            for (AlertingRule rule : group.rules()) {
                if (rule.alert().equals(RuleFile.PROBE)) {
                    throw new IllegalValueException(
                            "an alert is called \"" + RuleFile.PROBE + "\", as one of ours is", "call it otherwise");
                }
            }
        }
    }

    private static Routing withoutClock(Routing routing, Outcome outcome) {
        return Shortening.withoutClock(routing, outcome.start(), outcome.end())
                .orElseThrow(() -> new IllegalValueException(
                        "a time interval of the routing begins or ends during the scenario",
                        "real peers are asked at another time of the day; let it begin and end within one"));
    }

    private static List<Entry> all(Outcome outcome) {
        List<Entry> all = new ArrayList<>(outcome.entries());
        all.addAll(outcome.discarded());
        all.sort(Comparator.comparing(Entry::time));
        return all;
    }

    /** How much of it comes before its start. */
    Duration lead() {
        return entries.stream()
                .map(entry -> Duration.between(entry.time(), start))
                .filter(before -> !before.isNegative())
                .max(Comparator.naturalOrder())
                .orElse(Duration.ZERO);
    }

    /** The entries, if the scenario begins at another time. */
    List<Entry> entriesAt(Instant newStart) {
        Duration later = Duration.between(start, newStart);
        return entries.stream()
                .map(entry ->
                        new Entry(entry.time().plus(later), entry.stream(), entry.structuredMetadata(), entry.line()))
                .toList();
    }

    /** What the simulation says if the scenario begins at another time and the ruler evaluates then. */
    Outcome simulate(Played played) {
        List<Entry> moved = entriesAt(played.start());
        List<Happening> events = moved.isEmpty()
                ? List.of()
                : List.of(new Happening(
                        new Happening.Recording(Log.of(moved), Optional.empty()),
                        Duration.between(played.start(), moved.get(0).time()),
                        Happening.Repetition.NONE,
                        Optional.empty(),
                        OptionalInt.empty()));
        Scenario again = new Scenario(
                scenario.scenario().name(),
                played.start(),
                Optional.of(Duration.between(played.start(), played.end())),
                Optional.empty(),
                events,
                List.of(),
                // not that of the scenario, whose times are of the slower clock
                Expectation.SILENCE);
        return new Trial(site).play(again, played.ticks());
    }
}
