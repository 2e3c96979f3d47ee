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
    }

    Reply get(URI address, String tenant) throws IOException, InterruptedException {
        return send(request(address, tenant).GET());
    }

    Reply post(URI address, String tenant, String json) throws IOException, InterruptedException {
        return send(request(address, tenant)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(json)));
    }

    private static HttpRequest.Builder request(URI address, String tenant) {
        HttpRequest.Builder request = HttpRequest.newBuilder(address).timeout(LONGEST);
        return tenant.isEmpty() ? request : request.header("X-Scope-OrgID", tenant);
    }

    private Reply send(HttpRequest.Builder request) throws IOException, InterruptedException {
        HttpResponse<String> response =
                client.send(request.build(), HttpResponse.BodyHandlers.ofString(StandardCharsets.UTF_8));
        return new Reply(response.statusCode(), response.body());
    }
}
