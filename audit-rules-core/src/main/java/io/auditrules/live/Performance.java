package io.auditrules.live;

import io.auditrules.alert.AlertingGroup;
import io.auditrules.alert.Evaluation;
import io.auditrules.alert.RuleHistory;
import io.auditrules.alert.Ticks;
import io.auditrules.diagnostic.IllegalValueException;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/** One scenario on a tenant of a real Loki. */
final class Performance {
    /** A ruler does not know where Alertmanager is before its service discovery has told it, every five seconds. */
    private static final Duration UNTIL_DISCOVERED = Duration.ofSeconds(7);
    /** Enough to write all entries before the first of them has come to pass. */
    private static final Duration UNTIL_WRITTEN = Duration.ofSeconds(4);
    /** How long what was sent may be under way. */
    private static final Duration UNTIL_TOLD = Duration.ofMillis(1500);

    /** A ruler looks for new rules once a minute at least. */
    private static final Duration UNTIL_LOADED = Duration.ofMinutes(2);

    static final List<AlertingGroup> WARM_UP =
            List.of(new AlertingGroup("audit-rules warm-up", Duration.ofSeconds(1), 0, List.of()));

    private final Plan plan;
    private final String tenant;
    private final LokiPeer loki;
    private final Switchboard.Line line;
    private final InstantSource clock;

    Performance(Plan plan, String tenant, LokiPeer loki, Switchboard.Line line, InstantSource clock) {
        this.plan = plan;
        this.tenant = tenant;
        this.loki = loki;
        this.line = line;
        this.clock = clock;
    }

    /** A group that is looked at, when it was evaluated first, and what was seen of it by the time of the evaluation. */
    private record Watched(AlertingGroup group, Instant first, Map<Instant, RulerState.Group> seen) {}

    /** The next look at a group: after the evaluation at a time, whose result stands until the next. */
    private record Look(Instant at, Watched watched, Instant tick) {
        AlertingGroup group() {
            return watched.group();
        }

        boolean isTooLate(Instant now) {
            return now.isAfter(tick.plus(group().interval().multipliedBy(9).dividedBy(10)));
        }
    }

    /**
     * Plays it, which takes as long as it takes.
     *
     * @throws IllegalValueException if the peers do not take it, or if an evaluation was not seen
     */
    Played play(Instant alertmanagerStart) throws IOException, InterruptedException {
        loki.load(tenant, WARM_UP);
        awaitGroups(WARM_UP);
        sleep(UNTIL_DISCOVERED);
        List<AlertingGroup> groups = plan.site().groups();
        loki.load(tenant, groups);
        List<Watched> watched = awaitGroups(groups);
        if (!line.isHeard() && !watched.isEmpty()) {
            throw new IllegalValueException(
                    "the alerts of Loki's ruler do not come to us", "does its alertmanager_url lead to this machine?");
        }
        Instant start = start(watched);
        write(start);
        Instant end = start.plus(plan.length());
        look(watched, end);
        sleepUntil(end.plus(UNTIL_TOLD));
        List<String> troubles = line.troubles();
        if (!troubles.isEmpty()) {
            throw new IllegalValueException(troubles.get(0), "");
        }
        Map<String, Ticks> ticks = new LinkedHashMap<>();
        watched.forEach(each -> ticks.put(each.group.name(), Ticks.every(each.group.interval(), each.first, end)));
        return new Played(
                start, end, ticks, histories(watched), alertmanagerStart, line.posts(), line.told(), List.of());
    }

    /** When each group was first evaluated, as soon as the ruler has these. */
    private List<Watched> awaitGroups(List<AlertingGroup> groups) throws IOException, InterruptedException {
        Set<String> names = groups.stream().map(AlertingGroup::name).collect(Collectors.toSet());
        Duration longest = groups.stream()
                .map(AlertingGroup::interval)
                .max(Comparator.naturalOrder())
                .orElse(Duration.ZERO);
        Instant latest = clock.instant().plus(longest.multipliedBy(2)).plus(UNTIL_LOADED);
        while (clock.instant().isBefore(latest)) {
            List<RulerState.Group> known = loki.api().groups(tenant);
            if (known.stream()
                            .map(RulerState.Group::name)
                            .collect(Collectors.toSet())
                            .equals(names)
                    && known.stream().allMatch(group -> group.first().isPresent())) {
                return groups.stream().map(group -> watched(group, known)).toList();
            }
            TimeUnit.MILLISECONDS.sleep(200);
        }
        throw new IllegalValueException(
                "the ruler did not evaluate the rules of the scenario", "does this Loki take them all?");
    }

