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
    private final List<Needle> needles = new ArrayList<>();
    private final Line line = new Line();
    private final LabelsBuilder labels;
    private Labels lastStream = Labels.EMPTY;
    private boolean isLastSelected;

    LineProcessor(StreamMatcher selector, List<PipelineStage> stages, ParserHints hints) {
        this.selector = selector;
        this.stages = List.copyOf(stages);
        this.prefilter = prefilter();
        this.labels = new LabelsBuilder(hints);
        this.isLastSelected = selector.matches(lastStream);
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

    /** The texts that the line filters at the head look for. */
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
            isLastSelected = selector.matches(stream);
        }
        if (!isLastSelected) {
            return false;
        }
        line.read(batch, index);
        labels.reset(stream, batch.structuredMetadata(index));
        for (PipelineStage stage : stages) {
            if (!stage.process(line, labels)) {
                return false;
            }
        }
        return true;
    }

    Line line() {
        return line;
    }

    LabelsBuilder labels() {
        return labels;
    }
}
