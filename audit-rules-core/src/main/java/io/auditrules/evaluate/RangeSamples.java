package io.auditrules.evaluate;

import io.auditrules.diagnostic.IllegalValueException;
import io.auditrules.evaluate.Answer.Failure;
import io.auditrules.evaluate.Answer.Sample;
import io.auditrules.event.Batch;
import io.auditrules.event.Labels;
import io.auditrules.logql.Literal;
import io.auditrules.logql.LogRange;
import io.auditrules.logql.LokiVersion;
import io.auditrules.logql.RangeAggregation;
import io.auditrules.pipeline.Needle;
import io.auditrules.pipeline.SampleExtractor;
import io.auditrules.pipeline.SampleGrouping;
import io.auditrules.pipeline.Setting;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a range aggregation has collected from the log, for each series and each time that is asked for. */
final class RangeSamples implements Collector {
    private static final String ERROR = "__error__";
    private static final String PRESERVE_ERROR = "__preserve_error__";
    /** About a gigabyte. */
    private static final long MOST_HELD = 20_000_000;

    private final RangeAggregation aggregation;
    private final SampleGrouping grouping;
    private final Times times;
    private final Setting setting;
    private final boolean endsCount;
    private final boolean isEachAlone;
    private final long range;
    private final long offset;
    /** For each series a number in the making at each of the times; null where no sample has come. */
    private final Map<Labels, @Nullable Accumulator[]> series = new LinkedHashMap<>();

    private long held;
    private @Nullable Failure failure;

    /** @param isEachAlone whether each of the times is asked for on its own */
    RangeSamples(
            RangeAggregation aggregation,
            SampleGrouping grouping,
            Times times,
            boolean isEachAlone,
            LokiVersion version) {
        LogRange over = aggregation.range();
        this.aggregation = aggregation;
        this.grouping = grouping;
        this.times = times;
        this.setting = new Setting(version, times.time(times.count() - 1));
        this.endsCount = version.isAtLeast(LokiVersion.ENDS_COUNT);
        this.isEachAlone = isEachAlone;
        this.range = over.range().value().toNanos();
        this.offset = over.offset().map(literal -> literal.value().toNanos()).orElse(0L);
    }

    @Override
    public Worker newWorker() {
        SampleExtractor extractor = new SampleExtractor(aggregation, grouping, setting);
        return new Worker() {
            @Override
            public List<Needle> needles() {
                return extractor.needles();
            }

            @Override
            public Runnable collect(Batch batch) {
                try {
                    Collected collected = RangeSamples.this.collect(extractor, batch);
                    return () -> add(collected);
                } catch (IllegalValueException e) {
                    return () -> fail(e);
                }
            }
        };
    }

    private Collected collect(SampleExtractor extractor, Batch batch) {
        Collected collected = new Collected();
        int line = extractor.next(batch, 0);
        while (line != Batch.NO_LINE) {
            if (extractor.extract(batch, line)) {
                long time = batch.time(line);
                if (time != Batch.NO_TIME && first(time) <= last(time)) {
                    Labels labels = extractor.labels();
                    // Loki drops a sample whose labels it cannot read
                    if (!labels.hasReplacementCharacter()) {
                        for (int i = 0; i < extractor.times(); i++) {
                            collected.add(time, extractor.value(), labels);
                        }
                    }
                }
            }
            line = extractor.next(batch, line + 1);
        }
        return collected;
    }

    /** Windows are open at their beginning and closed at their end, unless Loki leaves the end of a query out. */
    private int first(long time) {
        long first = times.firstAtOrAfter(time + offset);
        boolean isEnd = first >= 0
                && first < times.count()
                && times.time((int) first) == time + offset
                && (isEachAlone || first == times.count() - 1);
        return (int) Math.max(0, Math.min(times.count(), isEnd && !endsCount ? first + 1 : first));
    }

    private int last(long time) {
        return (int) Math.max(-1, Math.min(times.count() - 1, times.lastBefore(time + offset + range)));
    }

    private void add(Collected collected) {
        for (int i = 0; i < collected.labels.size() && failure == null; i++) {
            @Nullable Accumulator[] numbers = series.computeIfAbsent(collected.labels.get(i), labels -> newSeries());
            long time = collected.times.get(i);
            for (int at = first(time); at <= last(time); at++) {
                Accumulator number = numbers[at];
                if (number == null) {
                    number = newAccumulator();
                    numbers[at] = number;
                }
                number.add(time, collected.values.get(i));
            }
            held += keepsSamples() ? Math.max(0, last(time) - first(time)) : 0;
            if (held > MOST_HELD) {
                fail(new IllegalValueException(
                        "the query needs more than " + MOST_HELD + " numbers in memory",
                        "ask for fewer steps, or sum by fewer labels"));
            }
        }
    }

    private @Nullable Accumulator[] newSeries() {
        held += times.count();
        return new Accumulator[times.count()];
    }

    /** Whether all samples of a window are kept, as often as windows overlap. */
    private boolean keepsSamples() {
        return aggregation.operation() == RangeAggregation.Operation.QUANTILE_OVER_TIME
                || aggregation.operation() == RangeAggregation.Operation.RATE_COUNTER;
    }

    private void fail(IllegalValueException refused) {
        failure = Failure.notSupported(refused);
        series.clear();
    }

    private Accumulator newAccumulator() {
        return Accumulator.of(
                aggregation.operation(),
                aggregation.range().unwrap().isPresent(),
                range / 1e9,
                aggregation.parameter().map(Literal::value).orElse(0.0));
    }

    /** The series at one of the times. */
    List<Sample> at(int time) {
        if (failure != null) {
            throw new FailedQueryException(failure);
        }
        List<Sample> samples = new ArrayList<>();
        series.forEach((labels, numbers) -> {
            Accumulator number = numbers[time];
            if (number != null) {
                samples.add(new Sample(labels, number.result()));
            }
        });
        for (Sample sample : samples) {
            String error = sample.labels().get(ERROR);
            if (sample.labels().has(ERROR)
                    && !sample.labels().get(PRESERVE_ERROR).equals("true")) {
                throw new FailedQueryException(new Failure(
                        Failure.Kind.PIPELINE_ERROR,
                        "pipeline error: '" + error + "' for series: '" + sample.labels()
                                + "'; Loki fails the whole query for one such line: add | __error__=\"\" after the"
                                + " parser or the unwrap"));
            }
        }
        return samples;
    }

    /** Samples of one batch, in its order. */
    static final class Collected {
        private final List<Long> times = new ArrayList<>();
        private final List<Double> values = new ArrayList<>();
        private final List<Labels> labels = new ArrayList<>();

        private void add(long time, double value, Labels ofSample) {
            times.add(time);
            values.add(value);
            labels.add(ofSample);
        }
    }
}
