package io.auditrules.alertmanager;

import io.auditrules.diagnostic.Place;
import io.auditrules.diagnostic.Problems;
import io.auditrules.yaml.YamlMapping;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * The custom resource of prometheus-operator that adds routes and receivers to an Alertmanager. A file such as
 * {@code api_url_file: /etc/alertmanager/secrets/audit-slack/url} becomes {@code apiURL: {name: audit-slack, key: url}},
 * so that one definition serves both; the Secret must lie in the namespace of the resource. What the resource cannot
 * say is a problem, never left out.
 *
 * @param version of the resource
 * @param name of the resource
 * @param namespace of the resource, to whose alerts the operator by default restricts all routes
 * @param labels of the resource, by which an Alertmanager object selects it
 */
public record AlertmanagerConfig(Version version, String name, String namespace, Map<String, String> labels) {

    /** The versions that the operator serves. */
    public enum Version {
        V1ALPHA1,
        V1BETA1;

        /** As in {@code apiVersion}. */
        public String apiVersion() {
            return "monitoring.coreos.com/" + name().toLowerCase(Locale.ROOT);
        }
    }

    public AlertmanagerConfig {
        labels = Map.copyOf(labels);
    }

    /**
     * The document, for {@link io.auditrules.yaml.YamlWriter#write}.
     *
     * @param place where to report what the routing has no own place for
     * @param problems gets what the resource cannot say
     * @return empty if there was a problem
     */
    public Optional<Map<String, Object>> document(Routing routing, Place place, Problems problems) {
        int before = problems.list().size();
        ReceiverTranslation receivers = new ReceiverTranslation(version);
        Map<String, Object> spec = new LinkedHashMap<>();
        spec.put("route", route(routing.root(), place, problems));
        spec.put(
                "receivers",
                routing.receivers().stream()
                        .map(receiver -> receivers.translate(receiver, problems))
                        .toList());
        if (!routing.inhibitRules().isEmpty()) {
            spec.put(
                    "inhibitRules",
                    routing.inhibitRules().stream()
                            .map(rule -> inhibition(rule, place, problems))
                            .toList());
        }
        if (!routing.timeIntervals().isEmpty()) {
            String key = switch (version) {
                case V1ALPHA1 -> "muteTimeIntervals";
                case V1BETA1 -> "timeIntervals";
            };
            spec.put(
                    key,
                    routing.timeIntervals().stream()
                            .map(interval -> interval(interval, place, problems))
                            .toList());
        }
        settingsOfTheServer(routing, place, problems);
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("apiVersion", version.apiVersion());
        document.put("kind", "AlertmanagerConfig");
        document.put("metadata", KubernetesMetadata.of(name, namespace, labels));
        document.put("spec", spec);
        return problems.list().size() == before ? Optional.of(document) : Optional.empty();
    }

    private static void settingsOfTheServer(Routing routing, Place place, Problems problems) {
        for (YamlMapping.Entry entry : routing.global().mapping().entries()) {
            problems.add(
                    entry.key().place(),
                    "\"" + entry.key().text() + "\" under \"global\" cannot be said in an AlertmanagerConfig",
                    "write it into each receiver that needs it");
        }
        if (!routing.templates().isEmpty()) {
            problems.add(
                    place,
                    "\"templates\" cannot be said in an AlertmanagerConfig",
                    "list them in the Alertmanager object, or write the texts into the receivers");
        }
        for (String key : routing.others().keySet()) {
            problems.add(place, "\"" + key + "\" cannot be said in an AlertmanagerConfig", "delete it");
        }
    }

