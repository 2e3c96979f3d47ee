package io.auditrules.template;

import static io.auditrules.template.Function.Parameter.INTERFACE;
import static io.auditrules.template.Function.Parameter.LIST;
import static io.auditrules.template.Function.Parameter.STRING;
import static io.auditrules.template.Function.Parameter.STRING_LIST;
import static io.auditrules.template.Function.Parameter.TIME;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The functions of notifications: those of Alertmanager 0.34, template/template.go. */
final class NotificationFunctions extends PrometheusFunctions {
    private NotificationFunctions() {
        super(true);
    }

    static Map<String, Function> create() {
        NotificationFunctions functions = new NotificationFunctions();
        functions.texts();
        functions.times();
        functions.collections();
        return functions.all();
    }

    private static Function.Notification notification(Arguments given) {
        return (Function.Notification) given.call().surroundings();
    }

    private void texts() {
        add("trimSpace", given -> Strings.trimSpace(given.text(0)), STRING);
        add(
                "join",
                given -> NotificationValues.joined(
                        given.value(1), given.text(0), given.call().budget()),
                STRING,
                STRING_LIST);
        add("safeUrl", given -> new GoType.Text(GoType.URL, given.text(0)), STRING);
        add("urlUnescape", given -> Escapes.fromQuery(given.text(0)), STRING);
        add("base64encode", given -> Base64Text.URL.encode(given.text(0)), STRING);
        add("base64decode", given -> Base64Text.URL.decode(given.text(0)), STRING);
        add("toJson", given -> JsonPrint.of(given.value(0)), INTERFACE);
        add("routeLabels", NotificationFunctions::routeLabel, STRING);
    }

    private static String routeLabel(Arguments given) {
        Map<String, String> labels = notification(given).routeLabels();
        return Utf8.bytesOf(labels.getOrDefault(Utf8.textOf(given.text(0)), ""));
    }

    private void times() {
        add("now", given -> notification(given).now());
        add(
                "since",
                given -> new GoType.Whole(
                        GoType.DURATION, notification(given).now().minus(given.time(0))),
                TIME);
        add("date", given -> new TimeLayout(given.text(0)).format(given.time(1)), STRING, TIME);
        add("tz", given -> given.time(1).in(zone(given.text(0))), STRING, TIME);
        add("toDate", given -> new TimeLayout(given.text(0)).parse(given.text(1), GoTime.Zone.UTC), STRING, STRING);
        add(
                "mustToDate",
                given -> new TimeLayout(given.text(0)).require(given.text(1), GoTime.Zone.UTC),
                STRING,
                STRING);
    }

    /** As Go's LoadLocation finds it. */
    private static GoTime.Zone zone(String name) {
        if (name.contains("..") || name.startsWith("/") || name.startsWith("\\")) {
            throw new Failure("time: invalid location name");
        }
        GoTime.Zone zone = GoTime.Zone.named(name);
        if (zone.equals(GoTime.Zone.UTC) && !name.isEmpty() && !name.equals("UTC")) {
            throw new Failure("unknown time zone " + name);
        }
        return zone;
    }

    private void collections() {
        variadic("stringSlice", NotificationFunctions::texts, STRING);
        variadic("list", given -> list(given.from(0)), INTERFACE);
        variadic("append", NotificationFunctions::appended, INTERFACE, LIST);
        variadic("dict", NotificationFunctions::dictionary, INTERFACE);
    }

    private static Object texts(Arguments given) {
        List<Object> texts = new ArrayList<>();
        for (int i = 0; i < given.count(); i++) {
            texts.add(given.text(i));
        }
        return GoList.of(GoType.STRING_LIST, texts);
    }

    private static GoList list(List<? extends @Nullable Object> values) {
        List<Object> elements = new ArrayList<>();
        for (Object value : values) {
            elements.add(new GoType.Element(GoType.inner(value)));
        }
        return GoList.of(GoType.LIST, elements);
    }

    private static Object appended(Arguments given) {
        List<@Nullable Object> values = new ArrayList<>();
        if (given.value(0) instanceof GoList known) {
            values.addAll(known.shown());
        }
        values.addAll(given.from(1));
        given.call().budget().spend(values.size() * 16L);
        return list(values);
    }

    private static Object dictionary(Arguments given) {
        if (given.count() % 2 != 0) {
            throw new Failure("dict requires an even number of arguments");
        }
        GoMap.OfAnything dictionary = new GoMap.OfAnything();
        for (int i = 0; i < given.count(); i += 2) {
            if (!(given.value(i) instanceof String key)) {
                throw new Failure("dict keys must be strings");
            }
            dictionary.put(key, given.value(i + 1));
        }
        return dictionary;
    }
}
