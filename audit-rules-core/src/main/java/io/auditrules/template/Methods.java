package io.auditrules.template;

import static io.auditrules.template.Function.Parameter.DURATION;
import static io.auditrules.template.Function.Parameter.INT;
import static io.auditrules.template.Function.Parameter.LOCATION;
import static io.auditrules.template.Function.Parameter.STRING;
import static io.auditrules.template.Function.Parameter.TIME;

import io.auditrules.template.Function.Parameter;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The methods that a template can call on a value: those of Go's package time (1.26) and of what notifications tell. */
final class Methods {
    /** What a method does, its receiver first. */
    private static final Map<GoType, Map<String, Function>> ALL = all();

    /** Of time.Time: those that templates cannot call in Go either. */
    private static final Map<String, String> UNCALLABLE = Map.of(
            "Clock", "function Clock has 3 return values; should be 1 or 2",
            "Date", "function Date has 3 return values; should be 1 or 2",
            "ISOWeek", "invalid function signature for ISOWeek: second return value should be error; is int",
            "Zone", "invalid function signature for Zone: second return value should be error; is int",
            "ZoneBounds",
                    "invalid function signature for ZoneBounds: second return value should be error; is time.Time");

    private Methods() {}

    /** The method of a value; null if it has none of that name. */
    static @Nullable Function of(Object value, String name) {
        Map<String, Function> methods = ALL.get(GoType.of(value));
        return methods == null ? null : methods.get(name);
    }

    /** The method as a function of its arguments alone. */
    static Function bind(Function method, Object receiver) {
        Function.Body body = Objects.requireNonNull(method.body());
        return new Function(method.name(), method.fixed(), method.variadic(), (arguments, call) -> {
            Object[] all = new Object[arguments.length + 1];
            all[0] = receiver;
            System.arraycopy(arguments, 0, all, 1, arguments.length);
            return body.call(all, call);
        });
    }

    static String refusal(Function method) {
        String ofGo = UNCALLABLE.get(method.name());
        return ofGo != null ? ofGo : "the method " + method.name() + " is not supported";
    }

    /** What a method without arguments does with its receiver. */
    @FunctionalInterface
    private interface Getter<T> {
        Object of(T receiver);
    }

    private static Map<GoType, Map<String, Function>> all() {
        Map<GoType, Map<String, Function>> all = new EnumMap<>(GoType.class);
        all.putAll(NotificationValues.methods());
        all.put(GoType.TIME, times());
        all.put(GoType.DURATION, durations());
        all.put(GoType.MONTH, strings());
        all.put(GoType.WEEKDAY, strings());
        all.put(GoType.LOCATION, strings());
        return all;
    }

    private static Map<String, Function> strings() {
        Map<String, Function> methods = new HashMap<>();
        add(methods, "String", (arguments, call) -> Printf.ownText(Objects.requireNonNull(arguments[0])));
        return methods;
    }

    private static void add(
            Map<String, Function> methods, String name, Function.@Nullable Body body, Parameter... parameters) {
        methods.put(name, new Function(name, List.copyOf(Arrays.asList(parameters)), null, body));
    }

    private static void time(Map<String, Function> methods, String name, Getter<GoTime> getter) {
        add(methods, name, (arguments, call) -> getter.of(timeOf(arguments[0])));
    }

    private static GoTime timeOf(@Nullable Object value) {
        return (GoTime) Objects.requireNonNull(value);
    }

    private static long wholeOf(@Nullable Object value) {
        return GoType.wholeOf(Objects.requireNonNull(value));
    }

    private static Object int64(long value) {
        return new GoType.Whole(GoType.INT64, value);
    }

    private static Object duration(long nanos) {
        return new GoType.Whole(GoType.DURATION, nanos);
    }

