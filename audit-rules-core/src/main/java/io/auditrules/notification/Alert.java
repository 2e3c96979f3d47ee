package io.auditrules.notification;

import static io.auditrules.notification.PostedAlert.NOT_SAID;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.Map;

/**
 * An alert as Alertmanager keeps it ({@code types.Alert} in 0.25).
 *
 * @param endIsGuessed whether the end is only {@code resolve_timeout} after the post
 */
record Alert(PostedAlert posted, Instant startsAt, Instant endsAt, Instant updatedAt, boolean endIsGuessed) {
    /** The order in which a notification lists alerts ({@code types.AlertSlice}). */
    static final Comparator<Alert> ORDER = Comparator.comparing(Alert::labels, Alert::compare);

    /** An alert as it is understood when it arrives ({@code postAlertsHandler} of the API). */
    static Alert arriving(PostedAlert posted, Instant now, Duration resolveTimeout) {
        boolean ends = !posted.endsAt().equals(NOT_SAID);
        Instant endsAt = ends ? posted.endsAt() : now.plus(resolveTimeout);
        Instant startsAt = posted.startsAt();
        if (startsAt.equals(NOT_SAID)) {
            startsAt = ends ? endsAt : now;
        }
        PostedAlert.checkOrder(startsAt, endsAt);
        return new Alert(posted, startsAt, endsAt, now, !ends);
    }

    Map<String, String> labels() {
        return posted.labels();
    }

    boolean isResolvedAt(Instant now) {
        return !endsAt.isAfter(now);
    }

    /** Whether a younger post continues this one ({@code mem.Alerts.Put}). */
    boolean overlaps(Alert younger) {
        return (younger.endsAt.isAfter(startsAt) && younger.endsAt.isBefore(endsAt))
                || (younger.startsAt.isAfter(startsAt) && younger.startsAt.isBefore(endsAt));
    }

    /** This alert with what a younger post says of it ({@code types.Alert.Merge}). */
    Alert merge(Alert younger, Instant now) {
        Instant start = startsAt.isBefore(younger.startsAt) ? startsAt : younger.startsAt;
        boolean keepsEnd = younger.isResolvedAt(now) ? isResolvedAt(now) : !endIsGuessed;
        Instant end = keepsEnd && endsAt.isAfter(younger.endsAt) ? endsAt : younger.endsAt;
        return new Alert(younger.posted, start, end, younger.updatedAt, younger.endIsGuessed);
    }

    /** {@code job} and {@code instance} decide first, then how many labels there are, then names and values. */
    private static int compare(Map<String, String> one, Map<String, String> other) {
        for (String first : List.of("job", "instance")) {
            int order =
                    Comparator.nullsLast(Comparator.<String>naturalOrder()).compare(one.get(first), other.get(first));
            if (order != 0) {
                return order;
            }
        }
        if (one.size() != other.size()) {
            return Integer.compare(one.size(), other.size());
        }
        // both are sorted by name, and of two alerts of a group the names are mostly the same
        Iterator<Map.Entry<String, String>> others = other.entrySet().iterator();
        for (Map.Entry<String, String> label : one.entrySet()) {
            Map.Entry<String, String> counterpart = others.next();
            int order = label.getKey().compareTo(counterpart.getKey());
            if (order != 0) {
                // the one that has the lesser name has a value where the other has none
                return -order;
            }
            int values = label.getValue().compareTo(counterpart.getValue());
            if (values != 0) {
                return values;
            }
        }
        return 0;
    }
}
