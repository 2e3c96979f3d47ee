package io.auditrules.live;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/** Asks servers on loopback. */
final class Http {
    static final String JSON = "application/json";
    static final String YAML = "application/yaml";

    private static final Duration LONGEST = Duration.ofSeconds(30);

    private final HttpClient client = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(5))
            .build();

    /** What a server said. */
    record Reply(int status, String body) {
        boolean isSuccess() {
            return status / 100 == 2;
        }

        /**
         * The text, if the server did what it was asked.
         *
         * @throws IOException if not, with what it said
         */
        String text(String server) throws IOException {
            if (!isSuccess()) {
                throw new IOException(server + " said " + status + ": " + body.strip());
            }
            return body;
        }
    }

    Reply get(URI address, String tenant) throws IOException, InterruptedException {
        return send(request(address, tenant).GET());
    }

    Reply post(URI address, String tenant, String json) throws IOException, InterruptedException {
        return post(address, tenant, JSON, json);
    }

    Reply post(URI address, String tenant, String type, String text) throws IOException, InterruptedException {
        return send(
                request(address, tenant).header("Content-Type", type).POST(HttpRequest.BodyPublishers.ofString(text)));
    }

    Reply delete(URI address, String tenant) throws IOException, InterruptedException {
        return send(request(address, tenant).DELETE());
    }

    private static HttpRequest.Builder request(URI address, String tenant) {
        HttpRequest.Builder request = HttpRequest.newBuilder(address).timeout(LONGEST);
        return tenant.isEmpty() ? request : request.header(LokiApi.TENANT, tenant);
    }

    private Reply send(HttpRequest.Builder request) throws IOException, InterruptedException {
        HttpResponse<String> response =
                client.send(request.build(), HttpResponse.BodyHandlers.ofString(StandardCharsets.UTF_8));
        return new Reply(response.statusCode(), response.body());
    }
}
