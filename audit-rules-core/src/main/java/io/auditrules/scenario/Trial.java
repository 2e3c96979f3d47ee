package io.auditrules.scenario;

import io.auditrules.alert.AlertingGroup;
import io.auditrules.alert.AlertingRule;
import io.auditrules.alert.Evaluation;
import io.auditrules.alert.RuleHistory;
import io.auditrules.alert.Ruler;
import io.auditrules.alert.Ticks;
import io.auditrules.alertmanager.Routing;
import io.auditrules.diagnostic.IllegalValueException;
import io.auditrules.diagnostic.Place;
import io.auditrules.event.Entry;
import io.auditrules.event.Log;
import io.auditrules.logql.DurationLiteral;
import io.auditrules.logql.LogRange;
import io.auditrules.notification.Alertmanager;
import io.auditrules.notification.PostedAlert;
import io.auditrules.scenario.Outcome.Firing;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/** Plays scenarios on a site: the log, the ruler and Alertmanager on one simulated clock. */
public final class Trial {
    private final Site site;

    public Trial(Site site) {
        this.site = site;
    }

    /**
     * What comes of a scenario.
     *
     * @throws io.auditrules.diagnostic.IllegalValueException if Loki would not load a rule, or the run is too long
     */
    public Outcome play(Scenario scenario) {
        return play(scenario, Map.of());
    }

    /**
     * What comes of a scenario if the ruler evaluates groups at other times.
     *
     * @param ticks by the name of a group; they may begin before the scenario. Other groups are evaluated as it says.
     * @throws io.auditrules.diagnostic.IllegalValueException if Loki would not load a rule, or the run is too long
     */
    public Outcome play(Scenario scenario, Map<String, Ticks> ticks) {
        List<Entry> written = entries(scenario);
        List<Entry> entries = written.stream().filter(this::isTaken).toList();
        List<Entry> discarded =
                written.stream().filter(entry -> !isTaken(entry)).toList();
        List<AlertingGroup> groups = groups(scenario);
        Instant end = scenario.run().map(scenario.start()::plus).orElseGet(() -> usualEnd(scenario, written, groups));
        List<RuleHistory> histories = histories(scenario, ticks, groups, end, Log.of(entries));
        if (site.routing().isEmpty()) {
            return new Outcome(
                    scenario.start(), end, entries, discarded, histories, Firing.of(histories), List.of(), List.of());
        }
        List<Post> posts = posts(histories);
        Instant first =
                posts.isEmpty() || posts.get(0).at.isAfter(scenario.start()) ? scenario.start() : posts.get(0).at;
        Alertmanager alertmanager = Alertmanager.of(site.routing().get(), first);
        for (Post post : posts) {
            alertmanager.receive(post.at, post.alerts);
        }
        alertmanager.advanceTo(end);
        return new Outcome(
                scenario.start(),
                end,
                entries,
                discarded,
                histories,
                Firing.of(histories),
                alertmanager.notifications(),
                alertmanager.withheld());
    }

    /**
     * Whether a scenario comes as expected. One that cannot be played has not passed.
     *
     * @param clock tells how long it took
     */
    public Verdict judge(Scenario scenario, Place place, InstantSource clock) {
        Instant begin = clock.instant();
        try {
            Outcome outcome = play(scenario);
            List<Mismatch> mismatches = Judge.compare(scenario, outcome, site);
            return new Verdict(scenario, place, outcome, mismatches, Duration.between(begin, clock.instant()));
        } catch (IllegalValueException | UncheckedIOException e) {
            Instant start = scenario.start();
            Outcome nothing =
                    new Outcome(start, start, List.of(), List.of(), List.of(), List.of(), List.of(), List.of());
            Mismatch reason = new Mismatch("cannot be played: " + e.getMessage(), List.of());
            return new Verdict(scenario, place, nothing, List.of(reason), Duration.between(begin, clock.instant()));
        }
    }

    /** What one rule sends at one time. */
    private record Post(Instant at, List<PostedAlert> alerts) {}

