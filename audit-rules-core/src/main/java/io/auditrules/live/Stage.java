package io.auditrules.live;

import io.auditrules.alert.RulerSettings;
import io.auditrules.alertmanager.Routing;
import io.auditrules.diagnostic.IllegalValueException;
import io.auditrules.diagnostic.Problems;
import io.auditrules.diagnostic.ProblemsException;
import io.auditrules.evaluate.Limits;
import java.io.IOException;
import java.net.URI;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.BiConsumer;

/**
 * Where plans are played: a Loki for those that want the same of a ruler, with a tenant for each, and for each plan an
 * Alertmanager while it is played.
 */
final class Stage {
    private static final int TRIES = 2;

    private final LiveSettings settings;
    private final Http http = new Http();

    /** No Loki that runs has seen tenants of this name. */
    private final String name;

    Stage(LiveSettings settings) {
        this.settings = settings;
        this.name = "audit-rules-" + Long.toString(settings.clock().millis(), Character.MAX_RADIX);
    }

    /**
     * Plays plans.
     *
     * @param plans of one site, at least one
     * @param result is told what came of a plan, by any thread
     * @param failure is told why a plan could not be played, by any thread
     * @throws IllegalValueException if Loki cannot be started
     * @throws ProblemsException if peers that run cannot be used
     */
    void play(List<Plan> plans, BiConsumer<Plan, Played> result, BiConsumer<Plan, String> failure) {
        try (Switchboard switchboard = Switchboard.open(port(), http, settings.clock())) {
            Problems problems = new Problems();
            Optional<? extends Lokis> lokis = lokis(plans, switchboard, problems);
            Optional<? extends Alertmanagers> alertmanagers = alertmanagers(switchboard, problems);
            problems.throwIfAny();
            Cast cast = new Cast(lokis.orElseThrow(), alertmanagers.orElseThrow(), switchboard);
            Map<RulerSettings, List<Plan>> bySettings = new LinkedHashMap<>();
            for (Plan plan : plans) {
                Plan suited = plan.on(cast.lokis.settings(plan.site().ruler()));
                bySettings
                        .computeIfAbsent(ofAllTenants(suited.site().ruler()), key -> new ArrayList<>())
                        .add(suited);
            }
            for (Map.Entry<RulerSettings, List<Plan>> some : bySettings.entrySet()) {
                play(some.getKey(), some.getValue(), cast, result, failure);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalValueException("interrupted while scenarios were played", "");
        }
    }

    /** Who plays. */
    private record Cast(Lokis lokis, Alertmanagers alertmanagers, Switchboard switchboard) {}

    private int port() {
        boolean programs = settings.loki() instanceof Peer.Program && settings.alertmanager() instanceof Peer.Program;
        return programs ? 0 : settings.here().getPort();
    }

    private Optional<? extends Lokis> lokis(List<Plan> plans, Switchboard switchboard, Problems problems)
            throws InterruptedException {
        if (settings.loki() instanceof Peer.Running running) {
            return RunningLoki.at(running.address(), plans, settings.here(), name, http, problems);
        }
        Peer.Program program = (Peer.Program) settings.loki();
        return Optional.of(new LokiServer.Started(program.path(), switchboard.address(), http));
    }

    private Optional<? extends Alertmanagers> alertmanagers(Switchboard switchboard, Problems problems)
            throws InterruptedException {
        if (settings.alertmanager() instanceof Peer.Running running) {
            return RunningAlertmanager.at(
                    running, settings.here(), switchboard, name, http, settings.clock(), problems);
        }
        Peer.Program program = (Peer.Program) settings.alertmanager();
        URI here = switchboard.address();
        return Optional.of((Alertmanagers) (routing, scenario) -> AlertmanagerServer.start(
                program.path(), routing, Switchboard.told(here, scenario), http, settings.clock()));
    }

    /** The settings without those that each tenant has of its own. */
    private static RulerSettings ofAllTenants(RulerSettings settings) {
        return new RulerSettings(
                settings.version(),
                Limits.DEFAULT,
                settings.externalLabels(),
                settings.externalUrl(),
                settings.resendDelay());
    }

    private void play(
            RulerSettings ruler,
            List<Plan> plans,
            Cast cast,
            BiConsumer<Plan, Played> result,
            BiConsumer<Plan, String> failure)
            throws InterruptedException {
        ExecutorService threads = Executors.newFixedThreadPool(settings.atOnce(), task -> {
            Thread thread = new Thread(task, "live scenario");
            thread.setDaemon(true);
            return thread;
        });
        try (LokiPeer loki = cast.lokis.open(ruler, tenants(plans))) {
            List<Future<?>> running = new ArrayList<>();
            for (int i = 0; i < plans.size(); i++) {
                Plan plan = plans.get(i);
                int number = i;
                running.add(threads.submit(() -> play(plan, number, loki, cast, result, failure)));
            }
            for (Future<?> each : running) {
                each.get();
            }
        } catch (ExecutionException e) {
            throw new IllegalStateException(e.getCause());
        } finally {
            threads.shutdownNow();
        }
    }

    /** Each try has a tenant of its own, so that nothing is left of the one before. */
    private List<LokiPeer.Tenant> tenants(List<Plan> plans) {
        List<LokiPeer.Tenant> tenants = new ArrayList<>();
        for (int i = 0; i < plans.size(); i++) {
            for (int attempt = 1; attempt <= TRIES; attempt++) {
                Plan plan = plans.get(i);
                tenants.add(new LokiPeer.Tenant(
                        tenant(i, attempt),
                        plan.site().ruler().limits().maxQuerySeries(),
                        plan.site().maxLineSize()));
            }
        }
        return tenants;
    }

    private String tenant(int number, int attempt) {
        return String.format(Locale.ROOT, "%s-%04d-%d", name, number, attempt);
    }

    private void play(
            Plan plan,
            int number,
            LokiPeer loki,
            Cast cast,
            BiConsumer<Plan, Played> result,
            BiConsumer<Plan, String> failure) {
        String reason = "";
        for (int attempt = 1; attempt <= TRIES; attempt++) {
            try {
                result.accept(plan, play(plan, tenant(number, attempt), loki, cast));
                return;
            } catch (IllegalValueException e) {
                reason = e.message() + (e.advice().isEmpty() ? "" : "; " + e.advice());
            } catch (IOException e) {
                reason = "a peer does not answer: " + e;
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            }
        }
        failure.accept(plan, reason);
    }

    private Played play(Plan plan, String tenant, LokiPeer loki, Cast cast) throws IOException, InterruptedException {
        Switchboard.Line line = cast.switchboard.line(tenant);
        Performance performance = new Performance(plan, tenant, loki, line, settings.clock());
        Optional<Routing> routing = plan.site().routing();
        if (routing.isEmpty()) {
            return play(performance, Instant.EPOCH, tenant, loki, line);
        }
        try (AlertmanagerPeer alertmanager = cast.alertmanagers.engage(routing.get(), tenant)) {
            line.connect(routing.get().receivers(), alertmanager.address());
            Played played = play(performance, alertmanager.start(), tenant, loki, line);
            return played.with(alertmanager.complaints());
        }
    }

    /** Nothing of it goes on afterwards: its rules are taken away, and what its ruler still sends comes no further than us. */
    private static Played play(
            Performance performance, Instant start, String tenant, LokiPeer loki, Switchboard.Line line)
            throws IOException, InterruptedException {
        try {
            return performance.play(start);
        } finally {
            line.disconnect();
            loki.unload(tenant);
        }
    }
}
