package io.auditrules.pipeline;

import java.util.List;

/** One step of a pipeline at work. */
interface PipelineStage {

    /** Changes the line and its labels; false drops the line. */
    boolean process(Line line, LabelsBuilder labels);

    /** The labels that the stage reads, so that parsers before it look for them. */
    default List<String> requiredLabels() {
        return List.of();
    }
}
