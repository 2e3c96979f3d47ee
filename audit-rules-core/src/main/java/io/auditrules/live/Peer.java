package io.auditrules.live;

import io.auditrules.diagnostic.IllegalValueException;
import java.net.URI;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;

/** A real Loki or Alertmanager: a program to be started, or one that runs. */
public sealed interface Peer {
    /** A program on this machine. */
    record Program(Path path) implements Peer {}

    /** One that runs at an address. */
    record Running(URI address) implements Peer {}

    /**
     * What a user names.
     *
     * @param text a path, or an address that begins with {@code http://} or {@code https://}
     * @throws IllegalValueException if it is neither
     */
    static Peer of(String text) {
        try {
            return text.startsWith("http://") || text.startsWith("https://")
                    ? new Running(URI.create(text))
                    : new Program(Path.of(text));
        } catch (InvalidPathException e) {
            throw new IllegalValueException("\"" + text + "\" is not a path", "name a program of this machine");
        } catch (IllegalArgumentException e) {
            throw new IllegalValueException("\"" + text + "\" is not an address", "write http://host:port");
        }
    }
}
