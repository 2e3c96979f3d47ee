package io.auditrules.template;

import static io.auditrules.template.Function.Parameter.INTERFACE;
import static io.auditrules.template.Function.Parameter.STRING;
import static io.auditrules.template.Function.Parameter.VALUE;

import io.auditrules.template.Function.Parameter;
import io.auditrules.template.GoType.Kind;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The functions that every template of Go (1.26) has. */
final class Builtins {
    private static final String AND = "and";
    private static final String OR = "or";
    private static final String CALL = "call";

    static final Map<String, Function> ALL = all();
    private static final Function AND_FUNCTION = Objects.requireNonNull(ALL.get(AND));
    private static final Function OR_FUNCTION = Objects.requireNonNull(ALL.get(OR));
    private static final Function CALL_FUNCTION = Objects.requireNonNull(ALL.get(CALL));

    private Builtins() {}

    static boolean isAndOr(Function function) {
        return isOr(function) || function.equals(AND_FUNCTION);
    }

    static boolean isOr(Function function) {
        return function.equals(OR_FUNCTION);
    }

    static boolean isCall(Function function) {
        return function.equals(CALL_FUNCTION);
    }

    private static Map<String, Function> all() {
        Map<String, Function> all = new HashMap<>();
        // The walk itself does these three: it leaves arguments out, or knows the name of one.
        add(all, AND, List.of(VALUE), VALUE, (arguments, call) -> null);
        add(all, OR, List.of(VALUE), VALUE, (arguments, call) -> null);
        add(all, CALL, List.of(VALUE), VALUE, (arguments, call) -> null);
        add(all, "not", List.of(VALUE), null, (arguments, call) -> !isTrue(arguments[0]));
        add(all, "len", List.of(VALUE), null, (arguments, call) -> length(arguments[0]));
        add(all, "index", List.of(VALUE), VALUE, (arguments, call) -> index(arguments));
        add(all, "slice", List.of(VALUE), VALUE, (arguments, call) -> slice(arguments));
        add(all, "print", List.of(), INTERFACE, (arguments, call) -> Printf.sprint(arguments));
        add(all, "println", List.of(), INTERFACE, (arguments, call) -> Printf.sprintln(arguments));
        add(all, "printf", List.of(STRING), INTERFACE, (arguments, call) -> {
            Object[] values = Arrays.copyOfRange(arguments, 1, arguments.length);
            return Printf.sprintf((String) Objects.requireNonNull(arguments[0]), values);
        });
        add(all, "html", List.of(), INTERFACE, (arguments, call) -> Escapes.html(printed(arguments)));
        add(all, "js", List.of(), INTERFACE, (arguments, call) -> Escapes.javaScript(printed(arguments)));
        add(all, "urlquery", List.of(), INTERFACE, (arguments, call) -> Escapes.query(printed(arguments)));
        add(all, "eq", List.of(VALUE), VALUE, (arguments, call) -> eq(arguments));
        add(all, "ne", List.of(VALUE, VALUE), null, (arguments, call) -> !eq(arguments));
        add(all, "lt", List.of(VALUE, VALUE), null, (arguments, call) -> lt(arguments));
        add(all, "le", List.of(VALUE, VALUE), null, (arguments, call) -> lt(arguments) || eq(arguments));
        add(all, "gt", List.of(VALUE, VALUE), null, (arguments, call) -> !(lt(arguments) || eq(arguments)));
        add(all, "ge", List.of(VALUE, VALUE), null, (arguments, call) -> !lt(arguments));
        return Collections.unmodifiableMap(all);
    }

    private static void add(
            Map<String, Function> all,
            String name,
            List<Parameter> fixed,
            @Nullable Parameter variadic,
            Function.Body body) {
        all.put(name, new Function(name, fixed, variadic, body));
    }

    /** Whether a value is not the zero of its type. */
    static boolean isTrue(@Nullable Object boxed) {
        Object value = GoType.inner(boxed);
        if (value == null) {
            return false;
        }
        return switch (GoType.of(value).kind) {
            case STRING -> !GoType.textOf(value).isEmpty();
            case INT, UINT -> GoType.wholeOf(value) != 0;
            case FLOAT -> (Double) value != 0;
            case BOOL -> (Boolean) value;
            case MAP -> ((GoMap) value).size() > 0;
            case SLICE -> ((GoList) value).size() > 0;
            case STRUCT, POINTER, INTERFACE -> true;
        };
    }

