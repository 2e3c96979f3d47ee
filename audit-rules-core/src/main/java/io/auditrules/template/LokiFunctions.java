package io.auditrules.template;

import static io.auditrules.template.Function.Parameter.FLOAT64;
import static io.auditrules.template.Function.Parameter.INT;
import static io.auditrules.template.Function.Parameter.INTERFACE;
import static io.auditrules.template.Function.Parameter.STRING;
import static io.auditrules.template.Function.Parameter.TIME;

import java.math.BigDecimal;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.BinaryOperator;
import java.util.function.DoubleBinaryOperator;
import java.util.function.LongBinaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * The functions of {@code line_format} and {@code label_format}: Loki's own (v3.7.6, pkg/logql/log) and those that it
 * takes from sprig 3.3.
 */
final class LokiFunctions extends FunctionTable {
    private static final Map<String, Double> BYTE_UNITS = byteUnits();

    private LokiFunctions() {}

    static Map<String, Function> create() {
        LokiFunctions functions = new LokiFunctions();
        functions.texts();
        functions.regularExpressions();
        functions.numbers();
        functions.times();
        functions.others();
        return functions.all();
    }

    private void texts() {
        add("ToLower", given -> Strings.lower(given.text(0)), STRING);
        add("ToUpper", given -> Strings.upper(given.text(0)), STRING);
        add("lower", given -> Strings.lower(given.text(0)), STRING);
        add("upper", given -> Strings.upper(given.text(0)), STRING);
        add("title", given -> Strings.title(given.text(0)), STRING);
        add(
                "Replace",
                given -> Strings.replace(given.text(0), given.text(1), given.text(2), given.whole(3)),
                STRING,
                STRING,
                STRING,
                INT);
        add(
                "replace",
                given -> Strings.replace(given.text(2), given.text(0), given.text(1), -1),
                STRING,
                STRING,
                STRING);
        add("Trim", given -> Strings.trim(given.text(0), given.text(1)), STRING, STRING);
        add("TrimLeft", given -> Strings.trimLeft(given.text(0), given.text(1)), STRING, STRING);
        add("TrimRight", given -> Strings.trimRight(given.text(0), given.text(1)), STRING, STRING);
        add("trimAll", given -> Strings.trim(given.text(1), given.text(0)), STRING, STRING);
        add("TrimPrefix", given -> withoutPrefix(given.text(0), given.text(1)), STRING, STRING);
        add("trimPrefix", given -> withoutPrefix(given.text(1), given.text(0)), STRING, STRING);
        add("TrimSuffix", given -> withoutSuffix(given.text(0), given.text(1)), STRING, STRING);
        add("trimSuffix", given -> withoutSuffix(given.text(1), given.text(0)), STRING, STRING);
        add("TrimSpace", given -> Strings.trimSpace(given.text(0)), STRING);
        add("trim", given -> Strings.trimSpace(given.text(0)), STRING);
        add("contains", given -> given.text(1).contains(given.text(0)), STRING, STRING);
        add("hasPrefix", given -> given.text(1).startsWith(given.text(0)), STRING, STRING);
        add("hasSuffix", given -> given.text(1).endsWith(given.text(0)), STRING, STRING);
        add("repeat", given -> Strings.repeat(given.text(1), given.whole(0)), INT, STRING);
        add("indent", given -> indented(given.whole(0), given.text(1)), INT, STRING);
        add("nindent", given -> "\n" + indented(given.whole(0), given.text(1)), INT, STRING);
        add("trunc", given -> truncated(given.whole(0), given.text(1)), INT, STRING);
        add("substr", given -> part(given.whole(0), given.whole(1), given.text(2)), INT, INT, STRING);
        add("alignLeft", given -> aligned(given.whole(0), given.text(1), true), INT, STRING);
        add("alignRight", given -> aligned(given.whole(0), given.text(1), false), INT, STRING);
        add("b64enc", given -> Base64Text.STANDARD.encode(given.text(0)), STRING);
        add("b64dec", given -> decoded(given.text(0)), STRING);
        add("urlencode", given -> Escapes.query(given.text(0)), STRING);
        add("urldecode", given -> Escapes.fromQuery(given.text(0)), STRING);
    }

