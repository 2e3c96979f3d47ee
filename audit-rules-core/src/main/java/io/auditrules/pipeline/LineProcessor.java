package io.auditrules.pipeline;

import io.auditrules.event.Batch;
import io.auditrules.event.Labels;
import java.util.ArrayList;
import java.util.List;

/** Sends lines of the selected streams through stages. */
final class LineProcessor {
    private final StreamMatcher selector;
    private final List<PipelineStage> stages;
    private final Prefilter prefilter;
    private final List<ImpliedTexts> implied;
    private final List<Needle> needles = new ArrayList<>();
    private final Line line = new Line();
    private final LabelsBuilder labels;
    private Labels lastStream = Labels.EMPTY;
    /** How often each sample of the last stream counts; 0 if the stream is not selected. */
    private int lastTimes;

    LineProcessor(StreamMatcher selector, List<PipelineStage> stages, ParserHints hints) {
        this.selector = selector;
        this.stages = List.copyOf(stages);
        this.prefilter = prefilter();
        this.implied = ImpliedTexts.of(stages);
        implied.forEach(texts -> needles.addAll(texts.needles()));
        this.labels = new LabelsBuilder(hints);
        this.lastTimes = selector.times(lastStream);
    }

    /** The line filters at the head see lines as they are in the batch. */
    private Prefilter prefilter() {
        List<List<Needle>> needed = new ArrayList<>();
        for (PipelineStage stage : stages) {
            if (!(stage instanceof LineFilterStage filter)) {
                break;
            }
            needed.addAll(filter.needed());
            needles.addAll(filter.needles());
        }
        return new Prefilter(needed);
    }

    /** The texts that are looked for in a line before its stages are run. */
    List<Needle> needles() {
        return needles;
    }

    int next(Batch batch, int fromLine) {
        return prefilter.nextLine(batch, fromLine);
    }

    boolean passes(Batch batch, int index) {
        Labels stream = batch.stream(index);
        if (!stream.equals(lastStream)) {
            lastStream = stream;
            lastTimes = selector.times(stream);
        }
        if (lastTimes == 0) {
            return false;
        }
        Labels structuredMetadata = batch.structuredMetadata(index);
        for (ImpliedTexts texts : implied) {
            if (!texts.mayPass(batch, index, stream, structuredMetadata)) {
                return false;
            }
        }
        line.read(batch, index);
        labels.reset(stream, structuredMetadata);
        for (PipelineStage stage : stages) {
            if (!stage.process(line, labels)) {
                return false;
            }
        }
        return true;
    }

    /** How often the sample of the line that passed last counts. */
    int times() {
        return lastTimes;
    }

    Line line() {
        return line;
    }

    LabelsBuilder labels() {
        return labels;
    }
}
