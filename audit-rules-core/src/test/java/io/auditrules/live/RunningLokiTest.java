package io.auditrules.live;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.auditrules.alert.RulerSettings;
import io.auditrules.diagnostic.Problem;
import io.auditrules.diagnostic.Problems;
import io.auditrules.diagnostic.Source;
import io.auditrules.logql.LokiVersion;
import io.auditrules.scenario.PlacedScenario;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Which Loki that runs is played to, by what real ones say of themselves: the answers are those of Loki 3.7.6. */
class RunningLokiTest {
    private static final Path ANSWERS = Path.of("src/test/resources/live/loki-3.7.6");
    private static final URI HERE = URI.create("http://127.0.0.1:19093");

    /** Of a Loki with rules in files of the kind "local". */
    private static final String LOCAL =
            "{\"status\":\"error\",\"data\":null,\"errorType\":\"server_error\",\"error\":\"DeleteNamespace unsupported in rule local"
                    + " store\"}";

    private final List<String> requests = new ArrayList<>();
    private final Problems problems = new Problems();
    private HttpServer server;
    private String version;
    private String config;
    private Optional<String> refusal = Optional.empty();

    @BeforeEach
    void start() throws IOException {
        version = Files.readString(ANSWERS.resolve("buildinfo.json"));
        config = Files.readString(ANSWERS.resolve("suitable.yaml"));
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::answer);
        server.start();
    }

    @AfterEach
    void end() {
        server.stop(0);
    }

    private void answer(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().getPath();
        requests.add(exchange.getRequestMethod() + " " + path + " "
                + exchange.getRequestHeaders().getFirst(LokiApi.TENANT));
        String body = switch (path) {
            case "/config" -> config;
            case "/loki/api/v1/status/buildinfo" -> version;
            default -> refusal.orElse("");
        };
        int ok = path.startsWith("/loki/api/v1/rules") ? 202 : 200;
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(
                refusal.isPresent() && ok == 202 ? 500 : ok, bytes.length == 0 ? -1 : bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    private static Plan plan(CaseBuilder written) {
        LiveCase built = written.build();
        return Plan.of(
                built.site(),
                new PlacedScenario(built.scenario(), new Source("scenarios.yaml", "").place()),
                Duration.ofHours(1));
    }

    private static CaseBuilder shells() {
        return CaseBuilder.named("a shell").rule("Shell", "sum(count_over_time({log_type=\"audit\"}[10s])) > 0");
    }

    private Optional<RunningLoki> use(CaseBuilder... cases) throws InterruptedException {
        URI address = URI.create("http://127.0.0.1:" + server.getAddress().getPort());
        List<Plan> plans = List.of(cases).stream().map(RunningLokiTest::plan).toList();
        return RunningLoki.at(address, plans, HERE, "try", new Http(), problems);
    }

    private Problem onlyProblem(CaseBuilder... cases) throws InterruptedException {
        assertThat(use(cases)).isEmpty();
        assertThat(problems.list()).hasSize(1);
        return problems.list().get(0);
    }

    /** What it is recorded from. */
    @Test
    void theOneThatOurPageShowsIsPlayedTo() throws Exception {
        assertThat(Path.of("../docs/live.md")).content().contains(Files.readString(ANSWERS.resolve("loki.yaml")));
        assertThat(use(shells())).isPresent();
        assertThat(problems.isEmpty()).isTrue();
    }

    @Test
    void itIsTriedWhetherRulesCanBeWrittenAndNothingIsLeft() throws Exception {
        use(shells());

        assertThat(requests.subList(2, requests.size()))
                .containsExactly(
                        "DELETE /loki/api/v1/rules/audit-rules try",
                        "POST /loki/api/v1/rules/audit-rules try",
                        "DELETE /loki/api/v1/rules/audit-rules try");
    }

    @Test
    void aTenantHasNoRulesAfterwardsEvenIfItWasNotUnloaded() throws Exception {
        RunningLoki loki = use(shells()).orElseThrow();
        requests.clear();

        try (LokiPeer peer = loki.open(RulerSettings.DEFAULT, List.of())) {
            peer.load("s1", Performance.WARM_UP);
            peer.load("s2", Performance.WARM_UP);
            peer.unload("s1");
        }

        assertThat(requests)
                .endsWith("DELETE /loki/api/v1/rules/audit-rules s1", "DELETE /loki/api/v1/rules/audit-rules s2");
    }

    @Test
    void alertsAreSentAgainAtItsOwnPace() throws Exception {
        config = config.replace("resend_delay: 1m0s", "resend_delay: 2.4s");
        RunningLoki loki = use(shells()).orElseThrow();

        assertThat(loki.settings(RulerSettings.DEFAULT).resendDelay()).isEqualTo(Duration.ofMillis(2400));
    }

    /** What it says with nothing but folders set. */
    @Test
    void allThatADefaultLokiLacksIsToldWithWhatToWrite() throws Exception {
        config = Files.readString(ANSWERS.resolve("default.yaml"));
        refusal = Optional.of(LOCAL);

        assertThat(use(shells())).isEmpty();

        assertThat(problems.list()).hasSize(2);
        Problem settings = problems.list().get(0);
        assertThat(settings.message())
                .isEqualTo("this Loki is not set as scenarios need it: ruler.alertmanager_url is \"\","
                        + " limits_config.discover_log_levels is \"true\", limits_config.discover_service_name is"
                        + " \"[service, app, application, app_name, name, app_kubernetes_io_name, container,"
                        + " container_name, k8s_container_name, component, workload, job, k8s_job_name]\"");
        assertThat(settings.advice()).isEqualTo("""
                write into its configuration, and start it again:
                ruler:
                  alertmanager_url: http://127.0.0.1:19093
                limits_config:
                  discover_log_levels: false
                  discover_service_name: []
                """);
        assertThat(problems.list().get(1).message())
                .startsWith("this Loki does not take rules over its API: Loki said 500")
                .contains("DeleteNamespace unsupported in rule local store");
    }

    @Test
    void tenantsAreNeeded() throws Exception {
        config = config.replace("auth_enabled: true", "auth_enabled: false");

        assertThat(onlyProblem(shells()).advice()).endsWith("again:\nauth_enabled: true\n");
    }

    @Test
    void settingsThatWouldMakeRulesDoOtherwiseAreTold() throws Exception {
        config = config.replace("max_line_size: 256KB", "max_line_size: 64KB")
                .replace("max_query_series: 500", "max_query_series: 1000")
                .replace("external_url: \"\"", "external_url: http://grafana")
                .replace("increment_duplicate_timestamp: false", "increment_duplicate_timestamp: true")
                .replace("max_jitter: 0s", "max_jitter: 2s")
                .replace("poll_interval: 1s", "poll_interval: 10m0s")
                .replaceAll("(?m)^ruler:$", "ruler:\n  external_labels:\n    cluster: c1");

        assertThat(onlyProblem(shells()).advice()).isEqualTo("""
                write into its configuration, and start it again:
                ruler:
                  external_url: ""
                  external_labels: {}
                  evaluation:
                    max_jitter: 0s
                  poll_interval: 1s
                limits_config:
                  max_line_size: 262144
                  max_query_series: 500
                  increment_duplicate_timestamp: false
                """);
    }

    /** A ruler's 10 minutes of grace, and as much time before the clock as a distributor grants. */
    @Test
    void whatLongScenariosNeedIsAskedForThoseAlone() throws Exception {
        CaseBuilder patient = CaseBuilder.named("patient")
                .rule("Slow", "sum(rate({log_type=\"audit\"}[10s])) > 0", 900_000, Map.of(), Map.of())
                .seconds(1200);

        assertThat(onlyProblem(patient).advice()).isEqualTo("""
                write into its configuration, and start it again:
                ruler:
                  for_grace_period: 720h
                limits_config:
                  creation_grace_period: 720h
                """);
    }

    @Test
    void anotherVersionIsTold() throws Exception {
        version = version.replace("3.7.6", "3.5.1");

        Problem problem = onlyProblem(shells());

        assertThat(problem.message()).isEqualTo("this Loki is 3.5.1, and the rules are for " + LokiVersion.NEWEST);
        assertThat(problem.place())
                .hasToString("http://127.0.0.1:" + server.getAddress().getPort());
    }

    @Test
    void whatIsNoLokiIsTold() throws Exception {
        version = "<html>";

        assertThat(onlyProblem(shells()).message()).contains("no Loki answers").contains("<html>");
    }

    @Test
    void aLokiThatDoesNotTellItsSettingsIsTold() throws Exception {
        config = "not found";

        assertThat(onlyProblem(shells()).message()).startsWith("this Loki does not tell its settings");
    }

    @Test
    void sizesAndTimesAreReadAsLokiWritesThem() {
        LokiConfig read = LokiConfig.read(
                        "{auth_enabled: true, a: 30d1h, b: 1m0.5s, c: 0s, d: 262145B, e: 256KB, f: {g: 2.4s}}")
                .orElseThrow();

        assertThat(read.duration("a")).isEqualTo(Duration.ofHours(721));
        assertThat(read.duration("b")).isEqualTo(Duration.ofMillis(60_500));
        assertThat(read.duration("c")).isZero();
        assertThat(read.bytes("d")).isEqualTo(262_145);
        assertThat(read.bytes("e")).isEqualTo(262_144);
        assertThat(read.duration("f.g")).isEqualTo(Duration.ofMillis(2400));
        assertThat(read.has("f.h")).isFalse();
    }
}
