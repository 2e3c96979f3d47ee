package io.auditrules.maven;

import io.auditrules.diagnostic.IllegalValueException;
import io.auditrules.live.LiveSettings;
import io.auditrules.live.Peer;
import io.auditrules.time.PrometheusDuration;
import java.io.File;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.apache.maven.plugin.MojoFailureException;
import org.jspecify.annotations.Nullable;

/**
 * The real Loki and Alertmanager that a user has named, each as a program or as one that runs.
 *
 * @param here how those that run reach this machine
 * @param longest how long a scenario may take
 */
record LivePeers(
        @Nullable String lokiBinary,
        @Nullable String lokiUrl,
        @Nullable String alertmanagerBinary,
        @Nullable String alertmanagerUrl,
        @Nullable File alertmanagerConfig,
        String here,
        String longest) {

    /**
     * How scenarios are played to them; empty if none is named.
     *
     * @throws MojoFailureException if they are not named as they must be, with all that is wrong
     */
    Optional<LiveSettings> settings() throws MojoFailureException {
        List<String> wrong = new ArrayList<>();
        Optional<Peer> loki = peer(PropertyNames.LOKI_BINARY, lokiBinary, PropertyNames.LOKI_URL, lokiUrl, wrong);
        Optional<Peer> alertmanager = peer(
                        PropertyNames.ALERTMANAGER_BINARY,
                        alertmanagerBinary,
                        PropertyNames.ALERTMANAGER_URL,
                        alertmanagerUrl,
                        wrong)
                .map(this::reading);
        if (isNamed(lokiBinary, lokiUrl) != isNamed(alertmanagerBinary, alertmanagerUrl)) {
            wrong.add("name both, a Loki and an Alertmanager: a scenario goes from the event to who is told");
        }
        if (alertmanagerUrl != null && alertmanagerConfig == null) {
            wrong.add("name the file that the Alertmanager at " + alertmanagerUrl + " reads, "
                    + PropertyNames.ALERTMANAGER_CONFIG + ": scenarios are written into it");
        }
        if (alertmanagerUrl == null && alertmanagerConfig != null) {
            wrong.add(PropertyNames.ALERTMANAGER_CONFIG + " is for an Alertmanager that runs; name it, "
                    + PropertyNames.ALERTMANAGER_URL);
        }
        Optional<LiveSettings> settings = loki.flatMap(one -> alertmanager.flatMap(other -> legal(
                () -> LiveSettings.of(one, other, InstantSource.system())
                        .calledBackAt(here)
                        .atMost(new PrometheusDuration(longest).toDuration()),
                wrong)));
        if (!wrong.isEmpty()) {
            throw new MojoFailureException("\n" + String.join("\n", wrong));
        }
        return settings;
    }

    private static boolean isNamed(@Nullable String binary, @Nullable String url) {
        return binary != null || url != null;
    }

    private static Optional<Peer> peer(
            String binaryProperty,
            @Nullable String binary,
            String urlProperty,
            @Nullable String url,
            List<String> wrong) {
        if (binary != null && url != null) {
            wrong.add("name " + binaryProperty + " or " + urlProperty + ", not both");
            return Optional.empty();
        }
        if (url != null) {
            return legal(() -> Peer.running(url), wrong);
        }
        return binary == null ? Optional.empty() : legal(() -> Peer.of(binary), wrong);
    }

    private Peer reading(Peer alertmanager) {
        return alertmanager instanceof Peer.Running running && alertmanagerConfig != null
                ? running.reading(alertmanagerConfig.toPath())
                : alertmanager;
    }

    private static <T> Optional<T> legal(Supplier<? extends T> value, List<String> wrong) {
        try {
            return Optional.of(value.get());
        } catch (IllegalValueException e) {
            wrong.add(e.getMessage());
            return Optional.empty();
        }
    }
}
