package io.auditrules.live;

import io.auditrules.diagnostic.IllegalValueException;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/** A server that we started: it ends when it is closed, and when this virtual machine does. */
final class Server implements AutoCloseable {
    private static final int LINES = 30;
    private static final int READY_TRIES = 600;

    private final String name;
    private final Process process;
    private final Thread reader;
    private final Thread atExit;
    private final Deque<String> lastLines = new ArrayDeque<>();
    private final List<String> firstLines = new ArrayList<>();

    private Server(String name, Process process) {
        this.name = name;
        this.process = process;
        this.reader = new Thread(this::read, name + " says");
        this.atExit = new Thread(process::destroyForcibly, name + " ends");
    }

    /**
     * Starts a program.
     *
     * @param name for people
     * @throws IllegalValueException if there is no such program, or it may not be run
     */
    static Server start(String name, List<String> command) {
        try {
            ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
            Server server = new Server(name, builder.start());
            server.endAtExit();
            server.reader.setDaemon(true);
            server.reader.start();
            return server;
        } catch (IOException e) {
            throw new IllegalValueException(
                    name + " cannot be started: " + e.getMessage(), "name a program that this user may run");
        }
    }

    /**
     * Runs a program to its end.
     *
     * @return what it said first
     * @throws IllegalValueException if it cannot be started, does not end within a minute or ends in failure
     */
    static List<String> run(String name, List<String> command) throws InterruptedException {
        try (Server server = start(name, command)) {
            if (!server.process.waitFor(1, TimeUnit.MINUTES)) {
                throw server.failed("did not end after a minute");
            }
            server.reader.join();
            if (server.process.exitValue() != 0) {
                throw server.endedEarly();
            }
            return server.begin();
        }
    }

    private void endAtExit() {
        try {
            Runtime.getRuntime().addShutdownHook(atExit);
        } catch (IllegalStateException exiting) {
            process.destroyForcibly();
        }
    }

    private void read() {
        try (BufferedReader lines =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                synchronized (lastLines) {
                    if (firstLines.size() < LINES) {
                        firstLines.add(line);
                    }
                    lastLines.add(line);
                    if (lastLines.size() > LINES) {
                        lastLines.remove();
                    }
                }
            }
        } catch (IOException e) {
            // The stream of a process that was ended.
        }
    }

    /** What it said first. */
    List<String> begin() {
        synchronized (lastLines) {
            return List.copyOf(firstLines);
        }
    }

    /** What it said last. */
    List<String> end() {
        synchronized (lastLines) {
            return List.copyOf(lastLines);
        }
    }

    /**
     * Waits until it is ready.
     *
     * @throws IllegalValueException if it ends before, or takes longer than a minute, with the last lines of its log
     */
    void awaitReady(Http http, URI address) throws InterruptedException {
        await(server -> {
            try {
                return http.get(address, "").isSuccess();
            } catch (IOException notYet) {
                return false;
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return false;
            }
        });
    }

    /**
     * Waits until something holds.
     *
     * @throws IllegalValueException as {@link #awaitReady} does
     */
    void await(Predicate<Server> condition) throws InterruptedException {
        for (int i = 0; i < READY_TRIES; i++) {
            if (!process.isAlive()) {
                throw endedEarly();
            }
            if (condition.test(this)) {
                return;
            }
            TimeUnit.MILLISECONDS.sleep(100);
        }
        throw failed("was not ready after a minute");
    }

    private IllegalValueException endedEarly() throws InterruptedException {
        return failed("ended with exit " + process.exitValue() + " before it was ready");
    }

    private IllegalValueException failed(String what) throws InterruptedException {
        TimeUnit.MILLISECONDS.sleep(100);
        synchronized (lastLines) {
            return new IllegalValueException(name + " " + what, "its log ends with:\n" + String.join("\n", lastLines));
        }
    }

    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(10, TimeUnit.SECONDS)) {
                process.destroyForcibly().waitFor();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
        try {
            Runtime.getRuntime().removeShutdownHook(atExit);
        } catch (IllegalStateException alreadyEnding) {
            // Then the hook has run.
        }
    }
}
