package io.auditrules.template;

import org.jspecify.annotations.Nullable;

/** The types of Go that a value of a template can have. */
enum GoType {
    STRING("string", Kind.STRING),
    /** Of html/template, as the two types below; text templates print them as they are. */
    HTML("template.HTML", Kind.STRING),
    URL("template.URL", Kind.STRING),
    INT("int", Kind.INT),
    INT64("int64", Kind.INT),
    UINT8("uint8", Kind.UINT),
    MONTH("time.Month", Kind.INT),
    WEEKDAY("time.Weekday", Kind.INT),
    DURATION("time.Duration", Kind.INT),
    FLOAT64("float64", Kind.FLOAT),
    BOOL("bool", Kind.BOOL),
    TIME("time.Time", Kind.STRUCT),
    LOCATION("*time.Location", Kind.POINTER),
    TIME_POINTER("*time.Time", Kind.POINTER),
    DURATION_POINTER("*time.Duration", Kind.POINTER),
    STRING_MAP("map[string]string", Kind.MAP),
    MAP("map[string]interface {}", Kind.MAP),
    STRING_LIST("[]string", Kind.SLICE),
    LIST("[]interface {}", Kind.SLICE),
    /** What an alert's templates see. */
    ALERT_DATA(
            "struct { Labels map[string]string; ExternalLabels map[string]string; ExternalURL string;"
                    + " Value interface {} }",
            Kind.STRUCT),
    /** What Prometheus' function query returns; only an empty one is known here. */
    QUERY_RESULT("template.queryResult", Kind.SLICE),
    /** What the templates of notifications see, and its parts. */
    DATA("template.Data", Kind.STRUCT),
    DATA_POINTER("*template.Data", Kind.POINTER),
    ALERT("template.Alert", Kind.STRUCT),
    ALERTS("template.Alerts", Kind.SLICE),
    ALERT_LIST("[]template.Alert", Kind.SLICE),
    KV("template.KV", Kind.MAP),
    PAIR("template.Pair", Kind.STRUCT),
    PAIRS("template.Pairs", Kind.SLICE),
    STRINGS("template.Strings", Kind.SLICE),
    /** An element of a map or list that may be anything; nil has no other. */
    INTERFACE("interface {}", Kind.INTERFACE);

    /** As Go's reflect.Kind, with the sizes of numbers left out. */
    enum Kind {
        STRING,
        INT,
        UINT,
        FLOAT,
        BOOL,
        STRUCT,
        POINTER,
        MAP,
        SLICE,
        INTERFACE
    }

    final String goName;
    final Kind kind;

    GoType(String goName, Kind kind) {
        this.goName = goName;
        this.kind = kind;
    }

    /** The type of a value that is there; Java's null, Go's invalid value, has none. */
    static GoType of(Object value) {
        if (value instanceof String) {
            return STRING;
        }
        if (value instanceof Long) {
            return INT;
        }
        if (value instanceof Typed typed) {
            return typed.type();
        }
        if (value instanceof Double) {
            return FLOAT64;
        }
        if (value instanceof Boolean) {
            return BOOL;
        }
        throw new IllegalStateException("no value of a template: " + value.getClass());
    }

    /** A value that says its own type. */
    interface Typed {
        GoType type();
    }

    /** A whole number of another type than int. */
    record Whole(GoType type, long value) implements Typed {}

    /** An element whose type says nothing about it. */
    record Element(@Nullable Object value) implements Typed {
        @Override
        public GoType type() {
            return INTERFACE;
        }
    }

    /** A text of another type than string. */
    record Text(GoType type, String value) implements Typed {}

    static @Nullable Object inner(@Nullable Object value) {
        return value instanceof Element element ? element.value : value;
    }

    static boolean isText(@Nullable Object value) {
        return value instanceof String || value instanceof Text;
    }

    /** What is to be seen of a text of any type. */
    static String textOf(Object value) {
        return value instanceof Text text ? text.value : (String) value;
    }

    /** Whether Go lets a value of this type stand where the other type is wanted: names do not count against none. */
    boolean isAssignableTo(String wanted) {
        return goName.equals(wanted) || (this == STRINGS && wanted.equals(STRING_LIST.goName));
    }

    /** What is to be seen of a whole number of any type. */
    static long wholeOf(Object value) {
        return value instanceof Whole whole ? whole.value : (Long) value;
    }
}
