package io.auditrules.template;

import static io.auditrules.template.Function.Parameter.STRING;
import static io.auditrules.template.Function.Parameter.STRING_LIST;

import io.auditrules.template.Function.Parameter;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What the templates of notifications see, as values of Go, and its methods: Alertmanager 0.34, template/template.go. */
final class NotificationValues {
    private static final String ALERT_NAME = "alertname";

    private NotificationValues() {}

    static Object of(NotificationData data) {
        List<Object> alerts = new ArrayList<>();
        data.alerts().forEach(alert -> alerts.add(of(alert)));
        GoStruct struct = new GoStruct(
                GoType.DATA,
                List.of(
                        text("Receiver", "receiver", data.receiver()),
                        text("Status", "status", data.status().text()),
                        new GoStruct.Field("Alerts", "alerts", GoList.of(GoType.ALERTS, alerts)),
                        text("NotificationReason", "notification_reason", data.notificationReason()),
                        labels("GroupLabels", "groupLabels", data.groupLabels()),
                        labels("CommonLabels", "commonLabels", data.commonLabels()),
                        labels("CommonAnnotations", "commonAnnotations", data.commonAnnotations()),
                        labels("RouteLabels", "routeLabels", data.routeLabels()),
                        text("ExternalURL", "externalURL", data.externalUrl()),
                        new GoStruct.Field("routeLabelsRendered", true)));
        return new GoPointer(GoType.DATA_POINTER, struct);
    }

    private static GoStruct of(NotificationData.Alert alert) {
        return new GoStruct(
                GoType.ALERT,
                List.of(
                        text("Status", "status", alert.status().text()),
                        labels("Labels", "labels", alert.labels()),
                        labels("Annotations", "annotations", alert.annotations()),
                        new GoStruct.Field("StartsAt", "startsAt", time(alert.startsAt())),
                        new GoStruct.Field("EndsAt", "endsAt", time(alert.endsAt())),
                        text("GeneratorURL", "generatorURL", alert.generatorUrl()),
                        text("Fingerprint", "fingerprint", alert.fingerprint())));
    }

    private static GoStruct.Field text(String name, String json, String text) {
        return new GoStruct.Field(name, json, Utf8.bytesOf(text));
    }

    private static GoStruct.Field labels(String name, String json, Map<String, String> labels) {
        return new GoStruct.Field(name, json, new GoMap.OfStrings(GoType.KV, labels));
    }

    private static GoTime time(@Nullable Instant moment) {
        return moment == null
                ? GoTime.ZERO
                : GoTime.unix(moment.getEpochSecond(), moment.getNano()).in(GoTime.Zone.UTC);
    }

    /** The pairs of a map by name, the name of the alert first. */
    static GoList sortedPairs(GoMap map) {
        List<String> names = new ArrayList<>(map.keys());
        if (names.remove(ALERT_NAME)) {
            names.add(0, ALERT_NAME);
        }
        List<Object> pairs = new ArrayList<>();
        for (String name : names) {
            Object value = Objects.requireNonNull(map.get(name));
            pairs.add(new GoStruct(
                    GoType.PAIR, List.of(new GoStruct.Field("Name", name), new GoStruct.Field("Value", value))));
        }
        return GoList.of(GoType.PAIRS, pairs);
    }

    /** What Go prints for pairs. */
    static String text(GoList pairs) {
        return String.join(
                ", ",
                pairs.shown().stream()
                        .map(pair -> part(pair, 0) + "=" + part(pair, 1))
                        .toList());
    }

    private static String part(Object pair, int index) {
        return (String) ((GoStruct) pair).fields().get(index).value();
    }

    private static GoList parts(GoList pairs, int index) {
        List<Object> texts = new ArrayList<>();
        pairs.shown().forEach(pair -> texts.add(part(pair, index)));
        return GoList.of(GoType.STRINGS, texts);
    }

    /** A list of texts put together; nil is an empty one. */
    static String joined(@Nullable Object texts, String separator, Budget budget) {
        List<String> parts = strings(texts);
        long length =
                parts.stream().mapToLong(String::length).sum() + separator.length() * Math.max(0L, parts.size() - 1L);
        Budget.allow(length);
        budget.spend(length);
        return String.join(separator, parts);
    }

    private static List<String> strings(@Nullable Object texts) {
        return texts == null
                ? List.of()
                : ((GoList) texts).shown().stream().map(String.class::cast).toList();
    }

    // Methods

    static Map<GoType, Map<String, Function>> methods() {
        Map<String, Function> map = new HashMap<>();
        add(map, "SortedPairs", (arguments, call) -> pairs(arguments, call));
        add(map, "Names", (arguments, call) -> parts(pairs(arguments, call), 0));
        add(map, "Values", (arguments, call) -> parts(pairs(arguments, call), 1));
        add(map, "String", (arguments, call) -> text(pairs(arguments, call)));
        add(map, "Remove", (arguments, call) -> without(arguments, call), STRING_LIST);
        Map<String, Function> pairs = new HashMap<>();
        add(pairs, "Names", (arguments, call) -> parts(list(arguments), 0));
        add(pairs, "Values", (arguments, call) -> parts(list(arguments), 1));
        add(pairs, "String", (arguments, call) -> text(list(arguments)));
        Map<String, Function> strings = new HashMap<>();
        add(
                strings,
                "Join",
                (arguments, call) -> joined(arguments[0], (String) Objects.requireNonNull(arguments[1]), call.budget()),
                STRING);
        Map<String, Function> alerts = new HashMap<>();
        add(alerts, "Firing", (arguments, call) -> those(arguments, NotificationData.Status.FIRING));
        add(alerts, "Resolved", (arguments, call) -> those(arguments, NotificationData.Status.RESOLVED));
        return Map.of(GoType.KV, map, GoType.PAIRS, pairs, GoType.STRINGS, strings, GoType.ALERTS, alerts);
    }

    private static void add(Map<String, Function> methods, String name, Function.Body body, Parameter... parameters) {
        methods.put(name, new Function(name, List.of(parameters), null, body));
    }

    private static GoList list(@Nullable Object[] arguments) {
        return (GoList) Objects.requireNonNull(arguments[0]);
    }

    private static GoMap.OfStrings map(@Nullable Object[] arguments) {
        return (GoMap.OfStrings) Objects.requireNonNull(arguments[0]);
    }

    private static GoList pairs(@Nullable Object[] arguments, Function.Call call) {
        call.budget().spend(map(arguments).size() * 64L);
        return sortedPairs(map(arguments));
    }

    private static Object without(@Nullable Object[] arguments, Function.Call call) {
        Set<String> removed = new HashSet<>();
        strings(arguments[1]).forEach(name -> removed.add(Utf8.textOf(name)));
        Map<String, String> rest = new TreeMap<>(map(arguments).entries());
        call.budget().spend((rest.size() + removed.size()) * 64L);
        rest.keySet().removeAll(removed);
        return new GoMap.OfStrings(GoType.KV, rest);
    }

    private static Object those(@Nullable Object[] arguments, NotificationData.Status status) {
        List<Object> alerts = new ArrayList<>();
        for (Object alert : list(arguments).shown()) {
            if (part(alert, 0).equals(status.text())) {
                alerts.add(alert);
            }
        }
        return GoList.of(GoType.ALERT_LIST, alerts);
    }
}
