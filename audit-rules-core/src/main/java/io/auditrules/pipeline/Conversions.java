package io.auditrules.pipeline;

import java.math.BigInteger;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/** Numbers, durations and sizes in the texts of labels, as Loki v3.7.6 reads them, in Go and with its words for errors. */
final class Conversions {
    private static final String DIGITS = "[0-9](?:_?[0-9])*";
    private static final Pattern DECIMAL = Pattern.compile(
            "[+-]?(?:" + DIGITS + "\\.?(?:" + DIGITS + ")?|\\." + DIGITS + ")(?:[eE][+-]?" + DIGITS + ")?");
    private static final Pattern HEXADECIMAL =
            Pattern.compile("[+-]?0[xX](?:_?[0-9a-fA-F])*\\.?(?:[0-9a-fA-F](?:_?[0-9a-fA-F])*)?[pP][+-]?" + DIGITS);
    private static final Pattern SPECIAL = Pattern.compile("[+-]?inf(?:inity)?|nan", Pattern.CASE_INSENSITIVE);
    private static final int LONGEST = 1_000;

    private static final Map<String, Double> SIZES = Map.ofEntries(
            Map.entry("", 1.0),
            Map.entry("b", 1.0),
            Map.entry("k", 1e3),
            Map.entry("kb", 1e3),
            Map.entry("ki", 0x1p10),
            Map.entry("kib", 0x1p10),
            Map.entry("m", 1e6),
            Map.entry("mb", 1e6),
            Map.entry("mi", 0x1p20),
            Map.entry("mib", 0x1p20),
            Map.entry("g", 1e9),
            Map.entry("gb", 1e9),
            Map.entry("gi", 0x1p30),
            Map.entry("gib", 0x1p30),
            Map.entry("t", 1e12),
            Map.entry("tb", 1e12),
            Map.entry("ti", 0x1p40),
            Map.entry("tib", 0x1p40),
            Map.entry("p", 1e15),
            Map.entry("pb", 1e15),
            Map.entry("pi", 0x1p50),
            Map.entry("pib", 0x1p50),
            Map.entry("e", 1e18),
            Map.entry("eb", 1e18),
            Map.entry("ei", 0x1p60),
            Map.entry("eib", 0x1p60));

    private Conversions() {}

    /** A number, as Go's strconv.ParseFloat reads it. */
    static double number(String text) throws ConversionException {
        boolean isShort = text.length() <= LONGEST;
        if (isShort && DECIMAL.matcher(text).matches() && !hasMisplacedUnderscore(text)) {
            return inRange(Double.parseDouble(text.replace("_", "")), text);
        }
        if (isShort && HEXADECIMAL.matcher(text).matches() && hasHexDigit(text)) {
            return inRange(Double.parseDouble(text.replace("_", "")), text);
        }
        if (SPECIAL.matcher(text).matches()) {
            char first = Character.toLowerCase(text.charAt(0));
            return first == 'n' ? Double.NaN : first == '-' ? Double.NEGATIVE_INFINITY : Double.POSITIVE_INFINITY;
        }
        throw new ConversionException("strconv.ParseFloat: parsing " + quote(text) + ": invalid syntax");
    }

    private static boolean hasMisplacedUnderscore(String text) {
        return text.contains("_.") || text.contains("._");
    }

    private static boolean hasHexDigit(String text) {
        int end = Math.max(text.indexOf('p'), text.indexOf('P'));
        return text.substring(text.toLowerCase(Locale.ROOT).indexOf('x') + 1, end)
                .chars()
                .anyMatch(c -> Character.digit(c, 16) >= 0);
    }

    private static double inRange(double value, String text) throws ConversionException {
        if (Double.isInfinite(value)) {
            throw new ConversionException("strconv.ParseFloat: parsing " + quote(text) + ": value out of range");
        }
        return value;
    }

