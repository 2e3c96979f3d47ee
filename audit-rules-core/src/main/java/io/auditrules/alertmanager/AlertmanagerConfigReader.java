package io.auditrules.alertmanager;

import io.auditrules.alertmanager.RoutingProblems.Kind;
import io.auditrules.diagnostic.Place;
import io.auditrules.diagnostic.Places;
import io.auditrules.diagnostic.Suggestion;
import io.auditrules.yaml.YamlMapping;
import io.auditrules.yaml.YamlNode;
import io.auditrules.yaml.YamlScalar;
import io.auditrules.yaml.YamlSequence;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Reads an {@code AlertmanagerConfig} by saying it in Alertmanager's own keys, at the places where it stands. The keys are those of
 * prometheus-operator 0.93. The settings of receivers are left alone: the API server holds them to a schema.
 */
public final class AlertmanagerConfigReader {
    private static final Map<String, String> ROUTE = Map.of(
            "receiver", "receiver",
            "continue", "continue",
            "groupBy", "group_by",
            "groupWait", "group_wait",
            "groupInterval", "group_interval",
            "repeatInterval", "repeat_interval",
            "muteTimeIntervals", "mute_time_intervals",
            "activeTimeIntervals", "active_time_intervals",
            "matchers", "matchers",
            "routes", "routes");
    private static final Map<String, String> INHIBITION =
            Map.of("sourceMatch", "source_matchers", "targetMatch", "target_matchers", "equal", "equal");
    private static final Map<String, String> INTERVAL = Map.of("name", "name", "timeIntervals", "time_intervals");
    private static final Map<String, String> PERIOD = Map.of(
            "times", "times",
            "weekdays", "weekdays",
            "daysOfMonth", "days_of_month",
            "months", "months",
            "years", "years");
    private static final Map<String, String> TIME = Map.of("startTime", "start_time", "endTime", "end_time");
    /** Below it, the API server looks at nothing, but the operator does. */
    private static final String NESTED = "a route below another";

    /** All but those that the resource lacks. */
    private static final Map<String, String> RECEIVER = receiverKeys();

    private final AlertmanagerConfig.Version version;
    private final RoutingProblems problems;

    private AlertmanagerConfigReader(AlertmanagerConfig.Version version, RoutingProblems problems) {
        this.version = version;
        this.problems = problems;
    }

    /**
     * What a resource adds to a configuration: its top route is a child of the root there.
     *
     * @param places gets where its parts stand, as {@link RoutingReader#readAll} does
     * @param problems gets what is wrong
     */
    public static Routing read(
            YamlMapping resource, AlertmanagerConfig.Version version, Places places, RoutingProblems problems) {
        YamlMapping spec = new AlertmanagerConfigReader(version, problems).spec(resource);
        return new RoutingReader(problems, places).whatIsThere(spec, Set.of(), false);
    }

    private YamlMapping spec(YamlMapping resource) {
        Optional<YamlNode> spec = resource.get("spec");
        if (spec.isEmpty() || !(spec.get() instanceof YamlMapping mapping)) {
            return new YamlMapping(List.of(), resource.place());
        }
        String intervals = switch (version) {
            case V1ALPHA1 -> "muteTimeIntervals";
            case V1BETA1 -> "timeIntervals";
        };
        Map<String, String> keys = Map.of(
                "route",
                "route",
                "receivers",
                "receivers",
                "inhibitRules",
                "inhibit_rules",
                intervals,
                "time_intervals");
        return renamed(mapping, keys, "the resource", (key, value) -> switch (key) {
            case "route" -> value instanceof YamlMapping route ? route(route, "the route") : value;
            case "receivers" -> each(value, receiver -> renamed(receiver, RECEIVER, "the receiver", (k, v) -> v));
            case "inhibit_rules" -> each(value, this::inhibition);
            default -> each(value, this::interval);
        });
    }

    private YamlMapping route(YamlMapping route, String what) {
        return renamed(route, ROUTE, what, (key, value) -> switch (key) {
            case "matchers" -> each(value, matcher -> matcher(matcher, "the matcher of " + what));
            case "routes" -> each(value, child -> route(child, NESTED));
            default -> value;
        });
    }

    private YamlMapping inhibition(YamlMapping rule) {
        return renamed(
                rule,
                INHIBITION,
                "the inhibition",
                (key, value) -> key.equals("equal") ? value : each(value, matcher -> matcher(matcher, "the matcher")));
    }