    private static Map<String, Function> times() {
        Map<String, Function> methods = new HashMap<>();
        time(methods, "Year", time -> time.date().year());
        time(
                methods,
                "Month",
                time -> new GoType.Whole(GoType.MONTH, time.date().month()));
        time(methods, "Day", time -> (long) time.date().day());
        time(methods, "YearDay", time -> (long) time.date().yearDay());
        time(methods, "Weekday", time -> new GoType.Whole(GoType.WEEKDAY, time.weekday()));
        time(methods, "Hour", time -> (long) time.hour());
        time(methods, "Minute", time -> (long) time.minute());
        time(methods, "Second", time -> (long) time.second());
        time(methods, "Nanosecond", time -> (long) time.nanos());
        time(methods, "Unix", time -> int64(time.seconds()));
        time(methods, "UnixMilli", time -> int64(time.seconds() * 1_000 + time.nanos() / 1_000_000));
        time(methods, "UnixMicro", time -> int64(time.seconds() * 1_000_000 + time.nanos() / 1_000));
        time(methods, "UnixNano", time -> int64(time.unixNanos()));
        time(methods, "UTC", time -> time.in(GoTime.Zone.UTC));
        time(methods, "Local", time -> time.in(GoTime.Zone.LOCAL));
        time(methods, "Location", GoTime::zone);
        time(methods, "IsZero", time -> time.compareMoment(GoTime.ZERO) == 0);
        time(methods, "IsDST", time -> time.zone().isSummer(time.seconds()));
        time(methods, "String", GoTime::toString);
        time(methods, "GoString", GoTime::goString);
        add(
                methods,
                "Format",
                (arguments, call) -> {
                    String layout = (String) Objects.requireNonNull(arguments[1]);
                    return new TimeLayout(layout).format(timeOf(arguments[0]));
                },
                STRING);
        add(
                methods,
                "In",
                (arguments, call) -> {
                    if (arguments[1] == null) {
                        throw new Failure("time: missing Location in call to Time.In");
                    }
                    return timeOf(arguments[0]).in((GoTime.Zone) arguments[1]);
                },
                LOCATION);
        add(methods, "Add", (arguments, call) -> timeOf(arguments[0]).plus(wholeOf(arguments[1])), DURATION);
        add(methods, "Sub", (arguments, call) -> duration(timeOf(arguments[0]).minus(timeOf(arguments[1]))), TIME);
        add(
                methods,
                "AddDate",
                (arguments, call) -> timeOf(arguments[0])
                        .plusDate(wholeOf(arguments[1]), wholeOf(arguments[2]), wholeOf(arguments[3])),
                INT,
                INT,
                INT);
        add(methods, "Truncate", (arguments, call) -> truncated(timeOf(arguments[0]), wholeOf(arguments[1])), DURATION);
        add(methods, "Round", (arguments, call) -> rounded(timeOf(arguments[0]), wholeOf(arguments[1])), DURATION);
        add(methods, "After", (arguments, call) -> compare(arguments) > 0, TIME);
        add(methods, "Before", (arguments, call) -> compare(arguments) < 0, TIME);
        add(methods, "Equal", (arguments, call) -> compare(arguments) == 0, TIME);
        add(methods, "Compare", (arguments, call) -> (long) compare(arguments), TIME);
        for (String name : List.of("Clock", "Date", "ISOWeek", "Zone", "ZoneBounds")) {
            add(methods, name, null);
        }
        for (String name : List.of("GobEncode", "MarshalBinary", "MarshalJSON", "MarshalText")) {
            add(methods, name, null);
        }
        for (String name : List.of("AppendBinary", "AppendText")) {
            add(methods, name, null, Parameter.INTERFACE);
        }
        add(methods, "AppendFormat", null, Parameter.INTERFACE, STRING);
        return methods;
    }

    private static int compare(@Nullable Object[] arguments) {
        return timeOf(arguments[0]).compareMoment(timeOf(arguments[1]));
    }

    /** Nanoseconds since the year 1 beyond the last multiple of a duration. */
    private static long beyond(GoTime time, long duration) {
        java.math.BigInteger sinceZero = java.math.BigInteger.valueOf(time.seconds() - GoTime.ZERO.seconds())
                .multiply(java.math.BigInteger.valueOf(1_000_000_000))
                .add(java.math.BigInteger.valueOf(time.nanos()));
        return sinceZero.mod(java.math.BigInteger.valueOf(duration)).longValue();
    }

    private static GoTime truncated(GoTime time, long duration) {
        return duration <= 0 ? time : time.plus(-beyond(time, duration));
    }

    private static GoTime rounded(GoTime time, long duration) {
        if (duration <= 0) {
            return time;
        }
        long beyond = beyond(time, duration);
        return time.plus(beyond < duration - beyond ? -beyond : duration - beyond);
    }

    private static void duration(Map<String, Function> methods, String name, Getter<Long> getter) {
        add(methods, name, (arguments, call) -> getter.of(wholeOf(arguments[0])));
    }

    private static Map<String, Function> durations() {
        Map<String, Function> methods = strings();
        duration(methods, "Nanoseconds", Methods::int64);
        duration(methods, "Microseconds", nanos -> int64(nanos / 1_000));
        duration(methods, "Milliseconds", nanos -> int64(nanos / 1_000_000));
        duration(methods, "Seconds", nanos -> fraction(nanos, 1_000_000_000L, 1e9));
        duration(methods, "Minutes", nanos -> fraction(nanos, 60_000_000_000L, 60e9));
        duration(methods, "Hours", nanos -> fraction(nanos, 3_600_000_000_000L, 3600e9));
        duration(methods, "Abs", nanos -> duration(nanos == Long.MIN_VALUE ? Long.MAX_VALUE : Math.abs(nanos)));
        add(
                methods,
                "Truncate",
                (arguments, call) -> {
                    long unit = wholeOf(arguments[1]);
                    long nanos = wholeOf(arguments[0]);
                    return duration(unit <= 0 ? nanos : nanos - nanos % unit);
                },
                DURATION);
        add(
                methods,
                "Round",
                (arguments, call) -> duration(rounded(wholeOf(arguments[0]), wholeOf(arguments[1]))),
                DURATION);
        return methods;
    }

    private static long rounded(long nanos, long unit) {
        if (unit <= 0) {
            return nanos;
        }
        long rest = nanos % unit;
        long size = Math.abs(rest);
        long away = unit - size;
        long rounded = size < away ? nanos - rest : nanos < 0 ? nanos - away : nanos + away;
        boolean isOverflow = size >= away && (nanos < 0) != (rounded < 0);
        return isOverflow ? nanos < 0 ? Long.MIN_VALUE : Long.MAX_VALUE : rounded;
    }

    /** Whole units and the fraction apart, as Go adds them. */
    static double fraction(long nanos, long unit, double divisor) {
        long whole = nanos / unit;
        return whole + (nanos % unit) / divisor;
    }
}
