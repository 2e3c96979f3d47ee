package io.auditrules.pipeline;

import io.auditrules.logql.And;
import io.auditrules.logql.BytesFilter;
import io.auditrules.logql.Decolorize;
import io.auditrules.logql.Drop;
import io.auditrules.logql.DurationFilter;
import io.auditrules.logql.IpFilter;
import io.auditrules.logql.Json;
import io.auditrules.logql.Keep;
import io.auditrules.logql.LabelFilter;
import io.auditrules.logql.LabelFormat;
import io.auditrules.logql.LineFilter;
import io.auditrules.logql.LineFormat;
import io.auditrules.logql.Logfmt;
import io.auditrules.logql.LokiVersion;
import io.auditrules.logql.Matcher;
import io.auditrules.logql.NumberFilter;
import io.auditrules.logql.Or;
import io.auditrules.logql.Pattern;
import io.auditrules.logql.Regexp;
import io.auditrules.logql.Stage;
import io.auditrules.logql.Unpack;
import java.util.ArrayList;
import java.util.List;

/** Makes stages that work of the stages of a query. */
final class StageCompiler implements Stage.Visitor<PipelineStage> {
    private final Setting setting;
    private final LabelFilter.Visitor<PipelineStage> labelFilters;

    private StageCompiler(Setting setting) {
        this.setting = setting;
        this.labelFilters = labelFilters(setting, true);
    }

    private static LabelFilters labelFilters(Setting setting, boolean isStage) {
        return new LabelFilters(!setting.version().isAtLeast(LokiVersion.NUMBER_FILTERS_DROP), isStage);
    }

    /** The filters that follow {@code unwrap}. */
    static List<PipelineStage> compileUnwrapFilters(List<LabelFilter> filters, Setting setting) {
        LabelFilters compiler = labelFilters(setting, false);
        return filters.stream().map(filter -> filter.accept(compiler)).toList();
    }

    /** The stages in the order in which Loki runs them. */
    static List<PipelineStage> compile(List<? extends Stage> stages, Setting setting) {
        StageCompiler compiler = new StageCompiler(setting);
        return inLokisOrder(stages).stream()
                .map(stage -> stage.accept(compiler))
                .toList();
    }

    /**
     * Loki v3.7.6 runs line filters before the stages in front of them, as far as those do not filter by labels and are not
     * known to change the line. That {@code decolorize} changes it, Loki overlooks.
     */
    private static List<Stage> inLokisOrder(List<? extends Stage> stages) {
        List<Stage> ordered = new ArrayList<>();
        List<Stage> filters = new ArrayList<>();
        List<Stage> others = new ArrayList<>();
        for (Stage stage : stages) {
            if (stage instanceof LineFilter) {
                filters.add(stage);
                continue;
            }
            if (stage instanceof LabelFilter) {
                flush(filters, others, ordered);
                ordered.add(stage);
                continue;
            }
            others.add(stage);
            if (stage instanceof LineFormat || stage instanceof Unpack) {
                flush(filters, others, ordered);
            }
        }
        flush(filters, others, ordered);
        return ordered;
    }

    private static void flush(List<Stage> filters, List<Stage> others, List<Stage> ordered) {
        ordered.addAll(filters);
        ordered.addAll(others);
        filters.clear();
        others.clear();
    }

    @Override
    public PipelineStage lineFilter(LineFilter stage) {
        return new LineFilterStage(stage);
    }

    @Override
    public PipelineStage json(Json stage) {
        return stage.extractions().isEmpty() ? new JsonStage() : new JsonExpressionStage(stage.extractions());
    }

    @Override
    public PipelineStage logfmt(Logfmt stage) {
        return stage.extractions().isEmpty() ? new LogfmtStage(stage) : new LogfmtExpressionStage(stage);
    }

    @Override
    public PipelineStage regexp(Regexp stage) {
        return new RegexpStage(stage);
    }

    @Override
    public PipelineStage pattern(Pattern stage) {
        return new PatternStage(stage);
    }

    @Override
    public PipelineStage unpack(Unpack stage) {
        return new UnpackStage();
    }

    @Override
    public PipelineStage labelFilter(LabelFilter stage) {
        return stage.accept(labelFilters);
    }

    @Override
    public PipelineStage lineFormat(LineFormat stage) {
        return new LineFormatStage(stage, setting.now());
    }

    @Override
    public PipelineStage labelFormat(LabelFormat stage) {
        return new LabelFormatStage(stage, setting.now());
    }

    @Override
    public PipelineStage decolorize(Decolorize stage) {
        return new DecolorizeStage();
    }

    @Override
    public PipelineStage keep(Keep stage) {
        return new KeepStage(stage);
    }

    @Override
    public PipelineStage drop(Drop stage) {
        return new DropStage(stage);
    }

    /**
     * Label filters. Loki v3.7.6 hands stages on as text, in which it writes a negative zero as -0, and reads that as a duration.
     *
     * @param letErrorsPass whether a line with an error passes
     * @param isStage whether the filter is a stage and does not follow {@code unwrap}
     */
    private record LabelFilters(boolean letErrorsPass, boolean isStage) implements LabelFilter.Visitor<PipelineStage> {
        @Override
        public PipelineStage matcher(Matcher filter) {
            return TextFilterStage.of(filter);
        }

        @Override
        public PipelineStage number(NumberFilter filter) {
            double value = filter.value().value();
            boolean isDuration = isStage && value == 0 && 1 / value < 0;
            return valueFilter(
                    filter.label(),
                    filter.operator(),
                    isDuration ? ValueFilterStage.duration(0) : ValueFilterStage.number(value));
        }

        @Override
        public PipelineStage duration(DurationFilter filter) {
            return valueFilter(
                    filter.label(),
                    filter.operator(),
                    ValueFilterStage.duration(filter.value().value().toNanos()));
        }

        @Override
        public PipelineStage bytes(BytesFilter filter) {
            return valueFilter(
                    filter.label(),
                    filter.operator(),
                    ValueFilterStage.bytes(filter.value().value()));
        }

        @Override
        public PipelineStage ip(IpFilter filter) {
            return new IpFilterStage(filter);
        }

        @Override
        public PipelineStage and(And filter) {
            return new JoinedFilterStage(all(filter.filters()), true);
        }

        @Override
        public PipelineStage or(Or filter) {
            return new JoinedFilterStage(all(filter.filters()), false);
        }

        private PipelineStage valueFilter(String label, LabelFilter.Comparison operator, ValueFilterStage.Order order) {
            return new ValueFilterStage(label, operator, order, letErrorsPass);
        }

        private List<PipelineStage> all(List<LabelFilter> filters) {
            return filters.stream().map(filter -> filter.accept(this)).toList();
        }
    }
}