    /** As sprig does: the error stands where the text would. */
    private static String decoded(String text) {
        try {
            return Base64Text.STANDARD.decode(text);
        } catch (Failure e) {
            return e.text();
        }
    }

    private static String withoutPrefix(String text, String prefix) {
        return text.startsWith(prefix) ? text.substring(prefix.length()) : text;
    }

    private static String withoutSuffix(String text, String suffix) {
        return text.endsWith(suffix) ? text.substring(0, text.length() - suffix.length()) : text;
    }

    private static String indented(long count, String text) {
        String pad = Strings.repeat(" ", count);
        return pad + Strings.replace(text, "\n", "\n" + pad, -1);
    }

    /** By bytes, as sprig does: half a letter may remain. */
    private static String truncated(long count, String text) {
        int length = text.length();
        if (count < 0 && length + count > 0) {
            return text.substring((int) (length + count));
        }
        return count >= 0 && length > count ? text.substring(0, (int) count) : text;
    }

    private static String part(long start, long end, String text) {
        int length = text.length();
        if (start < 0) {
            if (end < 0 || end > length) {
                throw new Failure("runtime error: slice bounds out of range [:" + end + "]"
                        + (end < 0 ? "" : " with length " + length));
            }
            return text.substring(0, (int) end);
        }
        if (end < 0 || end > length) {
            if (start > length) {
                throw new Failure("runtime error: slice bounds out of range [" + start + ":" + length + "]");
            }
            return text.substring((int) start);
        }
        if (start > end) {
            throw new Failure("runtime error: slice bounds out of range [" + start + ":" + end + "]");
        }
        return text.substring((int) start, (int) end);
    }

    private static String aligned(long count, String text, boolean isLeft) {
        int length = Utf8.count(text);
        if (count < 0 || count == length) {
            return text;
        }
        if (count > length) {
            String pad = Strings.repeat(" ", count - length);
            return isLeft ? text + pad : pad + text;
        }
        int[] runes = Utf8.runes(text);
        return isLeft ? Utf8.of(runes, 0, (int) count) : Utf8.of(runes, length - (int) count, length);
    }

    private void regularExpressions() {
        add("regexReplaceAll", given -> replaced(given, false), STRING, STRING, STRING);
        add("regexReplaceAllLiteral", given -> replaced(given, true), STRING, STRING, STRING);
        add(
                "count",
                given -> given.call()
                        .regexes()
                        .count(given.text(0), given.text(1), given.call().budget()),
                STRING,
                STRING);
    }

    private static String replaced(Arguments given, boolean isLiteral) {
        return given.call()
                .regexes()
                .replaceAll(
                        given.text(0),
                        given.text(1),
                        given.text(2),
                        isLiteral,
                        given.call().budget());
    }

    private static Object int64(long value) {
        return new GoType.Whole(GoType.INT64, value);
    }

    private void numbers() {
        add("int", given -> Cast.toWhole(given.value(0)), INTERFACE);
        add("float64", given -> Cast.toFloating(given.value(0)), INTERFACE);
        variadic(
                "add",
                given -> {
                    long sum = 0;
                    for (Object value : given.from(0)) {
                        sum += Cast.toWhole(value);
                    }
                    return int64(sum);
                },
                INTERFACE);
        add("sub", given -> int64(Cast.toWhole(given.value(0)) - Cast.toWhole(given.value(1))), INTERFACE, INTERFACE);
        add("div", given -> int64(Cast.toWhole(given.value(0)) / divisor(given.value(1))), INTERFACE, INTERFACE);
        add("mod", given -> int64(Cast.toWhole(given.value(0)) % divisor(given.value(1))), INTERFACE, INTERFACE);
        folded("mul", (a, b) -> a * b);
        folded("max", Math::max);
        folded("min", Math::min);
        floating("maxf", Math::max);
        floating("minf", Math::min);
        variadic("addf", given -> decimal(given, BigDecimal.ZERO, 0, BigDecimal::add), INTERFACE);
        decimal("subf", BigDecimal::subtract);
        decimal("mulf", BigDecimal::multiply);
        decimal("divf", Cast::quotient);
        add("ceil", given -> Math.ceil(Cast.toFloating(given.value(0))), INTERFACE);
        add("floor", given -> Math.floor(Cast.toFloating(given.value(0))), INTERFACE);
        variadic(
                "round",
                given -> {
                    double least = given.count() > 2 ? (Double) Objects.requireNonNull(given.value(2)) : 0.5;
                    return rounded(Cast.toFloating(given.value(0)), given.whole(1), least);
                },
                FLOAT64,
                INTERFACE,
                INT);
    }

