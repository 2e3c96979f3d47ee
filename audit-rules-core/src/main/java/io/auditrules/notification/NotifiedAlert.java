package io.auditrules.notification;

import java.time.Instant;
import java.util.Map;

/**
 * An alert as a receiver is told of it.
 *
 * @param startsAt since when it fires
 * @param endsAt when it ended; {@link PostedAlert#NOT_SAID} while it fires
 */
public record NotifiedAlert(
        Map<String, String> labels,
        Map<String, String> annotations,
        Instant startsAt,
        Instant endsAt,
        String generatorUrl) {

    static NotifiedAlert of(Alert alert, Instant now) {
        PostedAlert posted = alert.posted();
        Instant end = alert.isResolvedAt(now) ? alert.endsAt() : PostedAlert.NOT_SAID;
        return new NotifiedAlert(posted.labels(), posted.annotations(), alert.startsAt(), end, posted.generatorUrl());
    }

    public Status status() {
        return endsAt.equals(PostedAlert.NOT_SAID) ? Status.FIRING : Status.RESOLVED;
    }
}