    private YamlMapping interval(YamlMapping interval) {
        return renamed(
                interval,
                INTERVAL,
                "the time interval",
                (key, value) -> key.equals("name") ? value : each(value, this::period));
    }

    private YamlMapping period(YamlMapping period) {
        return renamed(period, PERIOD, "the times", (key, value) -> switch (key) {
            case "times" -> each(value, time -> renamed(time, TIME, "the time of day", (k, v) -> v));
            case "days_of_month" -> each(value, AlertmanagerConfigReader::days);
            default -> value;
        });
    }

    /** {@code {name: a, value: b, matchType: =}} as the text that the operator makes of it. */
    private YamlNode matcher(YamlMapping matcher, String what) {
        String name = text(matcher, "name");
        String value = text(matcher, "value");
        boolean isRegexp = version == AlertmanagerConfig.Version.V1ALPHA1
                && text(matcher, "regex").equals("true");
        String type = text(matcher, "matchType");
        String operator = !type.isEmpty() ? type : isRegexp ? "=~" : "=";
        for (YamlMapping.Entry entry : matcher.entries()) {
            dropUnless(
                    version == AlertmanagerConfig.Version.V1ALPHA1
                            ? Set.of("name", "value", "matchType", "regex")
                            : Set.of("name", "value", "matchType"),
                    entry.key(),
                    what);
        }
        String quoted = value.replace("\\", "\\\\").replace("\n", "\\n").replace("\"", "\\\"");
        Place place = matcher.get("value").map(YamlNode::place).orElse(matcher.place());
        return new YamlScalar(name + " " + operator + " \"" + quoted + "\"", YamlScalar.Type.STRING, place);
    }

    private static YamlNode days(YamlMapping days) {
        String start = text(days, "start");
        String end = text(days, "end");
        return new YamlScalar(end.isEmpty() ? start : start + ":" + end, YamlScalar.Type.STRING, days.place());
    }

    private static String text(YamlMapping mapping, String key) {
        return mapping.get(key)
                .filter(node -> node instanceof YamlScalar scalar && !scalar.isNull())
                .map(node -> ((YamlScalar) node).text())
                .orElse("");
    }

    /** Says the value under a key in other keys. */
    private interface Value {
        YamlNode of(String key, YamlNode value);
    }

    /** Says a mapping in other keys. */
    private interface Item {
        YamlNode of(YamlMapping mapping);
    }

    private YamlMapping renamed(YamlMapping mapping, Map<String, String> keys, String what, Value value) {
        List<YamlMapping.Entry> entries = new ArrayList<>();
        for (YamlMapping.Entry entry : mapping.entries()) {
            String key = keys.get(entry.key().text());
            if (key == null) {
                dropUnless(keys.keySet(), entry.key(), what);
            } else {
                YamlScalar renamed =
                        new YamlScalar(key, YamlScalar.Type.STRING, entry.key().place());
                entries.add(new YamlMapping.Entry(renamed, value.of(key, entry.value())));
            }
        }
        return new YamlMapping(entries, mapping.place());
    }

    private void dropUnless(Set<String> known, YamlScalar key, String what) {
        if (!known.contains(key.text())) {
            problems.add(
                    Kind.DROPPED,
                    key.place(),
                    "\"" + key.text() + "\" is no key of " + what + " in "
                            + version.apiVersion()
                            + (what.endsWith(NESTED) ? ", for which the operator leaves out the whole resource" : ""),
                    Suggestion.nearest(key.text(), known)
                            .map(near -> "write \"" + near + "\" if that is meant, or delete it")
                            .orElse("delete it, or write it into the configuration of Alertmanager itself"));
        }
    }

    private static YamlNode each(YamlNode list, Item item) {
        return list instanceof YamlSequence sequence
                ? new YamlSequence(
                        sequence.items().stream()
                                .map(each -> each instanceof YamlMapping mapping ? item.of(mapping) : each)
                                .toList(),
                        list.place())
                : list;
    }

    private static Map<String, String> receiverKeys() {
        Set<String> lacking = Set.of("jira_configs", "incidentio_configs", "mattermost_configs");
        Map<String, String> keys = new LinkedHashMap<>();
        keys.put("name", "name");
        for (String integration : Integrations.keys()) {
            if (!lacking.contains(integration)) {
                keys.put(integration.replace("_configs", "Configs"), integration);
            }
        }
        return keys;
    }
}
