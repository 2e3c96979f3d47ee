package io.auditrules.template;

import org.jspecify.annotations.Nullable;

/** The types of Go that a value of a template can have. */
enum GoType {
    STRING("string", Kind.STRING),
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
    STRING_MAP("map[string]string", Kind.MAP),
    MAP("map[string]interface {}", Kind.MAP),
    STRING_LIST("[]string", Kind.SLICE),
    LIST("[]interface {}", Kind.SLICE),
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

    static @Nullable Object inner(@Nullable Object value) {
        return value instanceof Element element ? element.value : value;
    }

    /** What is to be seen of a whole number of any type. */
    static long wholeOf(Object value) {
        return value instanceof Whole whole ? whole.value : (Long) value;
    }
}
