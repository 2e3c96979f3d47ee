package io.auditrules.live;

import io.auditrules.alert.AlertingGroup;
import io.auditrules.alert.RulerSettings;
import io.auditrules.diagnostic.IllegalValueException;
import io.auditrules.files.TemporaryFolder;
import io.auditrules.logql.LokiVersion;
import io.auditrules.time.PrometheusDuration;
import io.auditrules.yaml.YamlWriter;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A Loki that is started, on loopback. Written for Loki 2.8 to 3.7. */
final class LokiServer implements LokiPeer {
    /** Since then it has schema v13, structured metadata, and things that it adds to logs by itself (pkg/validation). */
    private static final LokiVersion ADDS_TO_LOGS = new LokiVersion(3, 0);

    private static final Pattern VERSION = Pattern.compile("version v?([0-9]\\S*)");

    private final Server server;
    private final TemporaryFolder folder;
    private final LokiApi api;

    private LokiServer(Server server, TemporaryFolder folder, LokiApi api) {
        this.server = server;
        this.folder = folder;
        this.api = api;
    }

    /** Lokis of a program. */
    record Started(Path program, URI alertmanager, Http http) implements Lokis {
        @Override
        public RulerSettings settings(RulerSettings planned) {
            return planned;
        }

        @Override
        public LokiPeer open(RulerSettings settings, List<Tenant> tenants) throws InterruptedException {
            return start(program, settings, tenants, alertmanager, http);
        }
    }

    /**
     * Starts one and waits until it is ready.
     *
     * @param alertmanager where alerts go
     * @throws IllegalValueException if it cannot be started, with what it says, or is not the version that is simulated
     */
    private static LokiServer start(
            Path program, RulerSettings settings, List<Tenant> tenants, URI alertmanager, Http http)
            throws InterruptedException {
        checkVersion(program, settings.version());
        TemporaryFolder folder = TemporaryFolder.create("audit-rules-loki");
        int[] ports = freePorts();
        folder.write("rules/none/none.yaml", "groups: []\n");
        folder.write("overrides.yaml", YamlWriter.write(overrides(tenants)));
        Path config = folder.write("loki.yaml", YamlWriter.write(config(folder.path(), ports, settings, alertmanager)));
        Server server;
        try {
            server = Server.start("Loki", List.of(program.toString(), "-config.file=" + config));
        } catch (IllegalValueException e) {
            folder.close();
            throw e;
        }
        URI address = URI.create("http://127.0.0.1:" + ports[0]);
        LokiServer loki = new LokiServer(server, folder, new LokiApi(http, address));
        try {
            server.awaitReady(http, address.resolve("/ready"));
        } catch (IllegalValueException | InterruptedException e) {
            loki.close();
            throw e;
        }
        return loki;
    }

    private static void checkVersion(Path program, LokiVersion simulated) throws InterruptedException {
        List<String> said = Server.run("Loki", List.of(program.toString(), "-version"));
        String real = said.stream()
                .map(VERSION::matcher)
                .filter(Matcher::find)
                .map(matcher -> matcher.group(1))
                .findFirst()
                .orElseThrow(() -> new IllegalValueException(
                        "Loki does not say which version it is, but: " + String.join("\n", said),
                        "name the program of a release"));
        checkVersion(real, simulated);
    }

    /**
     * The version decides what the configuration may say, and how the simulation answers.
     *
     * @throws IllegalValueException if a Loki is not of the one that is simulated
     */
    static void checkVersion(String real, LokiVersion simulated) {
        if (!LokiVersion.parse(real).equals(simulated)) {
            throw new IllegalValueException(
                    "this Loki is " + real + ", and the rules are for " + simulated,
                    "name one of that version, or write \"loki: " + real + "\" in the definition of kind Platform");
        }
    }

    private static int[] freePorts() {
        try (ServerSocket one = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                ServerSocket other = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return new int[] {one.getLocalPort(), other.getLocalPort()};
        } catch (IOException e) {
            throw new IllegalValueException("no port is free on 127.0.0.1: " + e.getMessage(), "");
        }
    }

    private static Map<String, Object> overrides(List<Tenant> tenants) {
        Map<String, Object> all = new LinkedHashMap<>();
        for (Tenant tenant : tenants) {
            all.put(
                    tenant.name(),
                    mapping("max_query_series", tenant.maxQuerySeries(), "max_line_size", tenant.maxLineSize() + "B"));
        }
        return mapping("overrides", all);
    }

