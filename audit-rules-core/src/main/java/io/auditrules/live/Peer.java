package io.auditrules.live;

import io.auditrules.diagnostic.IllegalValueException;
import java.net.URI;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Pattern;

/** A real Loki or Alertmanager: a program to be started, or one that runs. */
public sealed interface Peer {
    /** A program on this machine. */
    record Program(Path path) implements Peer {}

    /**
     * One that runs and is reached on this machine, where it may be a container's.
     *
     * @param address {@code http://127.0.0.1:PORT}
     * @param configuration the file that it reads and that we may write; only an Alertmanager needs one
     */
    record Running(URI address, Optional<Path> configuration) implements Peer {
        private static final Pattern LOOPBACK = Pattern.compile("localhost|127\\.[0-9.]+|\\[::1]");

        /**
         * Checks the address.
         *
         * @throws IllegalValueException if it is not one of this machine, or has a path
         */
        public Running {
            if (address.getHost() == null
                    || !LOOPBACK.matcher(address.getHost()).matches()) {
                throw new IllegalValueException(
                        "\"" + address + "\" is not an address of this machine",
                        "publish a port of it on 127.0.0.1: what serves others is no place for scenarios");
            }
            if (!address.getPath().matches("/?")) {
                throw new IllegalValueException(
                        "\"" + address + "\" has a path", "write http://host:port, and let it serve without a prefix");
            }
        }

        /** The same, with the file that it reads and that we may write. */
        public Running reading(Path file) {
            return new Running(address, Optional.of(file));
        }
    }

    /**
     * What a user names.
     *
     * @param text a path, or an address that begins with {@code http://} or {@code https://}
     * @throws IllegalValueException if it is neither, or not of this machine
     */
    static Peer of(String text) {
        try {
            return text.startsWith("http://") || text.startsWith("https://")
                    ? running(text)
                    : new Program(Path.of(text));
        } catch (InvalidPathException e) {
            throw new IllegalValueException("\"" + text + "\" is not a path", "name a program of this machine");
        }
    }

    /**
     * One that runs.
     *
     * @param address {@code http://127.0.0.1:PORT}
     * @throws IllegalValueException if it is none, or not of this machine
     */
    static Running running(String address) {
        return new Running(LiveSettings.address(address), Optional.empty());
    }
}