    private static long length(@Nullable Object boxed) {
        if (boxed == null) {
            throw new Failure("reflect: call of reflect.Value.Type on zero Value");
        }
        Object value = GoPointer.follow(GoType.inner(boxed));
        if (value == null) {
            throw new Failure("len of nil pointer");
        }
        return switch (GoType.of(value).kind) {
            case STRING -> GoType.textOf(value).length();
            case MAP -> ((GoMap) value).size();
            case SLICE -> ((GoList) value).size();
            case POINTER -> throw new Failure("len of type time.Location");
            case INT, UINT, FLOAT, BOOL, STRUCT, INTERFACE ->
                throw new Failure("len of type " + GoType.of(value).goName);
        };
    }

    private static long position(@Nullable Object index, int capacity) {
        if (index == null) {
            throw new Failure("cannot index slice/array with nil");
        }
        Kind kind = GoType.of(index).kind;
        if (kind != Kind.INT && kind != Kind.UINT) {
            throw new Failure("cannot index slice/array with type " + GoType.of(index).goName);
        }
        long position = GoType.wholeOf(index);
        if (position < 0 || position > capacity) {
            throw new Failure("index out of range: " + position);
        }
        return position;
    }

    private static @Nullable Object index(@Nullable Object[] arguments) {
        Object item = GoType.inner(arguments[0]);
        if (item == null) {
            throw new Failure("index of untyped nil");
        }
        for (int i = 1; i < arguments.length; i++) {
            Object index = GoType.inner(arguments[i]);
            item = GoPointer.follow(GoType.inner(item));
            if (item == null) {
                throw new Failure("index of nil pointer");
            }
            if (GoType.isText(item)) {
                String text = GoType.textOf(item);
                int position = (int) position(index, text.length());
                if (position == text.length()) {
                    throw new Failure("reflect: string index out of range");
                }
                item = new GoType.Whole(GoType.UINT8, text.charAt(position));
            } else if (item instanceof GoList list) {
                int position = (int) position(index, list.size());
                if (position == list.size()) {
                    throw new Failure("reflect: slice index out of range");
                }
                item = list.get(position);
            } else if (item instanceof GoMap map) {
                if (index == null) {
                    throw new Failure("value is nil; should be of type string");
                }
                if (!(index instanceof String key)) {
                    throw new Failure("value has type " + GoType.of(index).goName + "; should be string");
                }
                item = map.get(key);
            } else {
                String type = item instanceof GoTime.Zone ? "time.Location" : GoType.of(item).goName;
                throw new Failure("can't index item of type " + type);
            }
        }
        return item;
    }

    private static Object slice(@Nullable Object[] arguments) {
        Object item = GoPointer.follow(GoType.inner(arguments[0]));
        if (item == null) {
            throw new Failure("slice of untyped nil");
        }
        int indexes = arguments.length - 1;
        if (indexes > 3) {
            throw new Failure("too many slice indexes: " + indexes);
        }
        if (GoType.isText(item) && indexes == 3) {
            throw new Failure("cannot 3-index slice a string");
        }
        int length;
        int capacity;
        if (GoType.isText(item)) {
            length = GoType.textOf(item).length();
            capacity = length;
        } else if (item instanceof GoList list) {
            length = list.size();
            capacity = list.elements().size();
        } else {
            throw new Failure("can't slice item of type "
                    + (item instanceof GoTime.Zone ? "time.Location" : GoType.of(item).goName));
        }
        int[] bounds = {0, length, capacity};
        for (int i = 0; i < indexes; i++) {
            // Unlike index, Go does not look into an element here.
            Object index = arguments[i + 1];
            bounds[i] = (int) position(index, capacity);
        }
        if (bounds[0] > bounds[1]) {
            throw new Failure("invalid slice index: " + bounds[0] + " > " + bounds[1]);
        }
        if (bounds[1] > bounds[2]) {
            throw new Failure("invalid slice index: " + bounds[1] + " > " + bounds[2]);
        }
        if (item instanceof GoList list) {
            return list.slice(bounds[0], bounds[1], bounds[2]);
        }
        String part = GoType.textOf(item).substring(bounds[0], bounds[1]);
        return item instanceof GoType.Text text ? new GoType.Text(text.type(), part) : part;
    }

