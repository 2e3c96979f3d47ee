package io.auditrules.live;

import java.time.Duration;
import java.time.InstantSource;

/**
 * How scenarios are played to real peers.
 *
 * @param longest how long one may take
 * @param atOnce how many are played side by side; each needs an Alertmanager, of about 25 MB
 * @param clock of this machine
 */
public record LiveSettings(Peer loki, Peer alertmanager, Duration longest, int atOnce, InstantSource clock) {
    /** At most ten minutes each, sixteen at once. */
    public static LiveSettings of(Peer loki, Peer alertmanager, InstantSource clock) {
        return new LiveSettings(loki, alertmanager, Duration.ofMinutes(10), 16, clock);
    }

    /** The same, but with another time that one may take. */
    public LiveSettings atMost(Duration duration) {
        return new LiveSettings(loki, alertmanager, duration, atOnce, clock);
    }
}
