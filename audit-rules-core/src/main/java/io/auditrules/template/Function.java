package io.auditrules.template;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A function or a method that a template can call.
 *
 * @param fixed the types of its parameters
 * @param variadic the type of further arguments; null for none
 * @param body what it does; null for what Go has and this package has not
 */
record Function(
        String name,
        List<Parameter> fixed,
        @Nullable Parameter variadic,
        @Nullable Body body) {

    /** The types of parameters. */
    enum Parameter {
        STRING("string"),
        INT("int"),
        DURATION("time.Duration"),
        FLOAT64("float64"),
        TIME("time.Time"),
        LOCATION("*time.Location"),
        STRING_LIST("[]string"),
        LIST("[]interface {}"),
        QUERY_RESULT("template.queryResult"),
        SAMPLE("*template.sample"),
        INTERFACE("interface {}"),
        /** Any value, with what Go knows of its place; nil is a value as well. */
        VALUE("reflect.Value");

        final String goName;

        Parameter(String goName) {
            this.goName = goName;
        }

        boolean canBeNil() {
            return switch (this) {
                case LOCATION, STRING_LIST, LIST, QUERY_RESULT, SAMPLE, INTERFACE, VALUE -> true;
                case STRING, INT, DURATION, FLOAT64, TIME -> false;
            };
        }
    }

    /** What a function does with arguments of its parameters' types. */
    @FunctionalInterface
    interface Body {
        @Nullable
        Object call(@Nullable Object[] arguments, Call call);
    }

    /** What a call may know of the expansion around it. */
    interface Call {
        Budget budget();

        /** What the caller gave beside the data. */
        Surroundings surroundings();

        Regexes regexes();
    }

    /** What functions know beside the data. */
    sealed interface Surroundings {}

    /** What the functions of the language know. */
    record Nothing() implements Surroundings {}

    /**
     * What the functions of Loki's stages know beside the labels.
     *
     * @param line the log line, as bytes
     * @param timestamp of the line
     * @param now the time of the expansion
     */
    record Line(String line, GoTime timestamp, GoTime now) implements Surroundings {}

    /**
     * What the functions of alerts know beside the labels.
     *
     * @param externalUrl as bytes
     * @param at the time for which the rule is evaluated, in milliseconds since 1970
     */
    record Evaluation(String externalUrl, long at) implements Surroundings {}

    /**
     * What the functions of notifications know beside the data.
     *
     * @param routeLabels of the route that the notification takes, as texts of Java
     * @param now the time of the expansion
     */
    record Notification(Map<String, String> routeLabels, GoTime now) implements Surroundings {}
}
