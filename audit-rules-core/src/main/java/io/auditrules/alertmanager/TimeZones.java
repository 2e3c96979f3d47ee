package io.auditrules.alertmanager;

import io.auditrules.diagnostic.IllegalValueException;
import io.auditrules.diagnostic.Suggestion;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Set;
import java.util.TreeSet;

/** The names that Go's {@code time.LoadLocation} knows: those of the IANA time zone database, and {@code Local}. */
final class TimeZones {
    /** In the database, but not among the regions of every Java version. */
    private static final Set<String> BESIDES = Set.of("Local", "EST", "MST", "HST", "ROC");

    private TimeZones() {}

    /** The zone of a name that {@link #check} accepts; a server's own is taken for UTC, which a cluster's is. */
    static ZoneId of(String zone) {
        return switch (zone) {
            case "Local" -> ZoneOffset.UTC;
            case "EST" -> ZoneOffset.ofHours(-5);
            case "MST" -> ZoneOffset.ofHours(-7);
            case "HST" -> ZoneOffset.ofHours(-10);
            case "ROC" -> ZoneId.of("Asia/Taipei");
            default -> ZoneId.of(zone);
        };
    }

    static String check(String zone) {
        Set<String> regions = ZoneId.getAvailableZoneIds();
        if (BESIDES.contains(zone) || (regions.contains(zone) && !zone.startsWith("SystemV/"))) {
            return zone;
        }
        // All six hundred are no help; the nearest one is.
        String near = Suggestion.of(zone, new TreeSet<>(regions));
        String advice = near.startsWith("did you mean") ? near.substring(0, near.indexOf('?') + 1) + " " : "";
        throw new IllegalValueException(
                "\"" + zone + "\" is not a time zone", advice + "name one of the IANA database, such as Europe/Berlin");
    }
}
