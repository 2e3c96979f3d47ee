package io.auditrules.template;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.time.ZoneId;
import org.jspecify.annotations.Nullable;

/**
 * The names of the time zone database and the letters of their clocks, such as CET: Java knows when clocks change, but
 * calls them otherwise. From the database that comes with Go 1.26 (2025c), the last letters in use for each offset.
 */
final class ZoneNames {
    private static final Set<String> JAVA_ZONES = Set.copyOf(ZoneId.getAvailableZoneIds());
    /** Zone to offset in seconds to letters. */
    private static final Map<String, Map<Integer, String>> LETTERS = load();

    private ZoneNames() {}

    static boolean has(String name) {
        return LETTERS.containsKey(name) && (JAVA_ZONES.contains(name) || ZoneId.SHORT_IDS.containsKey(name));
    }

    static String abbreviation(String zone, int offset) {
        return LETTERS.getOrDefault(zone, Map.of()).getOrDefault(offset, "");
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
        try (InputStream stream = Objects.requireNonNull(ZoneNames.class.getResourceAsStream("zones.txt"), "zones.txt");
                BufferedReader lines = new BufferedReader(new InputStreamReader(stream, StandardCharsets.US_ASCII))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                String[] halves = line.split(": ", 2);
                String[] words = halves[0].split(" ");
                Map<Integer, String> letters = new LinkedHashMap<>();
                for (int i = 0; i < words.length; i += 2) {
                    letters.put(Integer.valueOf(words[i + 1]), words[i]);
                }
                for (String zone : halves[1].split(" ")) {
                    zones.put(zone, letters);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return zones;
    }
}
