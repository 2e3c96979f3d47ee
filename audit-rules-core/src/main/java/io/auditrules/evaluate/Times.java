package io.auditrules.evaluate;

import io.auditrules.diagnostic.IllegalValueException;
import java.time.Duration;
import java.time.Instant;

/**
 * The times at which a query is evaluated: from a first one on, each a step after the other, to an end. All as nanoseconds
 * since 1970.
 */
record Times(long start, long step, int count) {
    /** As many as Loki's API answers for a series (v3.7.6). */
    private static final long MOST = 11_000;

    static Times at(Instant time) {
        return new Times(nanos(time), 1, 1);
    }

    static Times of(Instant start, Instant end, Duration step) {
        if (step.isZero() || step.isNegative()) {
            throw new IllegalValueException("a step of " + step + " leads nowhere", "give a step above zero");
        }
        if (end.isBefore(start)) {
            throw new IllegalValueException("the end " + end + " is before the start " + start, "");
        }
        long steps = (nanos(end) - nanos(start)) / step.toNanos();
        if (steps > MOST) {
            throw new IllegalValueException(
                    steps + " steps are more than the " + MOST + " that Loki answers", "give a larger step");
        }
        return new Times(nanos(start), step.toNanos(), (int) steps + 1);
    }

    static long nanos(Instant time) {
        return Math.addExact(Math.multiplyExact(time.getEpochSecond(), 1_000_000_000L), time.getNano());
    }

    static Instant instant(long nanos) {
        return Instant.ofEpochSecond(Math.floorDiv(nanos, 1_000_000_000L), Math.floorMod(nanos, 1_000_000_000L));
    }

    long time(int index) {
        return start + index * step;
    }

    /** The first of these times at or after a time; below zero where that is long before. */
    long firstAtOrAfter(long time) {
        return -Math.floorDiv(start - time, step);
    }

    /** The last of these times before a time. */
    long lastBefore(long time) {
        return Math.floorDiv(time - 1 - start, step);
    }
}