    /** A size in bytes, unsigned: {@code 20MB}, {@code 1.5 KiB}, {@code 1,024}. */
    static long bytes(String text) throws ConversionException {
        int digits = 0;
        while (digits < text.length() && isSizeDigit(text.charAt(digits))) {
            digits++;
        }
        double number = number(text.substring(0, digits).replace(",", ""));
        String unit = LabelNames.trim(text.substring(digits)).toLowerCase(Locale.ROOT);
        Double factor = SIZES.get(unit);
        if (factor == null) {
            throw new ConversionException("unhandled size name: " + unit);
        }
        double size = number * factor;
        if (size >= 0x1p64) {
            throw new ConversionException("too large: " + text);
        }
        return size < 0x1p63 ? (long) size : (long) (size - 0x1p63) + Long.MIN_VALUE;
    }

    private static boolean isSizeDigit(char c) {
        return c == '.' || c == ',' || (c >= '0' && c <= '9');
    }

    /** A whole number; of one that is far too large, its beginning will do. */
    private static BigInteger whole(String digits) {
        int zeros = 0;
        while (zeros < digits.length() - 1 && digits.charAt(zeros) == '0') {
            zeros++;
        }
        return new BigInteger(digits.substring(zeros, Math.min(digits.length(), zeros + 25)));
    }

    /** A duration in nanoseconds, as Go's time.ParseDuration reads it: {@code 1h2.5s}, {@code -5ms}. */
    static long nanos(String text) throws ConversionException {
        boolean isNegative = text.startsWith("-");
        int at = isNegative || text.startsWith("+") ? 1 : 0;
        if (text.substring(at).equals("0")) {
            return 0;
        }
        if (at == text.length()) {
            throw invalidDuration(text);
        }
        BigInteger total = BigInteger.ZERO;
        BigInteger largest = BigInteger.ONE.shiftLeft(63);
        while (at < text.length()) {
            int whole = at;
            while (at < text.length() && isDigit(text.charAt(at))) {
                at++;
            }
            int point = at;
            int fraction = at;
            if (at < text.length() && text.charAt(at) == '.') {
                fraction = ++at;
                while (at < text.length() && isDigit(text.charAt(at))) {
                    at++;
                }
            }
            if (whole == point && fraction == at) {
                throw invalidDuration(text);
            }
            int unitFrom = at;
            while (at < text.length() && text.charAt(at) != '.' && !isDigit(text.charAt(at))) {
                at++;
            }
            String unit = text.substring(unitFrom, at);
            if (unit.isEmpty()) {
                throw new ConversionException("time: missing unit in duration " + quote(text));
            }
            long factor = unit(unit);
            if (factor == 0) {
                throw new ConversionException("time: unknown unit " + quote(unit) + " in duration " + quote(text));
            }
            BigInteger value = point == whole
                    ? BigInteger.ZERO
                    : whole(text.substring(whole, point)).multiply(BigInteger.valueOf(factor));
            total = total.add(value).add(BigInteger.valueOf(fraction(text.substring(fraction, unitFrom), factor)));
            if (total.compareTo(largest) > 0) {
                throw invalidDuration(text);
            }
        }
        if (!isNegative && total.compareTo(largest) == 0) {
            throw invalidDuration(text);
        }
        return isNegative ? total.negate().longValue() : total.longValue();
    }

    /** Computed as Go does, so that it is cut at the same nanosecond. */
    private static long fraction(String digits, long factor) {
        long value = 0;
        double scale = 1;
        for (int i = 0; i < digits.length() && value <= (Long.MAX_VALUE - 9) / 10; i++) {
            value = value * 10 + (digits.charAt(i) - '0');
            scale *= 10;
        }
        return (long) (value * (factor / scale));
    }

    private static long unit(String unit) {
        return switch (unit) {
            case "ns" -> 1;
            case "us", "\u00b5s", "\u03bcs" -> 1_000;
            case "ms" -> 1_000_000;
            case "s" -> 1_000_000_000;
            case "m" -> 60_000_000_000L;
            case "h" -> 3_600_000_000_000L;
            default -> 0;
        };
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }

    private static ConversionException invalidDuration(String text) {
        return new ConversionException("time: invalid duration " + quote(text));
    }

    private static String quote(String text) {
        StringBuilder quoted = new StringBuilder("\"");
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '"', '\\' -> quoted.append('\\').append(c);
                case '\n' -> quoted.append("\\n");
                case '\r' -> quoted.append("\\r");
                case '\t' -> quoted.append("\\t");
                default -> quoted.append(c);
            }
        }
        return quoted.append('"').toString();
    }
}
