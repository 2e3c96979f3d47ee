package io.auditrules.live;

import io.auditrules.diagnostic.IllegalValueException;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import java.time.InstantSource;

/**
 * How scenarios are played to real peers.
 *
 * @param here how peers that run call this machine, and the port on 127.0.0.1 at which they are awaited
 * @param longest how long one may take
 * @param atOnce how many are played side by side; each needs an Alertmanager, of about 25 MB
 * @param clock of this machine
 */
public record LiveSettings(Peer loki, Peer alertmanager, URI here, Duration longest, int atOnce, InstantSource clock) {
    /** Where peers that run find us, unless said. */
    public static final String HERE = "http://127.0.0.1:19093";

    /** At most ten minutes each, sixteen at once. */
    public static LiveSettings of(Peer loki, Peer alertmanager, InstantSource clock) {
        return new LiveSettings(loki, alertmanager, URI.create(HERE), Duration.ofMinutes(10), 16, clock);
    }

    /** The same, but with another time that one may take. */
    public LiveSettings atMost(Duration duration) {
        return new LiveSettings(loki, alertmanager, here, duration, atOnce, clock);
    }

    /**
     * The same, but with another address under which peers that run find us.
     *
     * @param address {@code http://HOST:PORT}
     * @throws IllegalValueException if it is none
     */
    public LiveSettings calledBackAt(String address) {
        return new LiveSettings(loki, alertmanager, address(address), longest, atOnce, clock);
    }

    static URI address(String text) {
        try {
            URI address = new URI(text);
            if (address.getHost() != null && address.getPort() > 0) {
                return address;
            }
        } catch (URISyntaxException e) {
            // told below
        }
        throw new IllegalValueException("\"" + text + "\" is not an address", "write http://host:port");
    }
}
