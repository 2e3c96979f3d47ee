package io.auditrules.notification;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/** What real Alertmanagers tell their webhooks and Slack channels, whose addresses are all here. */
final class Recorder implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration LATE = Duration.ofMillis(350);

    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final Set<String> slow = ConcurrentHashMap.newKeySet();
    private final Map<String, List<Told>> told = new ConcurrentHashMap<>();

    Recorder() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 200);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.createContext("/", this::take);
        server.setExecutor(threads);
        server.start();
    }

    /** The address under which the receivers of a scenario are to send. */
    String address(String scenario) {
        return "http://127.0.0.1:" + server.getAddress().getPort() + "/" + scenario;
    }

    /** From now on, receivers of this scenario answer late enough that what goes out at the same time is told together. */
    void answerLate(String scenario) {
        slow.add(scenario);
    }

    /** What was sent there since it was last asked for, in the order of arrival. */
    List<Told> told(String scenario) {
        List<Told> sent = told.remove(scenario);
        return sent == null ? List.of() : List.copyOf(sent);
    }

    private void take(HttpExchange exchange) throws IOException {
        Instant now = Instant.now();
        JsonNode body = JSON.readTree(exchange.getRequestBody());
        String path = exchange.getRequestURI().getPath();
        String scenario = path.substring(1, path.indexOf('/', 1));
        String to = path.substring(path.indexOf('/', 1));
        if (slow.contains(scenario)) {
            sleep(LATE);
        }
        exchange.sendResponseHeaders(200, -1);
        exchange.close();
        told.computeIfAbsent(scenario, name -> new CopyOnWriteArrayList<>())
                .add(to.contains("slack") ? slack(now, to, body) : webhook(now, to, body));
    }

    private static void sleep(Duration time) {
        try {
            TimeUnit.MILLISECONDS.sleep(time.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static Told slack(Instant now, String to, JsonNode body) {
        String group = body.at("/attachments/0/title").asText();
        return new Told(now, to + " " + group, body.at("/attachments/0/text").asText(), List.of());
    }

    private static Told webhook(Instant now, String to, JsonNode body) {
        StringBuilder text = new StringBuilder(body.get("status").asText());
        List<Instant> times = new ArrayList<>();
        for (JsonNode alert : body.get("alerts")) {
            Map<String, String> labels = new TreeMap<>();
            alert.get("labels")
                    .properties()
                    .forEach(
                            label -> labels.put(label.getKey(), label.getValue().asText()));
            text.append(' ').append(alert.get("status").asText()).append(Told.labels(labels));
            times.add(time(alert.get("startsAt")));
            times.add(time(alert.get("endsAt")));
        }
        return new Told(now, to + " " + body.get("groupKey").asText(), text.toString(), times);
    }

    private static Instant time(JsonNode text) {
        return java.time.OffsetDateTime.parse(text.asText()).toInstant();
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