    private List<Entry> entries(Scenario scenario) {
        List<Entry> entries = new ArrayList<>();
        int number = 0;
        for (Happening happening : scenario.events()) {
            entries.addAll(happening.entries(scenario.start(), site.auditStream(), scenario.name() + "/" + number++));
        }
        entries.sort(Comparator.comparing(Entry::time));
        return entries;
    }

    private boolean isTaken(Entry entry) {
        return entry.line().getBytes(StandardCharsets.UTF_8).length <= site.maxLineSize();
    }

    /** The groups with the rules that the scenario is about. */
    public List<AlertingGroup> groups(Scenario scenario) {
        if (scenario.rules().isEmpty()) {
            return site.groups();
        }
        List<String> names = scenario.rules().get();
        return site.groups().stream()
                .map(group -> new AlertingGroup(
                        group.name(),
                        group.interval(),
                        group.limit(),
                        group.rules().stream()
                                .filter(rule -> names.contains(rule.alert()))
                                .toList()))
                .filter(group -> !group.rules().isEmpty())
                .toList();
    }

    private List<RuleHistory> histories(
            Scenario scenario, Map<String, Ticks> given, List<AlertingGroup> groups, Instant end, Log log) {
        List<RuleHistory> histories = new ArrayList<>();
        Ruler ruler = new Ruler(site.ruler());
        for (AlertingGroup group : groups) {
            Ticks ticks = given.containsKey(group.name()) ? given.get(group.name()) : ticks(scenario, group, end);
            histories.addAll(ruler.evaluate(group, ticks, log));
        }
        return histories;
    }

    private static Ticks ticks(Scenario scenario, AlertingGroup group, Instant end) {
        Ticks ticks = group.ticks(scenario.start(), end);
        for (Scenario.Gap gap : scenario.missed()) {
            ticks = ticks.without(
                    scenario.start().plus(gap.from()), scenario.start().plus(gap.to()));
        }
        return ticks;
    }

    private static List<Post> posts(List<RuleHistory> histories) {
        List<Post> posts = new ArrayList<>();
        for (RuleHistory history : histories) {
            for (Evaluation evaluation : history.evaluations()) {
                if (!evaluation.posted().isEmpty()) {
                    posts.add(new Post(evaluation.at(), evaluation.posted()));
                }
            }
        }
        // stable, so that the rules of a group send in their order
        posts.sort(Comparator.comparing(Post::at));
        return posts;
    }

    /** When all that is written has left the windows, the ruler has seen it, and who is to be told has been told. */
    private Instant usualEnd(Scenario scenario, List<Entry> entries, List<AlertingGroup> groups) {
        Instant start = scenario.start();
        Instant last =
                entries.isEmpty() ? start : entries.get(entries.size() - 1).time();
        Duration longest = Duration.ZERO;
        for (AlertingGroup group : groups) {
            for (AlertingRule rule : group.rules()) {
                Duration reach = rule.expr().ranges().stream()
                        .map(Trial::reach)
                        .max(Comparator.naturalOrder())
                        .orElse(Duration.ZERO);
                longest = max(
                        longest,
                        reach.plus(rule.pending()).plus(group.interval().multipliedBy(2)));
            }
        }
        Instant seen = last.plus(longest);
        for (Scenario.Gap gap : scenario.missed()) {
            for (AlertingGroup group : groups) {
                seen = later(seen, start.plus(gap.to()).plus(group.interval()));
            }
        }
        Instant told = seen.plus(site.routing().map(Trial::untilTold).orElse(Duration.ZERO));
        return later(told, start.plus(scenario.expectation().lastMoment()));
    }

    private static Instant later(Instant a, Instant b) {
        return a.isAfter(b) ? a : b;
    }

    private static Duration reach(LogRange range) {
        Duration offset = range.offset().map(DurationLiteral::value).orElse(Duration.ZERO);
        return range.range().value().plus(max(offset, Duration.ZERO));
    }

    private static Duration untilTold(Routing routing) {
        return routing.tree().all().stream()
                .map(route -> route.groupWait().plus(route.groupInterval()))
                .reduce(Duration.ZERO, Trial::max);
    }

    private static Duration max(Duration a, Duration b) {
        return a.compareTo(b) >= 0 ? a : b;
    }
}
