package io.auditrules.notification;

import io.auditrules.alertmanager.InhibitRule;
import io.auditrules.alertmanager.Matcher;
import io.auditrules.alertmanager.Receiver;
import io.auditrules.alertmanager.Route;
import io.auditrules.alertmanager.RouteNode;
import io.auditrules.alertmanager.Routing;
import io.auditrules.alertmanager.Settings;
import io.auditrules.alertmanager.TimeInterval;
import io.auditrules.alertmanager.TimePeriod;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;

/** Configurations and posts at random: few labels and values, so that alerts meet, in one quarter of a minute. */
final class RandomScenario {
    private static final List<String> LABELS = List.of("alertname", "a", "b");
    private static final List<String> VALUES = List.of("1", "2");
    private static final int RECEIVERS = 5;
    private static final int SECONDS = 14;
    /** Fewer notifications say too little. */
    private static final int LEAST = 4;

    private final Random random;
    private final String address;

    private RandomScenario(Random random, String address) {
        this.random = random;
        this.address = address;
    }

    /** The first scenario after a seed that leaves nothing to chance. */
    static Scenario of(String name, long seed, String address) {
        Random random = new Random(seed);
        while (true) {
            Scenario scenario = new RandomScenario(random, address).scenario(name);
            boolean talks = scenario.planned().size() >= LEAST;
            if (talks && keysDiffer(scenario.routing()) && scenario.isDecided(random)) {
                return scenario;
            }
        }
    }

    /** A scenario that a real Alertmanager may answer in several ways. */
    static Scenario undecided(String name, long seed, String address) {
        return new RandomScenario(new Random(seed), address).scenario(name);
    }

    /** Routes that share what was told last wait for each other by chance; they have a scenario of their own. */
    private static boolean keysDiffer(Routing routing) {
        Set<String> keys = new HashSet<>();
        return routing.tree().all().stream().map(RouteNode::toString).allMatch(keys::add);
    }

    private Scenario scenario(String name) {
        Scenario scenario = Scenario.of(name, routing());
        for (int second = 0; second < SECONDS - 2; second++) {
            if (random.nextInt(5) < 2) {
                Scenario.TimedAlert[] alerts = new Scenario.TimedAlert[1 + random.nextInt(3)];
                int now = second;
                Arrays.setAll(alerts, i -> alert(now));
                scenario = scenario.post(second, alerts);
            }
        }
        return scenario.lasting(SECONDS + 0.5);
    }

    private Scenario.TimedAlert alert(int second) {
        Scenario.TimedAlert alert =
                Scenario.TimedAlert.labelled("alertname", random.nextBoolean() ? "A" : "B", "a", value(), "b", value());
        double start = Double.NaN;
        if (random.nextInt(3) == 0) {
            start = second - 0.3 - random.nextInt(4);
            alert = alert.since(start);
        }
        return switch (random.nextInt(4)) {
            case 0 -> alert.until(second + 0.4 + random.nextInt(5));
            case 1 -> Double.isNaN(start) ? alert : alert.until(Math.max(start, second - 0.2));
            default -> alert;
        };
    }

    private String value() {
        return random.nextInt(3) == 0 ? "" : pick(VALUES);
    }

    private Routing routing() {
        Routing.Builder routing = Routing.root(route(Route.to("r0"), 0).build())
                .global(Settings.with("resolve_timeout", (2 + random.nextInt(4)) + "s400ms"))
                .timeIntervals(
                        TimeInterval.named("always", TimePeriod.always().years("2000:2100")),
                        TimeInterval.named("never", TimePeriod.always().years("1999")));
        for (int i = 0; i < RECEIVERS; i++) {
            routing.receivers(receiver("r" + i));
        }
        for (int i = random.nextInt(4); i > 0; i--) {
            routing.inhibit(new InhibitRule(
                    "",
                    List.of(matcher()),
                    List.of(matcher()),
                    random.nextBoolean() ? List.of(pick(LABELS)) : List.of()));
        }
        return routing.build();
    }

    private Receiver receiver(String name) {
        Receiver.Builder receiver = Receiver.named(name);
        int count = random.nextInt(8) == 0 ? 0 : 1 + random.nextInt(2);
        for (int i = 0; i < count; i++) {
            Settings hook = Settings.with("url", address + "/" + name + "/webhook_configs/" + i);
            receiver.webhook(random.nextInt(3) == 0 ? hook.and("send_resolved", false) : hook);
        }
        return receiver.build();
    }

    private Route.Builder route(Route.Builder route, int depth) {
        if (random.nextInt(3) > 0 || depth == 0) {
            route.groupWait(pick(List.of("0s", "300ms", "1s300ms", "2s500ms", "3s600ms")));
            route.groupInterval(pick(List.of("1s", "1s600ms", "2s", "3s300ms", "5s")));
            route.repeatInterval(pick(List.of("3s700ms", "6s300ms", "1h")));
        }
        switch (random.nextInt(5)) {
            case 0 -> route.groupBy("...");
            case 1 -> route.groupBy("alertname");
            case 2 -> route.groupBy("a", "b");
            case 3 -> route.groupBy(List.of());
            default -> {}
        }
        if (depth > 0 && random.nextInt(8) == 0) {
            route.mutedDuring(pick(List.of("always", "never")));
        }
        if (depth > 0 && random.nextInt(8) == 0) {
            route.activeDuring(pick(List.of("always", "never")));
        }
        int children = depth == 0 ? 2 + random.nextInt(3) : random.nextInt(3 - depth);
        for (int i = 0; i < children; i++) {
            Route.Builder child = Route.inheriting().matching(matchers());
            if (random.nextInt(4) > 0) {
                child.receiver("r" + random.nextInt(RECEIVERS));
            }
            if (random.nextBoolean()) {
                child.continues();
            }
            route.routes(route(child, depth + 1).build());
        }
        return route;
    }

    private Matcher[] matchers() {
        List<Matcher> matchers = new ArrayList<>();
        for (int i = random.nextInt(3); i > 0; i--) {
            matchers.add(matcher());
        }
        return matchers.toArray(Matcher[]::new);
    }

    private Matcher matcher() {
        String label = pick(LABELS);
        String value = label.equals("alertname") ? pick(List.of("A", "B")) : pick(VALUES);
        return switch (random.nextInt(4)) {
            case 0 -> Matcher.notEqual(label, value);
            case 1 -> Matcher.regexp(label, value + "|x");
            default -> Matcher.equal(label, value);
        };
    }

    private <T> T pick(List<T> from) {
        return from.get(random.nextInt(from.size()));
    }
}
