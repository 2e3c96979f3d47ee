package io.auditrules.pipeline;

import io.auditrules.event.Batch;
import io.auditrules.event.Labels;
import io.auditrules.logql.LineFilter;
import io.auditrules.logql.LineFormat;
import io.auditrules.logql.LogRange;
import io.auditrules.logql.RangeAggregation;
import io.auditrules.logql.Stage;
import io.auditrules.logql.Unwrap;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The numbers that a metric query takes from the lines of a log: one a line. Not for several threads. */
public final class SampleExtractor {
    private static final String CONVERSION_ERROR = "SampleExtractionErr";

    private final LineProcessor lines;
    private final SampleGrouping grouping;
    private final boolean countsBytes;
    private final @Nullable Unwrap unwrap;
    private final List<PipelineStage> filters;
    private double value;

    /**
     * The samples of an aggregation.
     *
     * @param grouping the labels that a sample keeps
     * @throws io.auditrules.diagnostic.IllegalValueException if Loki would refuse a template in the query
     */
    public SampleExtractor(RangeAggregation aggregation, SampleGrouping grouping, Setting setting) {
        LogRange range = aggregation.range();
        this.grouping = range.unwrap()
                .map(unwrapped -> grouping.withoutUnwrapped(unwrapped.label()))
                .orElse(grouping);
        this.countsBytes = isOfBytes(aggregation);
        this.unwrap = range.unwrap().orElse(null);
        List<PipelineStage> stages = StageCompiler.compile(stages(aggregation), setting);
        this.filters = StageCompiler.compileUnwrapFilters(
                range.unwrap().map(Unwrap::filters).orElse(List.of()), setting);
        List<PipelineStage> all = new ArrayList<>(stages);
        if (filters.size() == 1) {
            // several are one filter to Loki, and not on a single label
            all.addAll(filters);
        }
        List<String> used = new ArrayList<>();
        stages.forEach(stage -> used.addAll(stage.requiredLabels()));
        filters.forEach(filter -> used.addAll(filter.requiredLabels()));
        ParserHints hints = ParserHints.ofMetricQuery(all, used, this.grouping, unwrap == null ? "" : unwrap.label());
        lines = new LineProcessor(new StreamMatcher(range.query().selector()), stages, hints);
    }

    private static boolean isOfBytes(RangeAggregation aggregation) {
        return switch (aggregation.operation()) {
            case BYTES_OVER_TIME, BYTES_RATE -> true;
            case COUNT_OVER_TIME,
                    RATE,
                    RATE_COUNTER,
                    AVG_OVER_TIME,
                    SUM_OVER_TIME,
                    MIN_OVER_TIME,
                    MAX_OVER_TIME,
                    STDVAR_OVER_TIME,
                    STDDEV_OVER_TIME,
                    QUANTILE_OVER_TIME,
                    FIRST_OVER_TIME,
                    LAST_OVER_TIME,
                    ABSENT_OVER_TIME -> false;
        };
    }

    /** Loki leaves out a line_format behind which nothing looks at the line, as far as it sees. */
    private static List<Stage> stages(RangeAggregation aggregation) {
        List<Stage> stages = aggregation.range().query().pipeline().stages();
        if (isOfBytes(aggregation)) {
            return stages;
        }
        List<Stage> needed = new ArrayList<>();
        for (int i = 0; i < stages.size(); i++) {
            if (!(stages.get(i) instanceof LineFormat)
                    || stages.stream().skip(i).anyMatch(SampleExtractor::readsLine)) {
                needed.add(stages.get(i));
            }
        }
        return needed;
    }

    private static boolean readsLine(Stage stage) {
        return stage instanceof LineFilter || stage.isParser();
    }

    /** The texts that its line filters look for, to be found together with those of other queries. */
    public List<Needle> needles() {
        return lines.needles();
    }

    /** The next line of a batch, at or after one, that could yield a sample; {@link Batch#NO_LINE} if none could. */
    public int next(Batch batch, int fromLine) {
        return lines.next(batch, fromLine);
    }

    /** Whether a line yields a sample. */
    public boolean extract(Batch batch, int line) {
        if (!lines.passes(batch, line)) {
            return false;
        }
        if (unwrap == null) {
            value = countsBytes ? lines.line().length() : 1;
            return true;
        }
        LabelsBuilder labels = lines.labels();
        String text = labels.find(unwrap.label());
        if (text == null || text.isEmpty()) {
            return false;
        }
        try {
            value = switch (unwrap.conversion()) {
                case NUMBER -> Conversions.number(text);
                case BYTES -> unsigned(Conversions.bytes(text));
                case DURATION, DURATION_SECONDS -> seconds(Conversions.nanos(text));
            };
        } catch (ConversionException e) {
            value = 0;
            labels.setError(CONVERSION_ERROR, e.getMessage());
        }
        boolean holds = true;
        for (PipelineStage filter : filters) {
            holds &= filter.process(lines.line(), labels);
        }
        return holds;
    }

    private static double unsigned(long bytes) {
        double value = bytes & Long.MAX_VALUE;
        return bytes < 0 ? value + 0x1p63 : value;
    }

    private static double seconds(long nanos) {
        long whole = nanos / 1_000_000_000L;
        return whole + (nanos - whole * 1_000_000_000L) / 1e9;
    }

    /** The number of the sample that was extracted last. */
    public double value() {
        return value;
    }

    /** How often the sample that was extracted last counts. */
    public int times() {
        return lines.times();
    }

    /** The labels of the sample that was extracted last. */
    public Labels labels() {
        return lines.labels().result(grouping);
    }
}
