package io.auditrules.live;

import io.auditrules.alert.AlertingGroup;
import io.auditrules.event.Entry;
import io.auditrules.event.Labels;
import io.auditrules.json.JsonReader;
import io.auditrules.json.JsonWriter;
import io.auditrules.yaml.YamlWriter;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What a Loki is asked and told over HTTP, by whom it takes for its tenants. */
final class LokiApi {
    /** The header that says whose a request is; its ruler's requests to Alertmanager have it too. */
    static final String TENANT = "X-Scope-OrgID";

    /** Where the rules of ours lie among a tenant's. */
    private static final String NAMESPACE = "/loki/api/v1/rules/audit-rules";

    /** More in one request gain nothing. */
    private static final int MOST_ENTRIES = 500;

    private static final String NAME = "Loki";

    private final Http http;
    private final URI address;

    LokiApi(Http http, URI address) {
        this.http = http;
        this.address = address;
    }

    URI address() {
        return address;
    }

    /** Its version, as it says it. */
    String version() throws IOException, InterruptedException {
        String json =
                http.get(address.resolve("/loki/api/v1/status/buildinfo"), "").text(NAME);
        try {
            return Json.text(Json.object(JsonReader.read(json)).get("version"));
        } catch (IllegalArgumentException e) {
            throw new IOException("it does not say its version, but " + json, e);
        }
    }

    /** Its settings, as YAML. */
    String config() throws IOException, InterruptedException {
        return http.get(address.resolve("/config"), "").text(NAME);
    }

    /** How the groups of a tenant stand. */
    List<RulerState.Group> groups(String tenant) throws IOException, InterruptedException {
        return RulerState.read(
                http.get(address.resolve("/prometheus/api/v1/rules"), tenant).text(NAME));
    }

    /** Gives a tenant these groups and takes away those it had from us. */
    void load(String tenant, List<AlertingGroup> groups) throws IOException, InterruptedException {
        Http.Reply gone = http.delete(address.resolve(NAMESPACE), tenant);
        if (gone.status() != 404) {
            gone.text(NAME);
        }
        for (AlertingGroup group : groups) {
            http.post(address.resolve(NAMESPACE), tenant, Http.YAML, YamlWriter.write(RuleFile.of(group)))
                    .text(NAME);
        }
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
        streams.forEach((labels, values) -> all.add(Map.of("stream", labels.asMap(), "values", values)));
        return JsonWriter.write(Map.of("streams", all), JsonWriter.Escapes.NEEDED);
    }
}
