package io.auditrules.template;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneId;
import java.time.zone.ZoneRules;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The names of the time zone database and the letters of their clocks, such as CET: Java knows when clocks change, but
 * calls them otherwise. From the database that comes with Go 1.26 (2025c), the last letters in use for each offset.
 */
final class ZoneNames {
    private static final Set<String> JAVA_ZONES = Set.copyOf(ZoneId.getAvailableZoneIds());
    /** Java has fixed offsets under these names; the database has places since 2024. */
    private static final Map<String, String> PLACES =
            Map.of("EST", "America/Panama", "MST", "America/Phoenix", "HST", "Pacific/Honolulu");
    /** Zone to offset in seconds to letters. */
    private static final Map<String, Map<Integer, String>> LETTERS = load();

    private ZoneNames() {}

    /** When the clocks of a zone change; null if there is none of that name. */
    static @Nullable ZoneRules rules(String name) {
        String place = PLACES.getOrDefault(name, name);
        return LETTERS.containsKey(name) && JAVA_ZONES.contains(place)
                ? ZoneId.of(place).getRules()
                : null;
    }

    static String abbreviation(GoTime.Zone zone, Instant moment) {
        ZoneRules rules = zone.rules();
        if (rules == null) {
            return zone.name();
        }
        boolean isFirst = !rules.getTransitions().isEmpty()
                && moment.isBefore(rules.getTransitions().get(0).getInstant());
        if (isFirst) {
            return "LMT";
        }
        int offset = rules.getOffset(moment).getTotalSeconds();
        return LETTERS.getOrDefault(zone.name(), Map.of()).getOrDefault(offset, "");
    }

    /** The offset that these letters mean in a zone; null if none. */
    static @Nullable Integer offsetOf(GoTime.Zone zone, String letters) {
        if (zone.rules() == null) {
            return zone.name().equals(letters) ? zone.offset() : null;
        }
        for (Map.Entry<Integer, String> entry :
                LETTERS.getOrDefault(zone.name(), Map.of()).entrySet()) {
            if (entry.getValue().equals(letters)) {
                return entry.getKey();
            }
        }
        return null;
    }

    /** Each line is {@code letters offset ...: zone zone}. */
    private static Map<String, Map<Integer, String>> load() {
        Map<String, Map<Integer, String>> zones = new HashMap<>();
        try (InputStream stream =
                        Objects.requireNonNull(ZoneNames.class.getResourceAsStream("zones.txt"), "zones.txt");
                BufferedReader lines = new BufferedReader(new InputStreamReader(stream, StandardCharsets.US_ASCII))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                String[] halves = line.split(": ", 2);
                String[] words = halves[0].split(" ", -1);
                Map<Integer, String> letters = new LinkedHashMap<>();
                for (int i = 0; i < words.length; i += 2) {
                    letters.put(Integer.valueOf(words[i + 1]), words[i]);
                }
                for (String zone : halves[1].split(" ", -1)) {
                    zones.put(zone, letters);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return zones;
    }
}
