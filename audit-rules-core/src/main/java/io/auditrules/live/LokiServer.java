package io.auditrules.live;

import io.auditrules.alert.AlertingGroup;
import io.auditrules.alert.RulerSettings;
import io.auditrules.diagnostic.IllegalValueException;
import io.auditrules.event.Entry;
import io.auditrules.event.Labels;
import io.auditrules.files.TemporaryFolder;
import io.auditrules.json.JsonWriter;
import io.auditrules.logql.LokiVersion;
import io.auditrules.time.PrometheusDuration;
import io.auditrules.yaml.YamlWriter;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A Loki with a ruler of its own on loopback; each scenario is a tenant. Written for Loki 2.8 to 3.7. */
final class LokiServer implements AutoCloseable {
    /** More in one request gain nothing. */
    private static final int MOST_ENTRIES = 500;

    /** Since then it has schema v13, structured metadata, and things that it adds to logs by itself (pkg/validation). */
    private static final LokiVersion ADDS_TO_LOGS = new LokiVersion(3, 0);

    private static final Pattern VERSION = Pattern.compile("version v?([0-9]\\S*)");

    private final Http http;
    private final Server server;
    private final TemporaryFolder folder;
    private final URI address;

    private LokiServer(Http http, Server server, TemporaryFolder folder, URI address) {
        this.http = http;
        this.server = server;
        this.folder = folder;
        this.address = address;
    }

    /** What a tenant may do, and where its alerts go. */
    record Tenant(String name, int maxQuerySeries, int maxLineSize, URI alertmanager) {}

    /**
     * Starts one and waits until it is ready.
     *
     * @throws IllegalValueException if it cannot be started, with what it says, or is not the version that is simulated
     */
    static LokiServer start(Path program, RulerSettings settings, List<Tenant> tenants, Http http)
            throws InterruptedException {
        checkVersion(program, settings.version());
        TemporaryFolder folder = TemporaryFolder.create("audit-rules-loki");
        int[] ports = freePorts();
        folder.write("rules/none/none.yaml", "groups: []\n");
        folder.write("overrides.yaml", YamlWriter.write(overrides(tenants)));
        Path config = folder.write("loki.yaml", YamlWriter.write(config(folder.path(), ports, settings)));
        Server server;
        try {
            server = Server.start("Loki", List.of(program.toString(), "-config.file=" + config));
        } catch (IllegalValueException e) {
            folder.close();
            throw e;
        }
        URI address = URI.create("http://127.0.0.1:" + ports[0]);
        LokiServer loki = new LokiServer(http, server, folder, address);
        try {
            server.awaitReady(http, address.resolve("/ready"));
        } catch (IllegalValueException | InterruptedException e) {
            loki.close();
            throw e;
        }
        return loki;
    }

    /** The version decides what the configuration may say, and how the simulation answers. */
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
        if (!LokiVersion.parse(real).equals(simulated)) {
            throw new IllegalValueException(
                    "this Loki is " + real + ", and the rules are for " + simulated,
                    "name the program of that version, or write \"loki: " + real
                            + "\" in the definition of kind Platform");
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
                    mapping(
                            "max_query_series",
                            tenant.maxQuerySeries(),
                            "max_line_size",
                            tenant.maxLineSize() + "B",
                            "ruler_alertmanager_config",
                            mapping(
                                    "alertmanager_url",
                                    tenant.alertmanager().toString(),
                                    "enable_alertmanager_v2",
                                    true)));
        }
        return mapping("overrides", all);
    }

    private static Map<String, Object> config(Path folder, int[] ports, RulerSettings settings) {
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

    /** Gives a tenant these groups, which its ruler finds about a second later. */
    void load(String tenant, List<AlertingGroup> groups) {
        folder.write("rules/" + tenant + "/rules.yaml", YamlWriter.write(RuleFile.of(groups)));
    }

    /** How the groups of a tenant stand. */
    List<RulerState.Group> groups(String tenant) throws IOException, InterruptedException {
        Http.Reply reply = http.get(address.resolve("/prometheus/api/v1/rules"), tenant);
        if (!reply.isSuccess()) {
            throw new IOException("Loki said " + reply.status() + ": " + reply.body());
        }
        return RulerState.read(reply.body());
    }

    /**
     * Writes entries into the log of a tenant.
     *
     * @param refusals what Loki says where it does not take a line
     */
    void push(String tenant, List<Entry> entries, List<String> refusals) throws IOException, InterruptedException {
        for (int from = 0; from < entries.size(); from += MOST_ENTRIES) {
            String body = push(entries.subList(from, Math.min(entries.size(), from + MOST_ENTRIES)));
            Http.Reply reply = http.post(address.resolve("/loki/api/v1/push"), tenant, body);
            if (!reply.isSuccess()) {
                refusals.add(reply.body());
            }
        }
    }

    private static String push(List<Entry> entries) {
        Map<Labels, List<Object>> streams = new LinkedHashMap<>();
        for (Entry entry : entries) {
            Duration since = Duration.between(Instant.EPOCH, entry.time());
            List<Object> value = new ArrayList<>(List.of(Long.toString(since.toNanos()), entry.line()));
            if (!entry.structuredMetadata().isEmpty()) {
                value.add(entry.structuredMetadata().asMap());
            }
            streams.computeIfAbsent(entry.stream(), key -> new ArrayList<>()).add(value);
        }
        List<Object> all = new ArrayList<>();
        streams.forEach((labels, values) -> all.add(mapping("stream", labels.asMap(), "values", values)));
        return JsonWriter.write(mapping("streams", all), JsonWriter.Escapes.NEEDED);
    }

    @Override
    public void close() {
        server.close();
        folder.close();
    }
}
