package io.auditrules.catalogue.cluster;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.SplittableRandom;

/** What happens when: actions, run in the order of their times. The same seed gives the same actions. */
final class Agenda {
    private static final Duration WORK_BEGINS = Duration.ofHours(7).plusMinutes(30);
    private static final Duration WORK_ENDS = Duration.ofHours(17).plusMinutes(30);

    private final PriorityQueue<Action> actions =
            new PriorityQueue<>(Comparator.comparingLong(Action::micros).thenComparingLong(Action::number));
    private final SplittableRandom random;
    private final Instant day;
    private final long end;
    private long now;
    private long count;

    private record Action(long micros, long number, Runnable run) {}

    /**
     * @param day midnight, when the day begins
     * @param begin the first moment
     * @param end the moment after the last
     */
    Agenda(long seed, Instant day, Instant begin, Instant end) {
        this.random = new SplittableRandom(seed);
        this.day = day;
        this.now = micros(begin);
        this.end = micros(end);
    }

    private static long micros(Instant time) {
        return ChronoUnit.MICROS.between(Instant.EPOCH, time);
    }

    /** The present moment. */
    Instant now() {
        return Instant.EPOCH.plus(now, ChronoUnit.MICROS);
    }

    /** Whether something happened: the next action; nothing does after the end. */
    boolean step() {
        Action next = actions.poll();
        if (next == null || next.micros() >= end) {
            return false;
        }
        now = next.micros();
        next.run().run();
        return true;
    }

    /** Once, so long after now. */
    void after(Duration delay, Runnable action) {
        at(now + delay.toNanos() / 1000, action);
    }

    /** Once, at a time; never if that is over. */
    void at(Instant time, Runnable action) {
        if (micros(time) >= now) {
            at(micros(time), action);
        }
    }

    private void at(long micros, Runnable action) {
        actions.add(new Action(micros, count++, action));
    }

    /** Again and again, from some time within the first period on, each time up to a tenth early or late. */
    void every(Duration period, Runnable action) {
        long micros = period.toNanos() / 1000;
        at(now + random.nextLong(micros), () -> again(micros, action));
    }

    private void again(long period, Runnable action) {
        action.run();
        at(now + period - period / 10 + random.nextLong(period / 5 + 1), () -> again(period, action));
    }

    /** So often a day, day and night. */
    void daily(int times, Runnable action) {
        for (int i = 0; i < times; i++) {
            at(day.plus(random.nextLong(86_400_000_000L), ChronoUnit.MICROS), action);
        }
    }

    /** So often a day, while people work. */
    void atWork(int times, Runnable action) {
        long length = WORK_ENDS.minus(WORK_BEGINS).toNanos() / 1000;
        for (int i = 0; i < times; i++) {
            at(day.plus(WORK_BEGINS).plus(random.nextLong(length), ChronoUnit.MICROS), action);
        }
    }

    /** One after the other, each so long after the one before, more or less. */
    void inTurn(Duration pause, List<Runnable> steps) {
        long micros = pause.toNanos() / 1000;
        long time = now;
        for (Runnable step : steps) {
            at(time, step);
            time += 1 + micros / 2 + random.nextLong(micros + 1);
        }
    }

    /** A number from zero on, below the bound. */
    int below(int bound) {
        return random.nextInt(bound);
    }

    long nextLong() {
        return random.nextLong();
    }

    boolean chance(int of, int from) {
        return random.nextInt(from) < of;
    }

    <T> T pick(List<T> items) {
        return items.get(random.nextInt(items.size()));
    }

    /** Some time between none and the most. */
    Duration upTo(Duration most) {
        return Duration.ofNanos(1000 * random.nextLong(most.toNanos() / 1000 + 1));
    }
}