    private static Map<String, Object> config(Path folder, int[] ports, RulerSettings settings, URI alertmanager) {
        Map<String, Object> memory = mapping("kvstore", mapping("store", "inmemory"));
        Map<String, Object> config = new LinkedHashMap<>();
        config.put("auth_enabled", true);
        config.put(
                "server",
                mapping(
                        "http_listen_address",
                        "127.0.0.1",
                        "http_listen_port",
                        ports[0],
                        "grpc_listen_address",
                        "127.0.0.1",
                        "grpc_listen_port",
                        ports[1],
                        "log_level",
                        "warn"));
        config.put(
                "common",
                mapping(
                        "path_prefix",
                        folder.resolve("data").toString(),
                        "instance_addr",
                        "127.0.0.1",
                        "storage",
                        mapping(
                                "filesystem",
                                mapping(
                                        "chunks_directory",
                                        folder.resolve("data/chunks").toString(),
                                        "rules_directory",
                                        folder.resolve("data/rules").toString())),
                        "replication_factor",
                        1,
                        "ring",
                        mapping("instance_addr", "127.0.0.1", "kvstore", mapping("store", "inmemory"))));
        config.put(
                "schema_config",
                mapping(
                        "configs",
                        List.of(mapping(
                                "from",
                                "2020-01-01",
                                "store",
                                "tsdb",
                                "object_store",
                                "filesystem",
                                "schema",
                                settings.version().isAtLeast(ADDS_TO_LOGS) ? "v13" : "v12",
                                "index",
                                mapping("prefix", "index_", "period", "24h")))));
        // Entries are written before their time has come, and old ones are welcome.
        Map<String, Object> limits = mapping(
                "reject_old_samples",
                false,
                "creation_grace_period",
                "720h",
                "max_query_length",
                "0s",
                "ingestion_rate_mb",
                500,
                "ingestion_burst_size_mb",
                500,
                "per_stream_rate_limit",
                "500MB",
                "per_stream_rate_limit_burst",
                "500MB",
                "max_label_names_per_series",
                100,
                "ruler_remote_write_disabled",
                true);
        config.put("limits_config", limits);
        if (settings.version().isAtLeast(ADDS_TO_LOGS)) {
            limits.put("discover_log_levels", false);
            limits.put("discover_service_name", List.of());
            config.put("pattern_ingester", mapping("enabled", false));
        }
        config.put("query_range", mapping("cache_results", false, "parallelise_shardable_queries", false));
        config.put("querier", mapping("query_ingesters_within", "0s"));
        config.put("analytics", mapping("reporting_enabled", false));
        config.put(
                "ingester",
                mapping("wal", mapping("dir", folder.resolve("data/wal").toString())));
        config.put(
                "runtime_config",
                mapping("file", folder.resolve("overrides.yaml").toString(), "period", "10s"));
        Map<String, Object> ruler = mapping(
                "storage",
                mapping(
                        "type",
                        "local",
                        "local",
                        mapping("directory", folder.resolve("rules").toString())),
                "rule_path",
                folder.resolve("rules-read").toString(),
                "poll_interval",
                "1s",
                "enable_api",
                true,
                "alertmanager_url",
                alertmanager.toString(),
                "enable_alertmanager_v2",
                true,
                "ring",
                memory,
                "resend_delay",
                PrometheusDuration.of(settings.resendDelay()).text(),
                // A ruler that has just begun makes up alerts of a time before; ours shall know only what it sees.
                "for_grace_period",
                "720h");
        if (!settings.externalUrl().isEmpty()) {
            ruler.put("external_url", settings.externalUrl());
        }
        if (!settings.externalLabels().isEmpty()) {
            ruler.put("external_labels", settings.externalLabels());
        }
        config.put("ruler", ruler);
        return config;
    }

    private static Map<String, Object> mapping(Object... keysAndValues) {
        Map<String, Object> mapping = new LinkedHashMap<>();
        for (int i = 0; i < keysAndValues.length; i += 2) {
            mapping.put((String) keysAndValues[i], keysAndValues[i + 1]);
        }
        return mapping;
    }

    @Override
    public LokiApi api() {
        return api;
    }

    @Override
    public void load(String tenant, List<AlertingGroup> groups) {
        folder.write("rules/" + tenant + "/rules.yaml", YamlWriter.write(RuleFile.of(groups)));
    }

    @Override
    public void unload(String tenant) {
        load(tenant, List.of());
    }

    @Override
    public void close() {
        server.close();
        folder.close();
    }
}
