package io.auditrules.check.routing;

import java.util.List;
import java.util.stream.Collectors;

/** Alerts in words. */
final class Examples {
    private static final int MOST = 3;

    private Examples() {}

    /** {@code "A", "B", "C" and 14 more}. */
    static String of(List<AuditAlert> alerts) {
        List<String> names = alerts.stream().map(AuditAlert::name).distinct().toList();
        String some = names.stream().limit(MOST).map(name -> "\"" + name + "\"").collect(Collectors.joining(", "));
        return names.size() > MOST ? some + " and " + (names.size() - MOST) + " more" : some;
    }
}
