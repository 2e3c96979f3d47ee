package io.auditrules.logql;

import io.auditrules.diagnostic.IllegalValueException;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Sizes in bytes as Loki v3.7.6 reads them. */
final class GoBytes {
    private static final Pattern SIZE = Pattern.compile("([0-9]+\\.?[0-9]*|\\.[0-9]+)([a-zA-Z]*)");
    private static final Map<String, Double> FACTORS = Map.ofEntries(
            Map.entry("b", 1.0),
            Map.entry("", 1.0),
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
            Map.entry("pib", 0x1p50));

    private GoBytes() {}

    static long value(String text) {
        return find(text)
                .orElseThrow(() -> new IllegalValueException(
                        Text.shown(text) + " is not a size that Loki reads",
                        "write a number and a unit, such as 20MB or 1.5KiB"));
    }

    /** The size, unsigned; empty if the text is none. */
    static OptionalLong find(String text) {
        Matcher matcher = SIZE.matcher(text);
        Double factor = matcher.matches() ? FACTORS.get(matcher.group(2).toLowerCase(Locale.ROOT)) : null;
        if (factor == null) {
            return OptionalLong.empty();
        }
        double value = Double.parseDouble(matcher.group(1)) * factor;
        if (value >= 0x1p64) {
            return OptionalLong.empty();
        }
        return OptionalLong.of(value < 0x1p63 ? (long) value : (long) (value - 0x1p63) + Long.MIN_VALUE);
    }
}
