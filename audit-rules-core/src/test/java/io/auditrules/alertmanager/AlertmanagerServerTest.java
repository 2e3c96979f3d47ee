package io.auditrules.alertmanager;

import static org.assertj.core.api.Assertions.assertThat;

import io.auditrules.diagnostic.Places;
import io.auditrules.diagnostic.Problems;
import io.auditrules.diagnostic.Source;
import io.auditrules.yaml.YamlMapping;
import io.auditrules.yaml.YamlReader;
import io.auditrules.yaml.YamlScalar;
import io.auditrules.yaml.YamlWriter;
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
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A real Alertmanager accepts every kind of configuration that we write, and starts on it. */
class AlertmanagerServerTest {
    @TempDir
    Path folder;

    @Test
    void acceptsEveryConfiguration() throws IOException {
        Amtool amtool = Amtool.installed();
        for (String config : configurations()) {
            Path file = Files.writeString(folder.resolve("alertmanager.yaml"), config);

            Amtool.Answer answer = amtool.checkConfig(file);

            assertThat(answer.isSuccess()).as("%s%n%s", answer.output(), config).isTrue();
        }
    }

    @Test
    void startsOnTheMergedConfiguration() throws Exception {
        // It reads certificates when it starts, unlike Secrets.
        String config = merged().replaceAll(" *tls_config:\n *ca_file: .*\n", "");
        Path file = Files.writeString(folder.resolve("alertmanager.yaml"), config);
        int port = freePort();
        Path log = folder.resolve("log");
        Process server = new ProcessBuilder(
                        Amtool.server().toString(),
                        "--config.file=" + file,
                        "--web.listen-address=127.0.0.1:" + port,
                        "--cluster.listen-address=",
                        "--storage.path=" + folder.resolve("storage"))
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        try {
            assertThat(isReady(server, port)).as(Files.readString(log)).isTrue();
        } finally {
            server.destroy();
            if (!server.waitFor(20, TimeUnit.SECONDS)) {
                server.destroyForcibly().waitFor();
            }
        }
    }

    private static List<String> configurations() {
        Problems problems = new Problems();
        YamlMapping secret = (YamlMapping) YamlReader.read(
                        new Source(
                                "secret.yaml",
                                YamlWriter.write(AlertmanagerSecret.openshift().document(Examples.audit()))),
                        problems)
                .get(0);
        YamlMapping data = (YamlMapping) secret.get("stringData").orElseThrow();
        String inSecret = ((YamlScalar) data.get("alertmanager.yaml").orElseThrow()).text();
        assertThat(inSecret).isEqualTo(Examples.AUDIT);
        String notified = Examples.audit()
                .notify(Map.of("AuditPodExec", List.of("audit-slack", "audit-pager")))
                .toString();
        return List.of(Examples.audit().toString(), inSecret, notified, merged());
    }

    private static String merged() {
        Problems problems = new Problems();
        return RoutingMerge.into(
                        new Source("openshift.yaml", RoutingMergeTest.OPENSHIFT),
                        Examples.audit(),
                        Placement.beforeCritical(),
                        new Places(),
                        problems,
                        new Problems())
                .orElseThrow(() -> new AssertionError(problems.list()))
                .toString();
    }

    private static boolean isReady(Process server, int port) throws InterruptedException {
        HttpClient client =
                HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(2)).build();
        HttpRequest ready = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/-/ready"))
                .timeout(Duration.ofSeconds(2))
                .build();
        for (int i = 0; i < 150 && server.isAlive(); i++) {
            try {
                if (client.send(ready, HttpResponse.BodyHandlers.discarding()).statusCode() == 200) {
                    return true;
                }
            } catch (IOException notYet) {
                // asked again below
            }
            TimeUnit.MILLISECONDS.sleep(200);
        }
        return false;
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