    private static String printed(@Nullable Object[] arguments) {
        if (arguments.length == 1 && GoType.inner(arguments[0]) instanceof String text) {
            return text;
        }
        List<Object> shown = new ArrayList<>();
        for (Object argument : arguments) {
            Object value = GoPointer.follow(GoType.inner(argument));
            shown.add(value == null ? "<no value>" : value);
        }
        return Printf.sprint(shown.toArray());
    }

    // Comparison

    private static @Nullable Kind basicKind(@Nullable Object value) {
        if (value == null) {
            return null;
        }
        Kind kind = GoType.of(value).kind;
        return switch (kind) {
            case STRING, INT, UINT, FLOAT, BOOL -> kind;
            case STRUCT, POINTER, MAP, SLICE, INTERFACE -> null;
        };
    }

    private static boolean eq(@Nullable Object[] arguments) {
        Object first = GoType.inner(arguments[0]);
        if (arguments.length == 1) {
            throw new Failure("missing argument for comparison");
        }
        Kind kind = basicKind(first);
        for (int i = 1; i < arguments.length; i++) {
            if (equal(first, kind, GoType.inner(arguments[i]))) {
                return true;
            }
        }
        return false;
    }

    private static boolean equal(@Nullable Object first, @Nullable Kind kind, @Nullable Object other) {
        Kind otherKind = basicKind(other);
        if (kind != otherKind) {
            if (first == null || other == null) {
                return false;
            }
            if ((kind == Kind.INT && otherKind == Kind.UINT) || (kind == Kind.UINT && otherKind == Kind.INT)) {
                return GoType.wholeOf(first) == GoType.wholeOf(other);
            }
            throw incompatible(first, other);
        }
        if (kind != null && first != null && other != null) {
            return switch (kind) {
                case INT, UINT -> GoType.wholeOf(first) == GoType.wholeOf(other);
                case FLOAT -> ((Double) first).doubleValue() == ((Double) other).doubleValue();
                case STRING -> GoType.textOf(first).equals(GoType.textOf(other));
                case BOOL, STRUCT, POINTER, MAP, SLICE, INTERFACE -> first.equals(other);
            };
        }
        if (first == null || other == null) {
            return first == other;
        }
        GoType type = GoType.of(first);
        GoType otherType = GoType.of(other);
        if (type.kind != otherType.kind) {
            throw new Failure("non-comparable types " + Printf.sprintf("%s", new Object[] {first}) + ": " + type.goName
                    + ", " + otherType.goName + ": " + Printf.print(other));
        }
        boolean isComparable = other instanceof GoStruct struct
                ? struct.isComparable()
                : !(other instanceof GoMap || other instanceof GoList);
        if (!isComparable) {
            throw new Failure(
                    "non-comparable type " + Printf.sprintf("%s", new Object[] {other}) + ": " + otherType.goName);
        }
        return first.equals(other);
    }

    private static Failure incompatible(Object first, Object other) {
        return new Failure(
                "incompatible types for comparison: " + GoType.of(first).goName + " and " + GoType.of(other).goName);
    }

    private static boolean lt(@Nullable Object[] arguments) {
        Object first = GoType.inner(arguments[0]);
        Object other = GoType.inner(arguments[1]);
        Kind kind = basicKind(first);
        Kind otherKind = basicKind(other);
        if (first == null || other == null || kind == null || otherKind == null) {
            throw new Failure("invalid type for comparison");
        }
        boolean areWhole = (kind == Kind.INT || kind == Kind.UINT) && (otherKind == Kind.INT || otherKind == Kind.UINT);
        if (areWhole) {
            return GoType.wholeOf(first) < GoType.wholeOf(other);
        }
        if (kind != otherKind) {
            throw incompatible(first, other);
        }
        return switch (kind) {
            case FLOAT -> (Double) first < (Double) other;
            case STRING -> GoType.textOf(first).compareTo(GoType.textOf(other)) < 0;
            case BOOL, INT, UINT, STRUCT, POINTER, MAP, SLICE, INTERFACE ->
                throw new Failure("invalid type for comparison");
        };
    }
}
