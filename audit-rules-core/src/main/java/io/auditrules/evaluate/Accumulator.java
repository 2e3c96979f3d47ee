package io.auditrules.evaluate;

import io.auditrules.logql.RangeAggregation;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/** Makes one number of the samples of a series in a window; samples may come in any order. */
abstract class Accumulator {

    /** A sample: nanoseconds since 1970, and the number. */
    abstract void add(long time, double value);

    abstract double result();

    /**
     * An empty one.
     *
     * @param seconds how long the window is
     * @param quantile for {@code quantile_over_time} alone
     */
    static Accumulator of(RangeAggregation.Operation operation, boolean isUnwrapped, double seconds, double quantile) {
        return switch (operation) {
            case COUNT_OVER_TIME -> new Count(1);
            case RATE -> isUnwrapped ? new Sum(seconds) : new Count(seconds);
            case BYTES_OVER_TIME, SUM_OVER_TIME -> new Sum(1);
            case BYTES_RATE -> new Sum(seconds);
            case RATE_COUNTER -> new Counter(seconds);
            case AVG_OVER_TIME -> new Average();
            case MIN_OVER_TIME -> new Extreme(-1);
            case MAX_OVER_TIME -> new Extreme(1);
            case STDVAR_OVER_TIME -> new Variance(false);
            case STDDEV_OVER_TIME -> new Variance(true);
            case QUANTILE_OVER_TIME -> new Quantile(quantile);
            case FIRST_OVER_TIME -> new First();
            case LAST_OVER_TIME -> new Last();
            case ABSENT_OVER_TIME -> new Present();
        };
    }

    private static final class Count extends Accumulator {
        private final double divisor;
        private double count;

        Count(double divisor) {
            this.divisor = divisor;
        }

        @Override
        void add(long time, double value) {
            count++;
        }

        @Override
        double result() {
            return count / divisor;
        }
    }

    private static final class Sum extends Accumulator {
        private final double divisor;
        private double sum;

        Sum(double divisor) {
            this.divisor = divisor;
        }

        @Override
        void add(long time, double value) {
            sum += value;
        }

        @Override
        double result() {
            return sum / divisor;
        }
    }

    private static final class Average extends Accumulator {
        private double mean;
        private double count;

        @Override
        void add(long time, double value) {
            count++;
            boolean isSameInfinity = Double.isInfinite(value) && mean > 0 == value > 0;
            if (Double.isInfinite(mean) && (isSameInfinity || Double.isFinite(value))) {
                return;
            }
            mean += value / count - mean / count;
        }

        @Override
        double result() {
            return mean;
        }
    }

    /** The smallest or the largest; NaN only where there is nothing else. */
    private static final class Extreme extends Accumulator {
        private final int sign;
        private double extreme = Double.NaN;

        Extreme(int sign) {
            this.sign = sign;
        }

        @Override
        void add(long time, double value) {
            if (Double.isNaN(extreme) || sign * value > sign * extreme) {
                extreme = value;
            }
        }

        @Override
        double result() {
            return extreme;
        }
    }

    /** Welford's way. */
    private static final class Variance extends Accumulator {
        private final boolean isRoot;
        private double squares;
        private double mean;
        private double count;

        Variance(boolean isRoot) {
            this.isRoot = isRoot;
        }

        @Override
        void add(long time, double value) {
            count++;
            double delta = value - mean;
            mean += delta / count;
            squares += delta * (value - mean);
        }

        @Override
        double result() {
            return isRoot ? Math.sqrt(squares / count) : squares / count;
        }
    }

    /** Keeps every number. */
    private static final class Quantile extends Accumulator {
        private final double quantile;
        private double[] values = new double[8];
        private int size;

        Quantile(double quantile) {
            this.quantile = quantile;
        }

        @Override
        void add(long time, double value) {
            if (size == values.length) {
                values = Arrays.copyOf(values, 2 * size);
            }
            values[size++] = value;
        }

        @Override
        double result() {
            if (quantile < 0 || quantile > 1) {
                return quantile < 0 ? Double.NEGATIVE_INFINITY : Double.POSITIVE_INFINITY;
            }
            double[] sorted = Arrays.copyOf(values, size);
            Arrays.sort(sorted);
            nanFirst(sorted);
            double rank = quantile * (size - 1);
            int lower = (int) Math.floor(rank);
            int upper = Math.min(size - 1, lower + 1);
            double weight = rank - Math.floor(rank);
            return sorted[lower] * (1 - weight) + sorted[upper] * weight;
        }

        private static void nanFirst(double[] sorted) {
            int numbers = sorted.length;
            while (numbers > 0 && Double.isNaN(sorted[numbers - 1])) {
                numbers--;
            }
            System.arraycopy(sorted, 0, sorted, sorted.length - numbers, numbers);
            Arrays.fill(sorted, 0, sorted.length - numbers, Double.NaN);
        }
    }

    private static final class First extends Accumulator {
        private long firstTime = Long.MAX_VALUE;
        private double first;

        @Override
        void add(long time, double value) {
            if (time < firstTime) {
                firstTime = time;
                first = value;
            }
        }

        @Override
        double result() {
            return first;
        }
    }

    private static final class Last extends Accumulator {
        private long lastTime = Long.MIN_VALUE;
        private double last;

        @Override
        void add(long time, double value) {
            if (time >= lastTime) {
                lastTime = time;
                last = value;
            }
        }

        @Override
        double result() {
            return last;
        }
    }

    private static final class Present extends Accumulator {
        @Override
        void add(long time, double value) {}

        @Override
        double result() {
            return 1;
        }
    }

    /**
     * The rate of a counter that may start over, extrapolated as Prometheus does; but Loki v3.7.6 takes nanoseconds for its
     * milliseconds.
     */
    private static final class Counter extends Accumulator {
        private record Point(long time, double value) {}

        private final double seconds;
        private final List<Point> points = new ArrayList<>();

        Counter(double seconds) {
            this.seconds = seconds;
        }

        @Override
        void add(long time, double value) {
            points.add(new Point(time, value));
        }

        @Override
        double result() {
            if (points.size() < 2) {
                return 0;
            }
            points.sort(Comparator.comparingLong(Point::time));
            Point first = points.get(0);
            Point last = points.get(points.size() - 1);
            double increase = last.value() - first.value();
            double before = 0;
            for (Point point : points) {
                if (point.value() < before) {
                    increase += before;
                }
                before = point.value();
            }
            double sampled = (last.time() - first.time()) / 1000.0;
            double average = sampled / (points.size() - 1);
            // the window is said to begin a range before the first sample, and to end with the last
            double toStart = Math.floor(seconds * 1000) / 1000;
            if (increase > 0 && first.value() >= 0) {
                toStart = Math.min(toStart, sampled * (first.value() / increase));
            }
            double extrapolated = sampled + (toStart < average * 1.1 ? toStart : average / 2);
            return increase * (extrapolated / sampled) / seconds;
        }
    }
}
