package io.auditrules.template;

import java.util.List;
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
        INTERFACE("interface {}"),
        /** Any value, with what Go knows of its place; nil is a value as well. */
        VALUE("reflect.Value");

        final String goName;

        Parameter(String goName) {
            this.goName = goName;
        }

        boolean canBeNil() {
            return this == LOCATION || this == INTERFACE || this == VALUE;
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

        /** The line and the moments that the caller gave. */
        Surroundings surroundings();

        Regexes regexes();
    }

    /**
     * What the functions of Loki know beside the labels.
     *
     * @param line the log line, as bytes
     * @param timestamp of the line
     * @param now the time of the expansion
     */
    record Surroundings(String line, GoTime timestamp, GoTime now) {}
}
