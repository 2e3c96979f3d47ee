package io.auditrules.live;

import io.auditrules.alert.AlertingGroup;
import io.auditrules.alert.RulerSettings;
import io.auditrules.diagnostic.IllegalValueException;
import io.auditrules.diagnostic.Place;
import io.auditrules.diagnostic.Problems;
import io.auditrules.diagnostic.Source;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** A Loki that runs: it has settings of its own, which must suit, and keeps the logs of its tenants; their rules it does not. */
final class RunningLoki implements Lokis {
    private final LokiApi api;
    private final Duration resendDelay;

    private RunningLoki(LokiApi api, Duration resendDelay) {
        this.api = api;
        this.resendDelay = resendDelay;
    }

    /**
     * Asks it whether plans can be played there.
     *
     * @param plans of one site
     * @param here where its alerts are to go
     * @param tenant one that has never been, to try whether it takes rules
     * @param problems gets all that is in the way
     * @return empty if something is
     */
    static Optional<RunningLoki> at(
            URI address, List<Plan> plans, URI here, String tenant, Http http, Problems problems)
            throws InterruptedException {
        LokiApi api = new LokiApi(http, address);
        Problems found = new Problems();
        Duration resendDelay = Duration.ZERO;
        try {
            LokiServer.checkVersion(api.version(), plans.get(0).site().ruler().version());
        } catch (IllegalValueException e) {
            found.add(place(address), e);
        } catch (IOException e) {
            problems.add(place(address), "no Loki answers: " + e, "start it, or name its address");
            return Optional.empty();
        }
        try {
            LokiConfig config = LokiConfig.read(api.config())
                    .orElseThrow(() -> new IOException("/config does not tell its settings"));
            resendDelay = config.duration("ruler.resend_delay");
            LokiDemands.check(config, plans, here);
        } catch (IllegalValueException e) {
            found.add(place(address), e);
        } catch (IOException e) {
            found.add(
                    place(address), "this Loki does not tell its settings: " + e.getMessage(), "let it serve /config");
        }
        try {
            api.load(tenant, Performance.WARM_UP);
            api.load(tenant, List.of());
        } catch (IOException e) {
            found.add(
                    place(address),
                    "this Loki does not take rules over its API: " + e.getMessage(),
                    "let its ruler keep them where it can write: in an object store, or in Loki 3.4 and newer in files, which"
                            + " docs/live.md shows");
        }
        found.list().forEach(problems::add);
        return found.isEmpty() ? Optional.of(new RunningLoki(api, resendDelay)) : Optional.empty();
    }

    private static Place place(URI address) {
        return new Source(address.toString(), "").place();
    }

    /** It sends alerts again at its own pace. */
    @Override
    public RulerSettings settings(RulerSettings planned) {
        return new RulerSettings(
                planned.version(), planned.limits(), planned.externalLabels(), planned.externalUrl(), resendDelay);
    }

    @Override
    public LokiPeer open(RulerSettings settings, List<LokiPeer.Tenant> tenants) {
        return new Tenants();
    }

    /** Its tenants for as long as we play: none of them has rules afterwards, whatever happens. */
    private final class Tenants implements LokiPeer {
        private final Set<String> loaded = ConcurrentHashMap.newKeySet();
        private final Thread atExit = new Thread(this::unload, "rules of scenarios end");

        Tenants() {
            Runtime.getRuntime().addShutdownHook(atExit);
        }

        @Override
        public LokiApi api() {
            return api;
        }

        @Override
        public void load(String tenant, List<AlertingGroup> groups) throws IOException, InterruptedException {
            loaded.add(tenant);
            api.load(tenant, groups);
        }

        @Override
        public void unload(String tenant) {
            try {
                api.load(tenant, List.of());
                loaded.remove(tenant);
            } catch (IOException e) {
                // It is tried once more at the end.
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }

        private void unload() {
            loaded.forEach(this::unload);
        }

        @Override
        public void close() {
            unload();
            try {
                Runtime.getRuntime().removeShutdownHook(atExit);
            } catch (IllegalStateException alreadyEnding) {
                // Then the hook has run.
            }
        }
    }
}
