package io.auditrules.report;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;

/**
 * Where a time lies on a line, in percent of its width.
 *
 * @param from is 0
 * @param to is 100; later than {@code from}
 */
record TimeScale(Instant from, Instant to) {
    private static final int MOST_STEPS = 6;
    private static final long DAY = 86_400;
    private static final long[] SECONDS = {
        1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1_800, 3_600, 7_200, 10_800, 21_600, 43_200
    };

    static TimeScale of(Instant from, Instant to) {
        return new TimeScale(from, to.isAfter(from) ? to : from.plusSeconds(1));
    }

    double percent(Instant time) {
        double all = Duration.between(from, to).toMillis();
        return Math.min(100, Math.max(0, 100 * Duration.between(from, time).toMillis() / Math.max(1, all)));
    }

    /** As SVG has it, to a thousandth: {@code 12.5}. */
    String x(Instant time) {
        return text(percent(time));
    }

    String width(Instant start, Instant end) {
        return text(percent(end) - percent(start));
    }

    static String text(double percent) {
        return BigDecimal.valueOf(percent)
                .setScale(3, RoundingMode.HALF_UP)
                .stripTrailingZeros()
                .toPlainString();
    }

    /** The shortest of the lengths that people count in of which so many, or fewer, fill the line. */
    Duration step(int most) {
        long all = Duration.between(from, to).toSeconds();
        return LongStream.concat(LongStream.of(SECONDS), LongStream.iterate(DAY, days -> days * 2))
                .filter(seconds -> all / seconds <= most)
                .mapToObj(Duration::ofSeconds)
                .findFirst()
                .orElseThrow();
    }

    /** At most seven even times on the line, counted from one of them. */
    List<Instant> ticks(Instant start) {
        Duration step = step(MOST_STEPS);
        List<Instant> ticks = new ArrayList<>();
        Instant tick =
                start.minus(step.multipliedBy(Duration.between(from, start).dividedBy(step)));
        for (; !tick.isAfter(to); tick = tick.plus(step)) {
            ticks.add(tick);
        }
        return ticks;
    }
}
