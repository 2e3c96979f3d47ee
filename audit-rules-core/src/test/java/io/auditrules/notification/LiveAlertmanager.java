package io.auditrules.notification;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.auditrules.alertmanager.Amtool;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A real Alertmanager with one scenario's configuration. */
final class LiveAlertmanager implements AutoCloseable {
    private static final Pattern LOADED =
            Pattern.compile("ts=(\\S+) .*msg=\"Completed loading of configuration file\"");
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final HttpClient CLIENT =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();

    private final Process process;
    private final URI alerts;
    private final Path log;

    private LiveAlertmanager(Process process, int port, Path log) {
        this.process = process;
        this.alerts = URI.create("http://127.0.0.1:" + port + "/api/v2/alerts");
        this.log = log;
    }

    static LiveAlertmanager start(Path folder, String configuration) throws IOException, InterruptedException {
        Path file = Files.writeString(folder.resolve("alertmanager.yaml"), configuration);
        Path log = folder.resolve("log");
        int port = freePort();
        Process process = new ProcessBuilder(
                        Amtool.server().toString(),
                        "--config.file=" + file,
                        "--web.listen-address=127.0.0.1:" + port,
                        "--cluster.listen-address=",
                        "--storage.path=" + folder.resolve("storage"))
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        LiveAlertmanager live = new LiveAlertmanager(process, port, log);
        live.awaitReady();
        return live;
    }

    /** When its clocks began to run: it loads the configuration and starts all at once. */
    Instant startedAt() throws IOException {
        Matcher matcher = LOADED.matcher(Files.readString(log));
        if (!matcher.find()) {
            throw new IllegalStateException(Files.readString(log));
        }
        return Instant.parse(matcher.group(1));
    }

    /** Posts alerts; says when they arrived, to the half of the time it took. */
    Instant post(List<PostedAlert> posted) throws IOException, InterruptedException {
        List<Map<String, Object>> body = new ArrayList<>();
        for (PostedAlert alert : posted) {
            Map<String, Object> one = new LinkedHashMap<>();
            one.put("labels", alert.labels());
            putTime(one, "startsAt", alert.startsAt());
            putTime(one, "endsAt", alert.endsAt());
            body.add(one);
        }
        HttpRequest request = HttpRequest.newBuilder(alerts)
                .timeout(Duration.ofSeconds(5))
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(JSON.writeValueAsString(body)))
                .build();
        Instant before = Instant.now();
        HttpResponse<String> response = CLIENT.send(request, HttpResponse.BodyHandlers.ofString());
        Duration took = Duration.between(before, Instant.now());
        if (response.statusCode() != 200) {
            throw new IllegalStateException(response.statusCode() + " " + response.body());
        }
        return before.plus(took.dividedBy(2));
    }

    private static void putTime(Map<String, Object> alert, String key, Instant time) {
        if (!time.equals(PostedAlert.NOT_SAID)) {
            alert.put(key, time.toString());
        }
    }

    private void awaitReady() throws IOException, InterruptedException {
        HttpRequest ready = HttpRequest.newBuilder(alerts.resolve("/-/ready"))
                .timeout(Duration.ofSeconds(2))
                .build();
        for (int i = 0; i < 200 && process.isAlive(); i++) {
            try {
                if (CLIENT.send(ready, HttpResponse.BodyHandlers.discarding()).statusCode() == 200) {
                    return;
                }
            } catch (IOException notYet) {
                // asked again below
            }
            TimeUnit.MILLISECONDS.sleep(100);
        }
        close();
        throw new IllegalStateException("not ready: " + Files.readString(log));
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(20, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