    private static Map<String, Object> route(Route route, Place place, Problems problems) {
        Map<String, Object> document = new LinkedHashMap<>();
        if (!route.matchers().isEmpty()) {
            document.put("matchers", matchers(route.matchers()));
        }
        route.receiver().ifPresent(receiver -> document.put("receiver", receiver));
        if (route.continues()) {
            document.put("continue", true);
        }
        if (!route.labels().isEmpty()) {
            problems.add(place, "\"labels\" of a route cannot be said in an AlertmanagerConfig", "delete them");
        }
        route.groupBy().ifPresent(names -> document.put("groupBy", names));
        route.groupWait().ifPresent(time -> document.put("groupWait", time.text()));
        route.groupInterval().ifPresent(time -> document.put("groupInterval", time.text()));
        route.repeatInterval().ifPresent(time -> document.put("repeatInterval", time.text()));
        if (!route.muteTimeIntervals().isEmpty()) {
            document.put("muteTimeIntervals", route.muteTimeIntervals());
        }
        if (!route.activeTimeIntervals().isEmpty()) {
            document.put("activeTimeIntervals", route.activeTimeIntervals());
        }
        if (!route.routes().isEmpty()) {
            document.put(
                    "routes",
                    route.routes().stream()
                            .map(child -> route(child, place, problems))
                            .toList());
        }
        return document;
    }

    private static List<Map<String, Object>> matchers(List<Matcher> matchers) {
        return matchers.stream()
                .map(matcher -> {
                    Map<String, Object> document = new LinkedHashMap<>();
                    document.put("name", matcher.label());
                    document.put("value", matcher.value());
                    document.put("matchType", matcher.operator().symbol());
                    return document;
                })
                .toList();
    }

    private static Map<String, Object> inhibition(InhibitRule rule, Place place, Problems problems) {
        if (!rule.name().isEmpty()) {
            problems.add(
                    place,
                    "the name \"" + rule.name() + "\" of an inhibition cannot be said in an AlertmanagerConfig",
                    "delete it");
        }
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("sourceMatch", matchers(rule.source()));
        document.put("targetMatch", matchers(rule.target()));
        if (!rule.equalLabels().isEmpty()) {
            document.put("equal", rule.equalLabels());
        }
        return document;
    }

    private static Map<String, Object> interval(TimeInterval interval, Place place, Problems problems) {
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("name", interval.name());
        document.put(
                "timeIntervals",
                interval.periods().stream()
                        .map(period -> period(interval.name(), period, place, problems))
                        .toList());
        return document;
    }

    private static Map<String, Object> period(String interval, TimePeriod period, Place place, Problems problems) {
        period.location().filter(zone -> !zone.equals("UTC")).ifPresent(zone -> {
            problems.add(
                    place,
                    "\"location\" of the time interval \"" + interval + "\" cannot be said in an AlertmanagerConfig",
                    "say the times in UTC");
        });
        Map<String, Object> document = new LinkedHashMap<>();
        putAll(
                document,
                "times",
                period.times().stream().map(AlertmanagerConfig::time).toList());
        putAll(document, "weekdays", lowerCase(period.weekdays()));
        putAll(
                document,
                "daysOfMonth",
                period.daysOfMonth().stream().map(AlertmanagerConfig::days).toList());
        putAll(document, "months", lowerCase(period.months()));
        for (String years : period.years()) {
            if (!years.matches("2[0-9]{3}(:2[0-9]{3})?")) {
                problems.add(
                        place,
                        "the years \"" + years + "\" of the time interval \"" + interval
                                + "\" cannot be said in an AlertmanagerConfig",
                        "write years from 2000 to 2999");
            }
        }
        putAll(document, "years", period.years());
        return document;
    }

    private static Map<String, Object> time(TimePeriod.TimeRange range) {
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("startTime", range.start());
        document.put("endTime", range.end());
        return document;
    }

    private static Map<String, Object> days(String text) {
        CalendarRange.Span days = CalendarRange.DAYS_OF_MONTH.parse(text);
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("start", days.first());
        document.put("end", days.last());
        return document;
    }

    private static List<String> lowerCase(List<String> ranges) {
        return ranges.stream().map(range -> range.toLowerCase(Locale.ROOT)).toList();
    }

    private static void putAll(Map<String, Object> document, String key, List<?> values) {
        if (!values.isEmpty()) {
            document.put(key, values);
        }
    }
}