    private static long divisor(@Nullable Object value) {
        long divisor = Cast.toWhole(value);
        if (divisor == 0) {
            throw new Failure("runtime error: integer divide by zero");
        }
        return divisor;
    }

    private void folded(String name, LongBinaryOperator operator) {
        variadic(
                name,
                given -> {
                    long value = Cast.toWhole(given.value(0));
                    for (int i = 1; i < given.count(); i++) {
                        value = operator.applyAsLong(value, Cast.toWhole(given.value(i)));
                    }
                    return int64(value);
                },
                INTERFACE,
                INTERFACE);
    }

    private void floating(String name, DoubleBinaryOperator operator) {
        variadic(
                name,
                given -> {
                    double value = Cast.toFloating(given.value(0));
                    for (int i = 1; i < given.count(); i++) {
                        double other = Cast.toFloating(given.value(i));
                        // To Go an infinity wins over what is no number.
                        boolean isLarge = name.equals("maxf");
                        double winner = isLarge ? Double.POSITIVE_INFINITY : Double.NEGATIVE_INFINITY;
                        value = value == winner || other == winner ? winner : operator.applyAsDouble(value, other);
                    }
                    return value;
                },
                INTERFACE,
                INTERFACE);
    }

    private void decimal(String name, BinaryOperator<BigDecimal> operator) {
        variadic(name, given -> decimal(given, Cast.toDecimal(given.value(0)), 1, operator), INTERFACE, INTERFACE);
    }

    private static double decimal(Arguments given, BigDecimal start, int from, BinaryOperator<BigDecimal> operator) {
        BigDecimal value = start;
        for (int i = from; i < given.count(); i++) {
            value = Cast.bounded(operator.apply(value, Cast.toDecimal(given.value(i))));
            given.call().budget().spend(value.precision());
        }
        return Cast.toFloating(value);
    }

    private static double rounded(double value, long places, double least) {
        double power = Math.pow(10, (double) places);
        double digit = power * value;
        double whole = digit < 0 ? Math.ceil(digit) : Math.floor(digit);
        double rest = Double.isInfinite(digit) ? Double.NaN : digit - whole;
        return (rest >= least ? Math.ceil(digit) : Math.floor(digit)) / power;
    }

    private void times() {
        add("now", given -> line(given).now());
        add("__timestamp__", given -> line(given).timestamp());
        add("__line__", given -> line(given).line());
        add(
                "date",
                given -> {
                    Object value = given.value(1);
                    GoTime time = value instanceof GoTime moment
                            ? moment
                            : value instanceof Long
                                            || (value instanceof GoType.Whole whole && whole.type() == GoType.INT64)
                                    ? GoTime.unix(GoType.wholeOf(value), 0)
                                    : line(given).now();
                    return new TimeLayout(given.text(0)).format(time.in(GoTime.Zone.LOCAL));
                },
                STRING,
                INTERFACE);
        add("toDate", given -> new TimeLayout(given.text(0)).parse(given.text(1), GoTime.Zone.LOCAL), STRING, STRING);
        add(
                "toDateInZone",
                given -> new TimeLayout(given.text(0)).parse(given.text(2), GoTime.Zone.named(given.text(1))),
                STRING,
                STRING,
                STRING);
        add("unixToTime", given -> fromEpoch(given.text(0)), STRING);
        add("unixEpoch", given -> Long.toString(given.time(0).seconds()), TIME);
        add(
                "unixEpochMillis",
                given -> {
                    GoTime time = given.time(0);
                    return Long.toString(time.seconds() * 1_000 + time.nanos() / 1_000_000);
                },
                TIME);
        add("unixEpochNanos", given -> Long.toString(given.time(0).unixNanos()), TIME);
        add("duration", given -> seconds(given.text(0)), STRING);
        add("duration_seconds", given -> seconds(given.text(0)), STRING);
    }

