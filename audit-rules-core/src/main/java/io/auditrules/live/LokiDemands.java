package io.auditrules.live;

import io.auditrules.alert.AlertingRule;
import io.auditrules.diagnostic.IllegalValueException;
import io.auditrules.scenario.Site;
import io.auditrules.yaml.YamlWriter;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * What a Loki that runs must be set to, so that it does with plans what is simulated; the names of the settings are those of
 * Loki 2.8 to 3.7. What only slows it down or lets it refuse an entry is not among them: that is noticed.
 */
final class LokiDemands {
    /** Longer than any scenario is played. */
    private static final String MONTH = "720h";

    private static final Duration SLOWEST_POLL = Duration.ofMinutes(1);

    private final LokiConfig config;
    private final List<String> unmet = new ArrayList<>();
    private final Map<String, Object> needed = new LinkedHashMap<>();

    private LokiDemands(LokiConfig config) {
        this.config = config;
    }

    /**
     * Compares settings with what plans need.
     *
     * @param plans of one site
     * @param here where alerts go
     * @throws IllegalValueException if some are otherwise, with all of them and what to write instead
     */
    static void check(LokiConfig config, List<Plan> plans, URI here) {
        LokiDemands demands = new LokiDemands(config);
        demands.server();
        demands.ruler(plans, here);
        demands.limits(plans);
        if (!demands.unmet.isEmpty()) {
            throw new IllegalValueException(
                    "this Loki is not set as scenarios need it: " + String.join(", ", demands.unmet),
                    "write into its configuration, and start it again:\n" + YamlWriter.write(demands.needed));
        }
    }

    private void server() {
        // In parts, each part tells its own settings only.
        is("target", "all");
        // Each scenario is a tenant.
        is("auth_enabled", true);
    }

    private void ruler(List<Plan> plans, URI here) {
        Site site = plans.get(0).site();
        is("ruler.enable_api", true);
        is("ruler.alertmanager_url", here.toString());
        is("ruler.enable_alertmanager_v2", true);
        is("ruler.external_url", site.ruler().externalUrl());
        demand(
                config.texts("ruler.external_labels").equals(site.ruler().externalLabels()),
                "ruler.external_labels",
                site.ruler().externalLabels());
        is("ruler.evaluation.mode", "local");
        none("ruler.evaluation.max_jitter");
        none("limits_config.ruler_evaluation_delay_duration");
        demand(config.duration("ruler.poll_interval").compareTo(SLOWEST_POLL) <= 0, "ruler.poll_interval", "1s");
        // A ruler makes up alerts of the time before it began, for rules that wait as long as that.
        Duration pending = longest(plans.stream()
                .flatMap(plan -> plan.site().groups().stream())
                .flatMap(group -> group.rules().stream())
                .map(AlertingRule::pending));
        demand(config.duration("ruler.for_grace_period").compareTo(pending) > 0, "ruler.for_grace_period", MONTH);
    }

    private void limits(List<Plan> plans) {
        Site site = plans.get(0).site();
        long lineSize = site.maxLineSize();
        demand(config.bytes("limits_config.max_line_size") == lineSize, "limits_config.max_line_size", lineSize);
        is("limits_config.max_line_size_truncate", false);
        is("limits_config.max_query_series", site.ruler().limits().maxQuerySeries());
        // What Loki adds to a log, or moves in it, by itself.
        is("limits_config.increment_duplicate_timestamp", false);
        is("limits_config.discover_log_levels", false);
        is("limits_config.discover_service_name", List.of());
        // Entries are written before their time has come, and before a scenario begins.
        Duration lead = longest(plans.stream().map(Plan::lead));
        Duration length = longest(plans.stream().map(Plan::length));
        demand(
                config.duration("limits_config.creation_grace_period").compareTo(length.plusMinutes(1)) >= 0,
                "limits_config.creation_grace_period",
                MONTH);
        demand(
                config.text("limits_config.reject_old_samples").equals("false")
                        || config.duration("limits_config.reject_old_samples_max_age")
                                        .compareTo(lead.plusMinutes(1))
                                >= 0,
                "limits_config.reject_old_samples",
                false);
        // How far back a query looks.
        unlimited("limits_config.max_query_length", Duration.ofDays(30));
        unlimited("limits_config.max_query_lookback", lead.plus(length));
        unlimited("querier.query_ingesters_within", lead.plus(length));
    }

    private static Duration longest(Stream<Duration> durations) {
        return durations.max(Comparator.naturalOrder()).orElse(Duration.ZERO);
    }

    private void is(String path, Object value) {
        demand(config.text(path).equals(value.toString()), path, value);
    }

    private void none(String path) {
        demand(config.duration(path).isZero(), path, "0s");
    }

    /** Where no time is no limit. */
    private void unlimited(String path, Duration enough) {
        Duration limit = config.duration(path);
        demand(limit.isZero() || limit.compareTo(enough) >= 0, path, "0s");
    }

    /** A setting that this Loki does not know is none that it could have otherwise. */
    private void demand(boolean met, String path, Object value) {
        if (!met && (config.has(path) || value instanceof Map)) {
            unmet.add(path + " is " + (value instanceof Map ? config.texts(path) : "\"" + config.text(path) + "\""));
            put(needed, List.of(path.split("\\.", -1)), value);
        }
    }

    @SuppressWarnings("unchecked")
    private static void put(Map<String, Object> into, List<String> path, Object value) {
        if (path.size() == 1) {
            into.put(path.get(0), value);
        } else {
            Object inner = into.computeIfAbsent(path.get(0), key -> new LinkedHashMap<String, Object>());
            put((Map<String, Object>) inner, path.subList(1, path.size()), value);
        }
    }
}
