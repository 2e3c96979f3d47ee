package io.auditrules.live;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.auditrules.alertmanager.Receiver;
import io.auditrules.diagnostic.IllegalValueException;
import io.auditrules.json.JsonReader;
import io.auditrules.json.JsonWriter;
import io.auditrules.notification.Integration;
import io.auditrules.notification.NotifiedAlert;
import io.auditrules.notification.PostedAlert;
import io.auditrules.scenario.NotificationTexts;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;

/**
 * Stands between the ruler, Alertmanager and the receivers, and writes down what passes: alerts go on to the scenario's
 * Alertmanager, notifications end here.
 */
final class Switchboard implements AutoCloseable {
    private final HttpServer server;
    private final ExecutorService threads;
    private final Http http;
    private final InstantSource clock;
    private final Map<String, Line> lines = new ConcurrentHashMap<>();

    private Switchboard(HttpServer server, ExecutorService threads, Http http, InstantSource clock) {
        this.server = server;
        this.threads = threads;
        this.http = http;
        this.clock = clock;
    }

    /** What passes for one scenario. */
    static final class Line {
        private final List<Post> posts = new ArrayList<>();
        private final List<Told> told = new ArrayList<>();
        private final List<Receiver> receivers = new ArrayList<>();
        private final List<String> troubles = new ArrayList<>();
        private @Nullable URI alertmanager;
        private boolean heard;

        synchronized void connect(List<Receiver> all, URI address) {
            receivers.addAll(all);
            alertmanager = address;
        }

        /** What the ruler sends from now on is written down, and goes no further. */
        synchronized void disconnect() {
            alertmanager = null;
        }

        /** Whether the ruler has sent anything, if only an alert of ours. */
        synchronized boolean isHeard() {
            return heard;
        }

        synchronized List<Post> posts() {
            return List.copyOf(posts);
        }

        synchronized List<Told> told() {
            return List.copyOf(told);
        }

        /** What went wrong on the way. */
        synchronized List<String> troubles() {
            return List.copyOf(troubles);
        }

        private synchronized Optional<URI> alertmanager() {
            return Optional.ofNullable(alertmanager);
        }

        private synchronized void add(Post post) {
            posts.add(post);
        }

        private synchronized void add(Told one) {
            told.add(one);
        }

        private synchronized void hear() {
            heard = true;
        }

        private synchronized void trouble(String what) {
            troubles.add(what);
        }

        private synchronized Integration integration(String receiver, String name) {
            return Integration.named(receivers.get(Integer.parseInt(receiver)), name)
                    .orElseThrow(() -> new IllegalArgumentException("no integration " + name));
        }
    }

    /**
     * Opens one on 127.0.0.1.
     *
     * @param port 0 for any that is free
     * @throws IllegalValueException if it is not free
     */
    static Switchboard open(int port, Http http, InstantSource clock) {
        try {
            HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 200);
            ExecutorService threads = Executors.newCachedThreadPool(task -> {
                Thread thread = new Thread(task, "switchboard");
                thread.setDaemon(true);
                return thread;
            });
            Switchboard switchboard = new Switchboard(server, threads, http, clock);
            server.createContext("/", switchboard::handle);
            server.setExecutor(threads);
            server.start();
            return switchboard;
        } catch (IOException e) {
            throw new IllegalValueException(
                    "cannot listen on 127.0.0.1" + (port == 0 ? "" : ":" + port) + ": " + e.getMessage(),
                    port == 0 ? "" : "name another port, in the configuration of a Loki that runs too");
        }
    }

    /** Where rulers send alerts, by the name of the scenario as {@link LokiApi#TENANT}. */
    URI address() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    /**
     * Where the notifications of a scenario go, under {@code RECEIVER/KEY/NUMBER}.
     *
     * @param here how whoever tells calls this machine
     */
    static URI told(URI here, String scenario) {
        return here.resolve("/told/" + scenario);
    }

    /** Begins to write down what passes for a scenario. */
    Line line(String scenario) {
        Line line = new Line();
        lines.put(scenario, line);
        return line;
    }

    private void handle(HttpExchange exchange) throws IOException {
        Instant now = clock.instant();
        String[] path = exchange.getRequestURI().getPath().split("/", -1);
        String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        boolean isTold = path[1].equals("told") && path.length == 6;
        String tenant = Objects.requireNonNullElse(exchange.getRequestHeaders().getFirst(LokiApi.TENANT), "");
        Line line = lines.get(isTold ? path[2] : tenant);
        int status = 404;
        if (line != null) {
            try {
                if (isTold) {
                    line.add(told(now, line.integration(path[3], path[4] + "[" + path[5] + "]"), body));
                    status = 200;
                } else {
                    status = forward(now, line, body);
                }
            } catch (IllegalArgumentException | IndexOutOfBoundsException e) {
                line.trouble(exchange.getRequestURI() + ": " + e.getMessage() + ": " + body);
                status = 400;
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                status = 503;
            }
        }
        // Without this word Slack has not taken a message, for an Alertmanager newer than 0.25.
        byte[] answer = (status == 200 ? "ok" : "no").getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(status, answer.length);
        exchange.getResponseBody().write(answer);
        exchange.close();
    }

    private int forward(Instant now, Line line, String body) throws IOException, InterruptedException {
        List<Object> alerts = new ArrayList<>();
        List<PostedAlert> posted = new ArrayList<>();
        for (Map<?, ?> alert : Json.objects(JsonReader.read(body))) {
            Map<String, String> labels = Json.texts(alert.get("labels"));
            if (!labels.getOrDefault("alertname", "").equals(RuleFile.PROBE)) {
                alerts.add(alert);
                posted.add(new PostedAlert(
                        labels,
                        Json.texts(alert.get("annotations")),
                        Json.time(alert.get("startsAt")),
                        Json.time(alert.get("endsAt")),
                        Json.text(alert.get("generatorURL"))));
            }
        }
        line.hear();
        if (alerts.isEmpty()) {
            return 200;
        }
        line.add(new Post(now, posted));
        Optional<URI> alertmanager = line.alertmanager();
        if (alertmanager.isEmpty()) {
            return 200;
        }
        Http.Reply reply = http.post(
                alertmanager.get().resolve("/api/v2/alerts"), "", JsonWriter.write(alerts, JsonWriter.Escapes.NEEDED));
        if (!reply.isSuccess()) {
            line.trouble("Alertmanager said " + reply.status() + ": " + reply.body());
        }
        return reply.status();
    }

    private static Told told(Instant now, Integration integration, String body) {
        Map<?, ?> message = Json.object(JsonReader.read(body));
        return NotificationTexts.ofSlack(integration).isEmpty()
                ? webhook(now, integration, message)
                : SlackMessage.told(now, integration, message);
    }

    private static Told webhook(Instant now, Integration integration, Map<?, ?> message) {
        List<NotifiedAlert> alerts = new ArrayList<>();
        for (Map<?, ?> alert : Json.objects(message.get("alerts"))) {
            alerts.add(new NotifiedAlert(
                    Json.texts(alert.get("labels")),
                    Json.texts(alert.get("annotations")),
                    Json.time(alert.get("startsAt")),
                    Json.time(alert.get("endsAt")),
                    Json.text(alert.get("generatorURL"))));
        }
        return new Told(
                now,
                integration.receiver(),
                integration.name(),
                Json.texts(message.get("groupLabels")),
                alerts,
                Map.of());
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
