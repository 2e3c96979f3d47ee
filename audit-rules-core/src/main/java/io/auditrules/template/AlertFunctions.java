package io.auditrules.template;

import static io.auditrules.template.Function.Parameter.INTERFACE;
import static io.auditrules.template.Function.Parameter.QUERY_RESULT;
import static io.auditrules.template.Function.Parameter.SAMPLE;
import static io.auditrules.template.Function.Parameter.STRING;

import java.util.List;
import java.util.Map;

/** The functions of the labels and annotations of alerts: those of Prometheus v0.312, template/template.go. */
final class AlertFunctions extends PrometheusFunctions {
    private static final String NIL_POINTER = "runtime error: invalid memory address or nil pointer dereference";

    private AlertFunctions() {
        super(false);
    }

    static Map<String, Function> create() {
        AlertFunctions functions = new AlertFunctions();
        functions.numbers();
        functions.places();
        functions.results();
        return functions.all();
    }

    private static double number(Arguments given) {
        return HumanText.number(given.value(0));
    }

    private static Function.Evaluation evaluation(Arguments given) {
        return (Function.Evaluation) given.call().surroundings();
    }

    private void numbers() {
        add("humanize", given -> HumanText.si(number(given)), INTERFACE);
        add("humanize1024", given -> HumanText.binary(number(given)), INTERFACE);
        add("humanizePercentage", given -> HumanText.percentage(number(given)), INTERFACE);
        add("humanizeTimestamp", given -> HumanText.timestamp(number(given)), INTERFACE);
        add("toTime", given -> new GoPointer(GoType.TIME_POINTER, HumanText.time(number(given))), INTERFACE);
        add("toDuration", given -> new GoPointer(GoType.DURATION_POINTER, duration(number(given))), INTERFACE);
        add("now", given -> evaluation(given).at() / 1000.0);
        add("parseDuration", given -> PromDuration.seconds(given.text(0)), STRING);
    }

    private static GoType.Whole duration(double seconds) {
        return new GoType.Whole(GoType.DURATION, Cast.truncated(seconds * 1e9));
    }

    private void places() {
        add("externalURL", given -> evaluation(given).externalUrl());
        add("pathPrefix", given -> Escapes.pathOf(evaluation(given).externalUrl()));
        add("stripPort", given -> HostPort.withoutPort(given.text(0)), STRING);
        add("stripDomain", given -> HostPort.withoutDomain(given.text(0)), STRING);
        add("graphLink", given -> link(given.text(0), 0), STRING);
        add("tableLink", given -> link(given.text(0), 1), STRING);
        add("urlQueryEscape", given -> Escapes.query(given.text(0)), STRING);
    }

    private static String link(String expression, int tab) {
        return "/graph?g0.expr=" + Escapes.query(expression) + "&g0.tab=" + tab;
    }

    /** No result of a query is known here but the one that nil is, and no sample but nil. */
    private void results() {
        variadic("args", AlertFunctions::arguments, INTERFACE);
        add(
                "query",
                given -> {
                    throw new Failure("query asks the server, which is not known here");
                },
                STRING);
        add(
                "first",
                given -> {
                    throw new Failure("first() called on vector with no elements");
                },
                QUERY_RESULT);
        add("sortByLabel", given -> GoList.of(GoType.QUERY_RESULT, List.of()), STRING, QUERY_RESULT);
        add("label", AlertFunctions::ofNil, STRING, SAMPLE);
        add("value", AlertFunctions::ofNil, SAMPLE);
        add("strvalue", AlertFunctions::ofNil, SAMPLE);
    }

    private static Object ofNil(Arguments given) {
        throw new Failure(NIL_POINTER);
    }

    private static Object arguments(Arguments given) {
        GoMap.OfAnything named = new GoMap.OfAnything();
        int number = 0;
        for (Object value : given.from(0)) {
            named.put("arg" + number++, value);
        }
        return named;
    }
}
