package io.auditrules.live;

import io.auditrules.alert.RulerSettings;
import io.auditrules.diagnostic.IllegalValueException;
import io.auditrules.evaluate.Limits;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
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

    private final Path lokiProgram;
    private final Path alertmanagerProgram;
    private final int atOnce;
    private final InstantSource clock;
    private final Http http = new Http();

    Stage(Path lokiProgram, Path alertmanagerProgram, int atOnce, InstantSource clock) {
        this.lokiProgram = lokiProgram;
        this.alertmanagerProgram = alertmanagerProgram;
        this.atOnce = atOnce;
        this.clock = clock;
    }

    /**
     * Plays plans.
     *
     * @param result is told what came of a plan, by any thread
     * @param failure is told why a plan could not be played, by any thread
     * @throws IllegalValueException if Loki cannot be started
     */
    void play(List<Plan> plans, BiConsumer<Plan, Played> result, BiConsumer<Plan, String> failure) {
        Map<RulerSettings, List<Plan>> bySettings = new LinkedHashMap<>();
        for (Plan plan : plans) {
            bySettings
                    .computeIfAbsent(ofAllTenants(plan.site().ruler()), key -> new ArrayList<>())
                    .add(plan);
        }
        bySettings.forEach((ruler, some) -> play(ruler, some, result, failure));
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
            RulerSettings ruler, List<Plan> plans, BiConsumer<Plan, Played> result, BiConsumer<Plan, String> failure) {
        ExecutorService threads = Executors.newFixedThreadPool(atOnce, task -> {
            Thread thread = new Thread(task, "live scenario");
            thread.setDaemon(true);
            return thread;
        });
        try (Switchboard switchboard = Switchboard.open(http, clock);
                LokiServer loki = LokiServer.start(lokiProgram, ruler, tenants(plans, switchboard), http)) {
            List<Future<?>> running = new ArrayList<>();
            for (int i = 0; i < plans.size(); i++) {
                Plan plan = plans.get(i);
                int number = i;
                running.add(threads.submit(() -> play(plan, number, loki, switchboard, result, failure)));
            }
            for (Future<?> each : running) {
                each.get();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalValueException("interrupted while scenarios were played", "");
        } catch (ExecutionException e) {
            throw new IllegalStateException(e.getCause());
        } finally {
            threads.shutdownNow();
        }
    }

    /** Each try has a tenant of its own, so that nothing is left of the one before. */
    private static List<LokiServer.Tenant> tenants(List<Plan> plans, Switchboard switchboard) {
        List<LokiServer.Tenant> tenants = new ArrayList<>();
        for (int i = 0; i < plans.size(); i++) {
            for (int attempt = 1; attempt <= TRIES; attempt++) {
                Plan plan = plans.get(i);
                String name = tenant(i, attempt);
                tenants.add(new LokiServer.Tenant(
                        name,
                        plan.site().ruler().limits().maxQuerySeries(),
                        plan.site().maxLineSize(),
                        switchboard.address(name)));
            }
        }
        return tenants;
    }

    private static String tenant(int number, int attempt) {
        return String.format(Locale.ROOT, "s%04d-%d", number, attempt);
    }

    private void play(
            Plan plan,
            int number,
            LokiServer loki,
            Switchboard switchboard,
            BiConsumer<Plan, Played> result,
            BiConsumer<Plan, String> failure) {
        String reason = "";
        for (int attempt = 1; attempt <= TRIES; attempt++) {
            String tenant = tenant(number, attempt);
            try {
                result.accept(plan, play(plan, tenant, loki, switchboard));
                return;
            } catch (IllegalValueException e) {
                reason = e.message() + (e.advice().isEmpty() ? "" : "; " + e.advice());
            } catch (IOException e) {
                reason = "a peer does not answer: " + e;
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            } finally {
                loki.load(tenant, List.of());
            }
        }
        failure.accept(plan, reason);
    }

    private Played play(Plan plan, String tenant, LokiServer loki, Switchboard switchboard)
            throws IOException, InterruptedException {
        Switchboard.Line line = switchboard.line(tenant);
        Performance performance = new Performance(plan, tenant, loki, line, clock);
        if (plan.site().routing().isEmpty()) {
            return performance.play(Instant.EPOCH);
        }
        try (AlertmanagerServer alertmanager = AlertmanagerServer.start(
                alertmanagerProgram, plan.site().routing().get(), switchboard.address(tenant), http, clock)) {
            line.connect(plan.site().routing().get().receivers(), alertmanager.address());
            return performance.play(alertmanager.start()).with(alertmanager.complaints());
        }
    }
}
