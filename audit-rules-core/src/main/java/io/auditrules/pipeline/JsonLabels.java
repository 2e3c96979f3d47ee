package io.auditrules.pipeline;

/** A stage that makes labels of JSON. */
interface JsonLabels extends PipelineStage {

    /** Whether it may set a label of the name. */
    boolean sets(String label);
}
