package io.auditrules.notification;

import java.time.Duration;
import java.time.Instant;

/** Something Alertmanager does again and again from its start: first after one period. */
record Ticks(Instant start, Duration period) {

    /** Whether it happened after one moment, and not after another. */
    boolean isWithin(Instant after, Instant until) {
        return last(until).isAfter(after);
    }

    /** The last time until a moment; {@link Instant#MIN} before the first. */
    Instant last(Instant until) {
        long count = Duration.between(start, until).toNanos() / period.toNanos();
        return count < 1 ? Instant.MIN : start.plus(period.multipliedBy(count));
    }
}