    private static Function.Line line(Arguments given) {
        return (Function.Line) given.call().surroundings();
    }

    private static double seconds(String duration) {
        return Methods.fraction(DurationText.parse(duration), 1_000_000_000L, 1e9);
    }

    /** The number of digits says the unit. */
    private static GoTime fromEpoch(String epoch) {
        NumberText.Whole number = NumberText.parseInt(epoch, 10);
        if (number.fault() != null) {
            throw new Failure("unable to parse time '" + epoch + "': strconv.ParseInt: parsing " + Quoted.quote(epoch)
                    + ": " + number.fault().words);
        }
        long value = number.value();
        return switch (epoch.length()) {
            case 5 -> GoTime.unix(value * 86400, 0);
            case 10 -> GoTime.unix(value, 0);
            case 13 -> GoTime.unix(0, value * 1_000_000);
            case 16 -> GoTime.unix(0, value * 1_000);
            case 19 -> GoTime.unix(0, value);
            default -> throw new Failure("unable to parse time '" + epoch + "': %!w(<nil>)");
        };
    }

    private void others() {
        add("bytes", given -> bytes(given.text(0)), STRING);
        add(
                "fromJson",
                given -> {
                    given.call().budget().spend(given.text(0).length() * 16L);
                    return JsonText.read(given.text(0));
                },
                STRING);
        variadic(
                "default",
                given -> {
                    // Loki's function looks at the first further argument only.
                    Object value = given.count() > 1 ? given.value(1) : null;
                    return Builtins.isTrue(value) ? value : given.value(0);
                },
                INTERFACE,
                INTERFACE);
    }

    private static Map<String, Double> byteUnits() {
        Map<String, Double> units = new HashMap<>(Map.of("", 1.0, "b", 1.0));
        double decimal = 1;
        double binary = 1;
        for (String letter : List.of("k", "m", "g", "t", "p", "e")) {
            decimal *= 1000;
            binary *= 1024;
            units.put(letter, decimal);
            units.put(letter + "b", decimal);
            units.put(letter + "i", binary);
            units.put(letter + "ib", binary);
        }
        return units;
    }

    /** As go-humanize 1.0.1 reads sizes. */
    private static double bytes(String text) {
        int digits = 0;
        int at = 0;
        while (at < text.length()) {
            int rune = Utf8.runeAt(text, at);
            if (!Character.isDigit(rune) && rune != '.' && rune != ',') {
                break;
            }
            at += Utf8.sizeAt(text, at);
            digits++;
        }
        // Go counts letters here and cuts bytes.
        String number = text.substring(0, digits).replace(",", "");
        NumberText.Floating value = NumberText.parseFloat(number);
        if (value.fault() != null) {
            throw new Failure("strconv.ParseFloat: parsing " + Quoted.quote(number) + ": " + value.fault().words);
        }
        String unit = Strings.lower(Strings.trimSpace(text.substring(digits)));
        Double factor = BYTE_UNITS.get(unit);
        if (factor == null) {
            throw new Failure("unhandled size name: " + unit);
        }
        double size = value.value() * factor;
        if (size >= 0x1p64) {
            throw new Failure("too large: " + text);
        }
        return Cast.unsigned(size);
    }
}
