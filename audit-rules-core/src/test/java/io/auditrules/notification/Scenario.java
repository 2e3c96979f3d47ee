package io.auditrules.notification;

import io.auditrules.alertmanager.Routing;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;

/**
 * A configuration and what is posted to it, at seconds after a beginning that comes soon after Alertmanager's start.
 *
 * @param seconds when it ends
 */
record Scenario(String name, Routing routing, List<Post> posts, double seconds) {
    private static final Instant START = Instant.parse("2026-03-02T08:00:00Z");
    private static final Duration LEAD = Duration.ofSeconds(4);
    /** What may lie between a plan and what a machine under load makes of it. */
    private static final int MARGIN_MILLIS = 140;

    /** Alerts posted together, in a simulation or to a real one, at a time of the plan or when it really was. */
    record Post(double second, List<TimedAlert> alerts) {
        List<PostedAlert> posted(Instant begin) {
            return alerts.stream().map(alert -> alert.posted(begin)).toList();
        }
    }

    /** An alert with times in seconds since the beginning; not a number where it says none. */
    record TimedAlert(Map<String, String> labels, double start, double end) {
        /** Name and value, name and value … */
        static TimedAlert labelled(String... labels) {
            Map<String, String> map = new TreeMap<>();
            for (int i = 0; i < labels.length; i += 2) {
                map.put(labels[i], labels[i + 1]);
            }
            return new TimedAlert(map, Double.NaN, Double.NaN);
        }

        TimedAlert since(double second) {
            return new TimedAlert(labels, second, end);
        }

        TimedAlert until(double second) {
            return new TimedAlert(labels, start, second);
        }

        private PostedAlert posted(Instant begin) {
            PostedAlert alert = PostedAlert.firing(labels);
            alert = Double.isNaN(start) ? alert : alert.since(at(begin, start));
            return Double.isNaN(end) ? alert : alert.until(at(begin, end));
        }
    }

    static Scenario of(String name, Routing routing) {
        return new Scenario(name, routing, List.of(), 0);
    }

    Scenario post(double second, TimedAlert... alerts) {
        List<Post> more = new ArrayList<>(posts);
        more.add(new Post(second, List.of(alerts)));
        return new Scenario(name, routing, more, seconds);
    }

    Scenario lasting(double newSeconds) {
        return new Scenario(name, routing, posts, newSeconds);
    }

    static Instant at(Instant begin, double second) {
        return begin.plusMillis(Math.round(second * 1000));
    }

    /** What the simulation tells, if the posts arrive at these times. */
    Alertmanager simulate(Instant start, Instant begin, List<Instant> arrivals) {
        Alertmanager alertmanager = Alertmanager.of(routing, start);
        for (int i = 0; i < posts.size(); i++) {
            alertmanager.receive(arrivals.get(i), posts.get(i).posted(begin));
        }
        alertmanager.advanceTo(at(begin, seconds));
        return alertmanager;
    }

    /**
     * Whether the same is told when everything comes up to {@link #MARGIN_MILLIS} earlier or later than planned,
     * and when the alerts of a post arrive one by one. Where it is not, chance decides in a real Alertmanager too.
     */
    boolean isDecided(Random random) {
        List<Told> planned = planned();
        for (int i = 0; i < 40; i++) {
            List<Told> shifted = shifted(random, MARGIN_MILLIS, i % 2 == 1);
            if (Told.difference(planned, shifted, Duration.ofMillis(3 * MARGIN_MILLIS))
                    .isPresent()) {
                return false;
            }
        }
        return true;
    }

    /** What is told if nothing goes wrong. */
    List<Told> planned() {
        return shifted(new Random(0), 0, false);
    }

    private List<Told> shifted(Random random, int margin, boolean singly) {
        Instant begin = START.plus(LEAD);
        Alertmanager alertmanager = Alertmanager.of(routing, shift(START, random, margin));
        Instant at = begin.minusSeconds(1);
        for (Post post : posts) {
            Instant shifted = shift(at(begin, post.second), random, margin);
            at = shifted.isAfter(at) ? shifted : at.plusMillis(9);
            List<PostedAlert> alerts = new ArrayList<>(post.posted(begin));
            if (!singly) {
                alertmanager.receive(at, alerts);
                continue;
            }
            Collections.shuffle(alerts, random);
            for (int i = 0; i < alerts.size(); i++) {
                alertmanager.receive(at.plusMillis(i), List.of(alerts.get(i)));
            }
        }
        alertmanager.advanceTo(shift(at(begin, seconds), random, margin));
        return alertmanager.notifications().stream().map(Told::of).toList();
    }

    private static Instant shift(Instant time, Random random, int margin) {
        return margin == 0 ? time : time.plusMillis(random.nextInt(2 * margin + 1) - margin);
    }
}