    private static Watched watched(AlertingGroup group, List<RulerState.Group> known) {
        Instant first = known.stream()
                .filter(each -> each.name().equals(group.name()))
                .flatMap(each -> each.first().stream())
                .findFirst()
                .orElseThrow();
        return new Watched(group, first, new LinkedHashMap<>());
    }

    /** A tick of the first group, late enough. */
    private Instant start(List<Watched> watched) {
        Instant earliest = clock.instant().plus(UNTIL_WRITTEN).plus(plan.lead());
        if (watched.isEmpty()) {
            return earliest;
        }
        Instant tick = watched.get(0).first;
        Duration interval = watched.get(0).group.interval();
        return tick.plus(interval.multipliedBy(Duration.between(tick, earliest).dividedBy(interval) + 1));
    }

    private void write(Instant start) throws IOException, InterruptedException {
        List<String> refusals = new ArrayList<>();
        loki.api().push(tenant, plan.entriesAt(start), refusals);
        Optional<String> refusal = refusals.stream()
                .filter(text -> !text.toLowerCase(Locale.ROOT).contains("max entry size"))
                .findFirst();
        if (refusal.isPresent()) {
            throw new IllegalValueException("Loki does not take an entry: " + refusal.get(), "");
        }
        if (clock.instant().isAfter(start.minus(plan.lead()))) {
            throw tooSlow("the entries were not written in time");
        }
    }

    private void look(List<Watched> watched, Instant end) throws IOException, InterruptedException {
        PriorityQueue<Look> looks = new PriorityQueue<>(Comparator.comparing(Look::at));
        Instant now = clock.instant();
        for (Watched each : watched) {
            Instant tick = each.first;
            while (tick.plus(each.group.interval()).isBefore(now)) {
                tick = tick.plus(each.group.interval());
            }
            look(looks, each, tick, end);
        }
        while (!looks.isEmpty()) {
            Look look = looks.remove();
            sleepUntil(look.at());
            Optional<RulerState.Group> state = evaluated(look);
            if (state.isPresent()) {
                look.watched.seen.put(look.tick, state.get());
                look(looks, look.watched, look.tick.plus(look.group().interval()), end);
            } else if (look.isTooLate(clock.instant())) {
                throw tooSlow("the evaluation of " + look.group().name() + " at " + look.tick + " was not seen");
            } else {
                looks.add(new Look(clock.instant().plusMillis(100), look.watched, look.tick));
            }
        }
    }

    private static void look(PriorityQueue<Look> looks, Watched watched, Instant tick, Instant end) {
        if (!tick.isAfter(end)) {
            looks.add(new Look(tick.plus(watched.group.interval().dividedBy(2)), watched, tick));
        }
    }

    private Optional<RulerState.Group> evaluated(Look look) throws IOException, InterruptedException {
        return loki.api().groups(tenant).stream()
                .filter(group -> group.name().equals(look.group().name()))
                .filter(group -> !group.evaluated().isBefore(look.tick())
                        && group.evaluated()
                                .isBefore(look.tick().plus(look.group().interval())))
                .findFirst();
    }

    private static List<RuleHistory> histories(List<Watched> watched) {
        List<RuleHistory> histories = new ArrayList<>();
        for (Watched each : watched) {
            for (int i = 0; i < each.group.rules().size(); i++) {
                List<Evaluation> evaluations = new ArrayList<>();
                for (Map.Entry<Instant, RulerState.Group> state : each.seen.entrySet()) {
                    RulerState.Rule rule = state.getValue().rules().get(i);
                    evaluations.add(new Evaluation(state.getKey(), rule.health(), rule.alerts(), List.of()));
                }
                histories.add(new RuleHistory(each.group.rules().get(i), evaluations));
            }
        }
        return histories;
    }

    private static IllegalValueException tooSlow(String what) {
        return new IllegalValueException(what, "the machine was too slow; play fewer at once");
    }

    private void sleep(Duration duration) throws InterruptedException {
        TimeUnit.NANOSECONDS.sleep(duration.toNanos());
    }

    private void sleepUntil(Instant time) throws InterruptedException {
        Duration rest = Duration.between(clock.instant(), time);
        if (!rest.isNegative()) {
            sleep(rest);
        }
    }
}
